/** Where a satellite was: state vectors, orbit files, interpolation. Knows numeric. */
@NullMarked
package org.geofringe.orbit;

import org.jspecify.annotations.NullMarked;
