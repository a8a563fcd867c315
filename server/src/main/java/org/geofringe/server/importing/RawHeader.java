package org.geofringe.server.importing;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.RawComplex;

/**
 * What a file beside a raw raster says about it.
 *
 * @param data the raw raster
 * @param layout how its numbers lie
 * @param grid where it lies
 * @param wavelengthMetres of the radar, where the file tells
 */
record RawHeader(
    Path data, RawComplex.Layout layout, MapGrid grid, OptionalDouble wavelengthMetres) {

  /** The grid of an image that has no place on the map: lines and samples, counted from 0. */
  static MapGrid image(RawComplex.Layout layout) {
    return new MapGrid(Crs.RADAR, -0.5, 0.5, 1, 1, layout.rows(), layout.columns());
  }
}
