package org.geofringe.server.geocode;

import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.geometry.Footprint;
import org.geofringe.orbit.Orbit;
import org.geofringe.sentinel1.Burst;

/**
 * The outline of a burst's valid samples on the map, at one height.
 *
 * @param x of each corner, the first not repeated
 * @param y of each corner
 */
record BurstArea(double[] x, double[] y) {

  private static final int POINTS_PER_SIDE = 8;

  /**
   * Outlines a burst.
   *
   * @param height metres above the ellipsoid
   * @throws IllegalArgumentException where the burst sees no ground at that height
   */
  static BurstArea of(PlacedBurst placed, Orbit orbit, MapSystem map, double height) {
    Burst burst = placed.burst();
    int firstLine = 0;
    int lastLine = burst.lines() - 1;
    while (firstLine < lastLine && burst.firstValidSample()[firstLine] < 0) {
      firstLine++;
    }
    while (lastLine > firstLine && burst.firstValidSample()[lastLine] < 0) {
      lastLine--;
    }
    int middle = (firstLine + lastLine) / 2;
    double[][] outline =
        Footprint.outline(
            orbit,
            placed.time(firstLine),
            placed.time(lastLine),
            burst.firstRange() + burst.firstValidSample()[middle] * burst.rangeSpacing(),
            burst.firstRange() + burst.lastValidSample()[middle] * burst.rangeSpacing(),
            POINTS_PER_SIDE,
            (longitude, latitude) -> height);
    double[] x = new double[outline.length - 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] point = map.toMap(Math.toRadians(outline[i][0]), Math.toRadians(outline[i][1]));
      x[i] = point[0];
      y[i] = point[1];
    }
    return new BurstArea(x, y);
  }

  /** The box about it. */
  Box box() {
    Box box = Box.EMPTY;
    for (int i = 0; i < x.length; i++) {
      box = box.with(x[i], y[i]);
    }
    return box;
  }

  /** Whether a point lies within. */
  boolean holds(double pointX, double pointY) {
    boolean inside = false;
    for (int i = 0; i < x.length; i++) {
      int j = (i + 1) % x.length;
      boolean crosses = y[i] > pointY != y[j] > pointY;
      if (crosses && pointX < x[i] + (pointY - y[i]) / (y[j] - y[i]) * (x[j] - x[i])) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Whether it shares ground with a box; its outline is taken for convex, which it nearly is. */
  boolean meets(Box other) {
    if (!box().meets(other)) {
      return false;
    }
    double turn = Math.signum(area());
    double[] cornerX = {other.west(), other.east(), other.east(), other.west()};
    double[] cornerY = {other.south(), other.south(), other.north(), other.north()};
    // Between neighbouring points of one side the outline bends by centimetres only.
    for (int i = 0; i < x.length; i += POINTS_PER_SIDE) {
      int j = (i + POINTS_PER_SIDE) % x.length;
      boolean beyond = true;
      for (int k = 0; k < cornerX.length; k++) {
        double side = (x[j] - x[i]) * (cornerY[k] - y[i]) - (y[j] - y[i]) * (cornerX[k] - x[i]);
        beyond &= side * turn < 0;
      }
      if (beyond) {
        return false;
      }
    }
    return true;
  }

  /** Signed area, positive where the outline turns left. */
  private double area() {
    double twice = 0;
    for (int i = 0; i < x.length; i++) {
      int j = (i + 1) % x.length;
      twice += (x[i] - x[0]) * (y[j] - y[0]) - (x[j] - x[0]) * (y[i] - y[0]);
    }
    return twice / 2;
  }
}
