package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/** Outlines of rectangles of an image on the ground. */
public final class Footprint {

  private Footprint() {}

  /** The ground's height at a place in radians, metres above the ellipsoid. */
  @FunctionalInterface
  public interface Ground {
    double height(double longitude, double latitude);
  }

  private static final int HEIGHT_STEPS = 5;

  /**
   * The outline of a rectangle of azimuth times and slant ranges.
   *
   * @param orbit of the pass, looking right
   * @param firstTime seconds from the orbit's epoch
   * @param lastTime seconds from the orbit's epoch
   * @param nearRange metres
   * @param farRange metres
   * @param points along each side, at least 1
   * @param ground asked anew where a point moves for its height; a few rounds come as near as a
   *     footprint needs
   * @return longitude and latitude in degrees, first point again at the end; from the first time's
   *     near range along the first time, then along the far range
   * @throws IllegalArgumentException where there is no such ground
   */
  public static double[][] outline(
      Orbit orbit,
      double firstTime,
      double lastTime,
      double nearRange,
      double farRange,
      int points,
      Ground ground) {
    double[][] corners = {
      {firstTime, nearRange},
      {firstTime, farRange},
      {lastTime, farRange},
      {lastTime, nearRange},
      {firstTime, nearRange}
    };
    double[][] outline = new double[4 * points + 1][];
    GroundPoint solver = new GroundPoint(orbit);
    for (int i = 0; i < outline.length; i++) {
      double[] from = corners[i / points];
      double[] to = corners[Math.min(4, i / points + 1)];
      double share = (double) (i % points) / points;
      double time = from[0] + share * (to[0] - from[0]);
      double range = from[1] + share * (to[1] - from[1]);
      double height = 0;
      for (int step = 0; step < HEIGHT_STEPS; step++) {
        if (!solver.solve(time, range, height)) {
          throw new IllegalArgumentException(
              "there is no ground at a slant range of %.0f m".formatted(range));
        }
        double found = ground.height(solver.longitude(), solver.latitude());
        height = Double.isNaN(found) ? height : found;
      }
      outline[i] =
          new double[] {Math.toDegrees(solver.longitude()), Math.toDegrees(solver.latitude())};
    }
    return outline;
  }
}
