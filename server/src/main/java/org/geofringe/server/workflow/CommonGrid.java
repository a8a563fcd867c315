package org.geofringe.server.workflow;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;

/** The grid on which two rasters are compared. */
final class CommonGrid {

  private static final double METRES_PER_DEGREE = 111_320;

  private CommonGrid() {}

  /**
   * The grid of the coarser raster, so that nothing is made up between cells; of the first where
   * both are as coarse.
   */
  static MapGrid of(Path first, Path second) {
    MapGrid one = grid(first);
    MapGrid other = grid(second);
    return area(other) > 1.001 * area(one) ? other : one;
  }

  private static MapGrid grid(Path file) {
    try (GeoTiffReader reader = GeoTiffReader.openImage(file)) {
      return reader.grid();
    }
  }

  /** Of a cell, square metres. */
  private static double area(MapGrid grid) {
    double area = grid.spacingX() * grid.spacingY();
    if (grid.crs().equals(Crs.RADAR) || !Crs.isGeographic(grid.crs())) {
      return area;
    }
    double middle = Math.toRadians(grid.y(grid.rows() / 2.0));
    return area * METRES_PER_DEGREE * METRES_PER_DEGREE * Math.cos(middle);
  }
}
