package org.geofringe.simulation;

import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;

/**
 * The ground of the simulated scene: a lake plain at 2240 m that turns into mountains westwards and
 * southwards, a city on the plain that sinks, a creeping fault and a lake.
 *
 * @param height metres above the ellipsoid
 * @param incidence degrees from the vertical
 * @param losVelocity mm/yr, positive towards the satellite
 * @param heightError metres by which the ground lies above the DEM
 * @param cover kind of ground of each cell, row-major
 */
record Landscape(
    FloatGrid height,
    FloatGrid incidence,
    FloatGrid losVelocity,
    FloatGrid heightError,
    LandCover[] cover) {

  /** Half the width, in metres, of the zone in which the fault's creep takes place. */
  private static final double FAULT_DEPTH = 150;

  static Landscape of(InterferogramStack.Parameters parameters, MapGrid grid) {
    int rows = grid.rows();
    int columns = grid.columns();
    FloatGrid relief =
        Turbulence.field(rows, columns, -2.6, 1, Seeds.source(parameters.seed(), "relief"));
    FloatGrid heightError =
        Turbulence.field(
            rows,
            columns,
            -1,
            parameters.heightErrorMetres(),
            Seeds.source(parameters.seed(), "height error"));
    FloatGrid height = new FloatGrid(rows, columns);
    FloatGrid incidence = new FloatGrid(rows, columns);
    FloatGrid velocity = new FloatGrid(rows, columns);
    LandCover[] cover = new LandCover[rows * columns];
    for (int r = 0; r < rows; r++) {
      // Across the scene, 0 in the north-west and 1 in the south-east, whatever its size.
      double v = (r + 0.5) / rows;
      for (int c = 0; c < columns; c++) {
        double u = (c + 0.5) / columns;
        // Shores and edges wander with the relief; nature draws no circles.
        double wander = 0.025 * relief.get(r, c);
        double mountain =
            Math.max(rise((0.28 - u - wander) / 0.28), rise((v + wander - 0.78) / 0.22));
        double metres = 2240 + mountain * (900 + 250 * relief.get(r, c)) + 6 * relief.get(r, c);
        height.set(r, c, (float) metres);
        incidence.set(r, c, (float) (36 + 4 * u));
        velocity.set(r, c, (float) velocity(parameters, grid, u, v));
        cover[r * columns + c] = cover(u + wander, v + wander, mountain);
      }
    }
    return new Landscape(height, incidence, velocity, heightError, cover);
  }

  private static double velocity(
      InterferogramStack.Parameters parameters, MapGrid grid, double u, double v) {
    double bowl = StrictMath.exp(-0.5 * (square((u - 0.55) / 0.11) + square((v - 0.45) / 0.14)));
    // The fault strikes 15 degrees east of north through (0.8, 0.5); its east side moves towards
    // the satellite by half the creep, its west side away by as much.
    double east = (u - 0.8) * grid.columns() * grid.spacingX();
    double north = (0.5 - v) * grid.rows() * grid.spacingY();
    double strike = Math.toRadians(15);
    double across = east * StrictMath.cos(strike) - north * StrictMath.sin(strike);
    double creep = StrictMath.atan(across / FAULT_DEPTH) / Math.PI;
    return parameters.peakVelocity() * bowl + parameters.faultCreep() * creep;
  }

  private static LandCover cover(double u, double v, double mountain) {
    if (square((u - 0.74) / 0.07) + square((v - 0.2) / 0.11) < 1) {
      return LandCover.WATER;
    }
    if (mountain > 0.15) {
      return LandCover.FOREST;
    }
    boolean city = square((u - 0.52) / 0.26) + square((v - 0.42) / 0.34) < 1;
    return city ? LandCover.CITY : LandCover.FIELDS;
  }

  /** 0 below 0, 1 above 1, smooth between. */
  private static double rise(double x) {
    double t = Math.max(0, Math.min(1, x));
    return t * t * (3 - 2 * t);
  }

  private static double square(double x) {
    return x * x;
  }
}
