/**
 * From the ground to range and azimuth time and back, look vectors, baselines, terrain. Knows
 * orbit.
 */
@NullMarked
package org.geofringe.geometry;

import org.jspecify.annotations.NullMarked;
