/** The packaged program as its users meet it: processes, signals, sockets and files. */
@NullMarked
package org.geofringe.acceptance;

import org.jspecify.annotations.NullMarked;
