package org.geofringe.server.inspect;

import org.geofringe.grid.MapGrid;

/** Lengths on a grid: metres for a step east and a step north; degrees count at the middle. */
public final class GridMetres {

  private static final double METRES_PER_DEGREE = 111_320;

  private final double east;
  private final double north;

  public GridMetres(MapGrid grid) {
    if (grid.isGeographic()) {
      double latitude = Math.toRadians((grid.north() + grid.south()) / 2);
      north = METRES_PER_DEGREE;
      east = METRES_PER_DEGREE * Math.cos(latitude);
    } else {
      north = 1;
      east = 1;
    }
  }

  /** Metres for a step of 1 in x. */
  public double east() {
    return east;
  }

  /** Metres for a step of 1 in y. */
  public double north() {
    return north;
  }

  /** Distance in metres between two places of the grid's system. */
  public double between(double x0, double y0, double x1, double y1) {
    return Math.hypot((x1 - x0) * east, (y1 - y0) * north);
  }
}
