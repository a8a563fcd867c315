/**
 * Rasters on disk: the stack store's own plain files, GeoTIFFs of other processors, and products.
 */
@NullMarked
package org.geofringe.server.raster;

import org.jspecify.annotations.NullMarked;
