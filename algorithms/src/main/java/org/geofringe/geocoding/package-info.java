/** A burst onto the map grid, flattened; its azimuth registration. Knows sentinel1 and geometry. */
@NullMarked
package org.geofringe.geocoding;

import org.jspecify.annotations.NullMarked;
