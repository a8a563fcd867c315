/** Tests of rasters on disk. */
@NullMarked
package org.geofringe.server.raster;

import org.jspecify.annotations.NullMarked;
