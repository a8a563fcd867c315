package org.geofringe.server.workflow;

import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;

/** How large the cells of a grid are on the ground. */
final class GroundSpacing {

  /** Of a degree of latitude, on a sphere: good to half a per cent. */
  private static final double METRES_PER_DEGREE = 111_195;

  private GroundSpacing() {}

  /** Width and height of a cell in metres, in the middle of the grid; NaN in radar geometry. */
  static double[] metres(MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      return new double[] {Double.NaN, Double.NaN};
    }
    if (!grid.isGeographic()) {
      return new double[] {grid.spacingX(), grid.spacingY()};
    }
    double latitude = Math.toRadians((grid.north() + grid.south()) / 2);
    return new double[] {
      grid.spacingX() * METRES_PER_DEGREE * Math.cos(latitude), grid.spacingY() * METRES_PER_DEGREE
    };
  }
}
