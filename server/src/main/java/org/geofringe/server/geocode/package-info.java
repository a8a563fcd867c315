/**
 * From Sentinel-1 products, orbits and terrain to a stack of images: planning, geometry, azimuth
 * registration, dates.
 */
@NullMarked
package org.geofringe.server.geocode;

import org.jspecify.annotations.NullMarked;
