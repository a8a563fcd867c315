/** Benchmarks of the server's rooms. */
@NullMarked
package org.geofringe.server.bench;

import org.jspecify.annotations.NullMarked;
