package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * Azimuth time and slant range over a box of the map as polynomials in x, y and height: smooth
 * functions of all three, so a few terms per axis are as good as solving the equations cell by
 * cell, and much faster.
 *
 * <p>The exact geometry at Chebyshev nodes gives Chebyshev coefficients; along each axis those are
 * dropped whose sum stays below a hundredth of the error allowed (the sum of what is dropped bounds
 * the error made), and the rest are turned into powers of coordinates within [-1, 1]. The fit is
 * then compared with the exact geometry between the nodes. Immutable: safe for many threads.
 */
public final class RadarPolynomial implements RadarGeometry {

  /** Greatest error of range over the box that a fit may have, metres. */
  public static final double RANGE_TOLERANCE = 1e-4;

  /** Greatest error of azimuth time over the box that a fit may have, seconds. */
  public static final double TIME_TOLERANCE = 1e-8;

  private static final int NODES_X = 12;
  private static final int NODES_Y = 12;
  private static final int NODES_HEIGHT = 6;

  /** How far beyond the box a cell may lie, in half widths of the box. */
  private static final double SLACK = 0.02;

  private final ChebyshevBox box;
  private final double[] timeTerms;
  private final double[] rangeTerms;
  private final int termsX;
  private final int termsY;
  private final int termsHeight;
  private final double maxTimeError;
  private final double maxRangeError;

  private RadarPolynomial(ChebyshevBox box, double[] time, double[] range, double[][] checks) {
    this.box = box;
    int[] kept = new int[3];
    box.keep(time, TIME_TOLERANCE / 100, kept);
    box.keep(range, RANGE_TOLERANCE / 100, kept);
    termsX = kept[0];
    termsY = kept[1];
    termsHeight = kept[2];
    timeTerms = box.powers(time, kept);
    rangeTerms = box.powers(range, kept);
    double worstTime = 0;
    double worstRange = 0;
    double[] found = new double[2];
    for (double[] check : checks) {
      at(check[0], check[1], (float) check[2], found);
      worstTime = Math.max(worstTime, Math.abs(found[0] - check[3]));
      worstRange = Math.max(worstRange, Math.abs(found[1] - check[4]));
    }
    maxTimeError = worstTime;
    maxRangeError = worstRange;
  }

  /**
   * Fits the geometry of a pass over a box.
   *
   * @param guess of the azimuth time, seconds from the orbit's epoch, within some minutes: an orbit
   *     file's day holds many passes
   * @param projection of the map
   * @param west least x, in units of the map
   * @param south least y
   * @param east greatest x
   * @param north greatest y
   * @param minHeight least height of a cell, metres above the ellipsoid
   * @param maxHeight greatest height of a cell
   * @throws IllegalArgumentException where the satellite does not pass the whole box within the
   *     orbit's vectors, or the box is too large for a fit within {@link #RANGE_TOLERANCE} and
   *     {@link #TIME_TOLERANCE}: smaller boxes help
   */
  public static RadarPolynomial fit(
      Orbit orbit,
      double guess,
      MapProjection projection,
      double west,
      double south,
      double east,
      double north,
      double minHeight,
      double maxHeight) {
    if (!(east > west) || !(north > south) || !(maxHeight >= minHeight)) {
      throw new IllegalArgumentException(
          "a box needs west < east, south < north and least height <= greatest, got "
              + "%s to %s, %s to %s, %s to %s"
                  .formatted(west, east, south, north, minHeight, maxHeight));
    }
    ChebyshevBox box =
        new ChebyshevBox(
            new double[] {west, south, minHeight},
            // A flat ground would leave no axis of heights.
            new double[] {east, north, Math.max(maxHeight, minHeight + 100)},
            new int[] {NODES_X, NODES_Y, NODES_HEIGHT});
    ExactRadarGeometry exact = new ExactRadarGeometry(orbit, projection, guess);
    double[] times = new double[box.count()];
    double[] ranges = new double[box.count()];
    for (int node = 0; node < box.count(); node++) {
      solve(exact, box.node(0, node), box.node(1, node), box.node(2, node));
      times[node] = exact.time();
      ranges[node] = exact.range();
    }
    double[][] checks = box.between();
    for (double[] check : checks) {
      check[2] = (float) check[2];
      solve(exact, check[0], check[1], check[2]);
      check[3] = exact.time();
      check[4] = exact.range();
    }
    RadarPolynomial fit =
        new RadarPolynomial(box, box.coefficients(times), box.coefficients(ranges), checks);
    if (!(fit.maxRangeError <= RANGE_TOLERANCE) || !(fit.maxTimeError <= TIME_TOLERANCE)) {
      throw new IllegalArgumentException(
          "polynomials miss the geometry of the box by up to %.2g m and %.2g s: split it"
              .formatted(fit.maxRangeError, fit.maxTimeError));
    }
    return fit;
  }

  private static void solve(ExactRadarGeometry exact, double x, double y, double height) {
    if (!exact.solve(x, y, height)) {
      throw new IllegalArgumentException(
          "the satellite does not pass the map's point %.6g, %.6g within its orbit vectors"
              .formatted(x, y));
    }
  }

  /** Greatest difference of azimuth time to the exact geometry between the nodes, seconds. */
  public double maxTimeError() {
    return maxTimeError;
  }

  /** Greatest difference of slant range to the exact geometry between the nodes, metres. */
  public double maxRangeError() {
    return maxRangeError;
  }

  /** Number of terms along x, y and height. */
  public int[] terms() {
    return new int[] {termsX, termsY, termsHeight};
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where a cell lies beyond the box
   */
  @Override
  public void locate(
      double x,
      double spacingX,
      double y,
      float[] heights,
      int offset,
      int count,
      double[] times,
      double[] ranges) {
    double v = box.normal(1, y);
    double first = box.normal(0, x);
    double step = spacingX / box.half(0);
    double middle = box.middle(2);
    double scale = 1 / box.half(2);
    check(Math.max(Math.abs(v), Math.max(Math.abs(first), Math.abs(first + (count - 1) * step))));
    double[] rowTimes = collapse(timeTerms, v);
    double[] rowRanges = collapse(rangeTerms, v);
    int perHeight = termsX;
    int all = rowTimes.length;
    double furthest = 0;
    for (int i = 0; i < count; i++) {
      double u = first + i * step;
      double w = (heights[offset + i] - middle) * scale;
      double time = 0;
      double range = 0;
      for (int end = all; end > 0; end -= perHeight) {
        double timePart = 0;
        double rangePart = 0;
        for (int term = end - 1; term >= end - perHeight; term--) {
          timePart = timePart * u + rowTimes[term];
          rangePart = rangePart * u + rowRanges[term];
        }
        time = time * w + timePart;
        range = range * w + rangePart;
      }
      times[i] = time;
      ranges[i] = range;
      if (Math.abs(w) > furthest) {
        furthest = Math.abs(w);
      }
    }
    check(furthest);
  }

  private static void check(double furthest) {
    if (!(furthest <= 1 + SLACK)) {
      throw new IllegalArgumentException(
          "a cell lies beyond the box of the fit: %.3f of its half width from the middle"
              .formatted(furthest));
    }
  }

  private void at(double x, double y, float height, double[] found) {
    double[] time = new double[1];
    double[] range = new double[1];
    locate(x, 1, y, new float[] {height}, 0, 1, time, range);
    found[0] = time[0];
    found[1] = range[0];
  }

  /** The terms in x and height that are left at one y; height outermost. */
  private double[] collapse(double[] terms, double v) {
    double[] row = new double[termsHeight * termsX];
    for (int i = 0; i < row.length; i++) {
      double sum = 0;
      for (int term = termsY - 1; term >= 0; term--) {
        sum = sum * v + terms[i * termsY + term];
      }
      row[i] = sum;
    }
    return row;
  }
}
