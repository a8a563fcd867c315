/** The command line. */
@NullMarked
package org.geofringe.server.cli;

import org.jspecify.annotations.NullMarked;
