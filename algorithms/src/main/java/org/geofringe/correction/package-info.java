/** What is no motion in a time series of displacement: ramps, delays, tides, errors of the DEM. */
@NullMarked
package org.geofringe.correction;

import org.jspecify.annotations.NullMarked;
