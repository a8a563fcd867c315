package org.geofringe.geometry;

import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.orbit.Orbit;

/**
 * Which cells of the ground lie in layover and which in shadow (Kropatsch and Strobl 1990, IEEE
 * TGARS 28, 98). Along a line of equal azimuth time, from near to far:
 *
 * <ul>
 *   <li>a cell is in layover where a nearer one has a larger slant range or a farther one a smaller
 *       range: it shares its range with other ground, be it the slope that leans over or what lies
 *       before and behind it;
 *   <li>a cell is in shadow where a nearer one is seen under a larger angle from the nadir: that
 *       one stands in the ray's way.
 * </ul>
 *
 * <p>Lines run over the map's cells in straight steps, one cell of every column (or row) each, so
 * that every cell lies on exactly one line. A line is off by up to half a cell sideways, and has
 * the direction of the box's middle everywhere: 1° off at the edge of a scene, which is 50 m
 * sideways over 3 km. Range and angle are exact for each cell's centre and height. Ground beyond
 * the window handed in is not seen: {@link #around} tells how much there must be. Immutable: safe
 * for many threads.
 */
public final class LayoverShadow {

  public static final byte VALID = 0;
  public static final byte LAYOVER = 1;
  public static final byte SHADOW = 2;

  /** A hundred-millionth of a radian is a centimetre at the satellite's distance. */
  private static final double ANGLE_TOLERANCE = 1e-8;

  private final PolynomialPair rangeAndAngle;
  private final double[] away;
  private final double relief;

  private LayoverShadow(PolynomialPair rangeAndAngle, double[] away, double relief) {
    this.rangeAndAngle = rangeAndAngle;
    this.away = away;
    this.relief = relief;
  }

  /** Fits the geometry of a pass over a box; parameters as of {@link RadarPolynomial#fit}. */
  public static LayoverShadow fit(
      Orbit orbit,
      double guess,
      MapProjection projection,
      double west,
      double south,
      double east,
      double north,
      double minHeight,
      double maxHeight) {
    ExactRadarGeometry exact = new ExactRadarGeometry(orbit, projection, guess);
    double[] state = new double[6];
    PolynomialPair pair =
        PolynomialPair.fit(
            new double[] {west, south, minHeight},
            new double[] {east, north, maxHeight},
            new double[] {RadarPolynomial.RANGE_TOLERANCE, ANGLE_TOLERANCE},
            (x, y, height, values) -> {
              exact.require(x, y, height);
              orbit.state(exact.time(), state);
              values[0] = exact.range();
              values[1] = angle(state, exact.position(), exact.range());
            });
    double x = (west + east) / 2;
    double y = (south + north) / 2;
    double step = Math.min(east - west, north - south) / 1000;
    double[][] places = {{x, y}, {x + step, y}, {x, y + step}};
    double[] time = new double[3];
    double[] range = new double[3];
    for (int i = 0; i < 3; i++) {
      exact.require(places[i][0], places[i][1], minHeight);
      time[i] = exact.time();
      range[i] = exact.range();
    }
    double[] away = {time[2] - time[0], time[0] - time[1]};
    double farther = away[0] * (range[1] - range[0]) + away[1] * (range[2] - range[0]);
    away[0] *= Math.signum(farther);
    away[1] *= Math.signum(farther);
    return new LayoverShadow(pair, away, maxHeight - minHeight);
  }

  /** Angle at the satellite between the Earth's centre and a point, radians. */
  private static double angle(double[] state, double[] position, double range) {
    double radius = 0;
    double down = 0;
    for (int k = 0; k < 3; k++) {
      radius += state[k] * state[k];
      down += state[k] * (state[k] - position[k]);
    }
    return Math.acos(down / (Math.sqrt(radius) * range));
  }

  /**
   * The window with all the ground that can lay itself over its cells or shade them: as far to all
   * sides as the box's relief reaches at 20° to 50° of incidence, within the grid.
   */
  public Window around(MapGrid grid, Window window) {
    double reach =
        relief * Math.max(1 / Math.tan(Math.toRadians(20)), Math.tan(Math.toRadians(50)));
    double metres = grid.isGeographic() ? 111_000 * Math.cos(Math.toRadians(grid.north())) : 1;
    int columns = (int) Math.ceil(reach / (metres * grid.spacingX())) + 1;
    int rows = (int) Math.ceil(reach / (metres * grid.spacingY())) + 1;
    int top = Math.max(0, window.row() - rows);
    int left = Math.max(0, window.column() - columns);
    int bottom = Math.min(grid.rows(), window.row() + window.rows() + rows);
    int right = Math.min(grid.columns(), window.column() + window.columns() + columns);
    return new Window(top, left, bottom - top, right - left);
  }

  /**
   * Classifies cells.
   *
   * @param outer a window of the grid
   * @param heights of the outer window, row-major, metres above the ellipsoid; NaN = no data, which
   *     is {@link #VALID} and lies in nobody's way; not modified
   * @param inner the window within it to give
   * @return row-major, {@link #VALID}, {@link #LAYOVER}, {@link #SHADOW} or the sum of the two
   * @throws IllegalArgumentException where a cell lies beyond the box of the fit
   */
  public byte[] mask(MapGrid grid, Window outer, float[] heights, Window inner) {
    double[] ranges = new double[outer.cells()];
    double[] angles = new double[outer.cells()];
    double[] rowRanges = new double[outer.columns()];
    double[] rowAngles = new double[outer.columns()];
    for (int row = 0; row < outer.rows(); row++) {
      int first = row * outer.columns();
      rangeAndAngle.evaluate(
          grid.x(outer.column()),
          grid.spacingX(),
          grid.y(outer.row() + (double) row),
          heights,
          first,
          outer.columns(),
          rowRanges,
          rowAngles);
      System.arraycopy(rowRanges, 0, ranges, first, outer.columns());
      System.arraycopy(rowAngles, 0, angles, first, outer.columns());
    }
    byte[] classes = new byte[outer.cells()];
    double[] direction = {away[0] / grid.spacingX(), -away[1] / grid.spacingY()};
    walk(outer, direction, ranges, angles, classes);
    byte[] result = new byte[inner.cells()];
    for (int row = 0; row < inner.rows(); row++) {
      int from =
          (inner.row() - outer.row() + row) * outer.columns() + inner.column() - outer.column();
      System.arraycopy(classes, from, result, row * inner.columns(), inner.columns());
    }
    return result;
  }

  private static void walk(
      Window window, double[] direction, double[] ranges, double[] angles, byte[] classes) {
    boolean alongColumns = Math.abs(direction[0]) >= Math.abs(direction[1]);
    int along = alongColumns ? window.columns() : window.rows();
    int across = alongColumns ? window.rows() : window.columns();
    int stepAlong = alongColumns ? 1 : window.columns();
    int stepAcross = alongColumns ? window.columns() : 1;
    double slope = alongColumns ? direction[1] / direction[0] : direction[0] / direction[1];
    boolean isForward = (alongColumns ? direction[0] : direction[1]) > 0;
    // Lines are counted from the grid's corner, so that they are the same in every window.
    int firstAlong = alongColumns ? window.column() : window.row();
    int firstAcross = alongColumns ? window.row() : window.column();
    int shift = (int) Math.rint(slope * firstAlong);
    int lastShift = (int) Math.rint(slope * (firstAlong + along - 1));
    int[] line = new int[along];
    int least = firstAcross - Math.max(shift, lastShift);
    int end = firstAcross + across - Math.min(shift, lastShift);
    for (int start = least; start < end; start++) {
      int count = 0;
      for (int i = 0; i < along; i++) {
        int at = isForward ? i : along - 1 - i;
        int side = start + (int) Math.rint(slope * (firstAlong + at)) - firstAcross;
        if (side >= 0 && side < across) {
          int cell = at * stepAlong + side * stepAcross;
          if (!Double.isNaN(ranges[cell])) {
            line[count++] = cell;
          }
        }
      }
      classify(line, count, ranges, angles, classes);
    }
  }

  /** Marks the cells of one line, from near to far. */
  private static void classify(
      int[] line, int count, double[] ranges, double[] angles, byte[] classes) {
    double farthest = Double.NEGATIVE_INFINITY;
    double widest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      int cell = line[i];
      if (ranges[cell] < farthest) {
        classes[cell] |= LAYOVER;
      }
      if (angles[cell] < widest) {
        classes[cell] |= SHADOW;
      }
      farthest = Math.max(farthest, ranges[cell]);
      widest = Math.max(widest, angles[cell]);
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = count - 1; i >= 0; i--) {
      int cell = line[i];
      if (ranges[cell] > nearest) {
        classes[cell] |= LAYOVER;
      }
      nearest = Math.min(nearest, ranges[cell]);
    }
  }
}
