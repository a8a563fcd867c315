/** Unwrapping the pairs of a stack, or one raster, and checking what came out. */
@NullMarked
package org.geofringe.server.unwrap;

import org.jspecify.annotations.NullMarked;
