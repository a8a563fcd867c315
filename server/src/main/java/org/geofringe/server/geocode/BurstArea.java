package org.geofringe.server.geocode;

import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.geometry.Footprint;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.orbit.Orbit;
import org.geofringe.sentinel1.Burst;
import org.geofringe.server.raster.FlatRaster;

/**
 * The outline of a burst's valid samples on the map.
 *
 * @param x of each corner, the first not repeated
 * @param y of each corner
 */
record BurstArea(double[] x, double[] y) {

  private static final int POINTS_PER_SIDE = 8;

  /**
   * Outlines a burst at one height.
   *
   * @param height metres above the ellipsoid
   * @throws IllegalArgumentException where the burst sees no ground at that height
   */
  static BurstArea of(PlacedBurst placed, Orbit orbit, MapSystem map, double height) {
    return of(placed, orbit, map, POINTS_PER_SIDE, (longitude, latitude) -> height);
  }

  /**
   * Outlines a burst on the terrain, with enough points to follow mountains.
   *
   * @param heights metres above the ellipsoid, on a map of the same system
   * @param elsewhere height outside of that map
   * @throws IllegalArgumentException where the burst sees no ground
   */
  static BurstArea onTerrain(
      PlacedBurst placed, Orbit orbit, MapSystem map, FlatRaster heights, double elsewhere) {
    MapGrid grid = heights.grid();
    float[] cell = new float[1];
    Footprint.Ground ground =
        (longitude, latitude) -> {
          double[] point = map.toMap(longitude, latitude);
          if (!grid.contains(point[0], point[1])) {
            return elsewhere;
          }
          Window window = new Window(grid.row(point[1]), grid.column(point[0]), 1, 1);
          heights.read(0, window, cell, 0);
          return cell[0];
        };
    return of(placed, orbit, map, POINTS_PER_SIDE * 4, ground);
  }

  private static BurstArea of(
      PlacedBurst placed, Orbit orbit, MapSystem map, int points, Footprint.Ground ground) {
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
            points,
            ground);
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

  /**
   * Whether an outline at one height shares ground with a box; it is taken for convex, which it
   * nearly is.
   */
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
