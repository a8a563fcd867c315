/**
 * Points, lines and polygons in files: GeoPackages that are written, and polygons of GeoPackages
 * and GeoJSON that are read and laid onto a grid. Knows raster for coordinate reference systems
 * alone.
 */
@NullMarked
package org.geofringe.server.vector;

import org.jspecify.annotations.NullMarked;
