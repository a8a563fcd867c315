package org.geofringe.correction;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The delay that follows height, at each date of a series: air is thinner and drier above, and how
 * much so changes from date to date (Elliott et al. 2008; Bekaert et al. 2015).
 *
 * <p>A slope of displacement over height is fitted by {@link RobustFit}, beside a plane, to the
 * series without each cell's straight line; see {@link DateFit} for why, and {@link Trend} for what
 * becomes of a slope that grows evenly. Turbulence looks like height by chance, the more so the
 * less relief there is. So each slope is drawn to zero by as much as its standard error tells
 * beside how much slopes vary over all dates (empirical Bayes, Efron and Morris 1975): where there
 * is nothing to find, next to nothing is taken.
 *
 * <p>With windows the slope changes over the scene: each window has its own, fitted about its own
 * plane and drawn in the same way to that of the whole scene, and slopes are joined linearly from
 * centre to centre. The slope of a window acts on heights above the mean height about it, that of
 * the whole scene on the mean height: so the result does not depend on where heights are counted
 * from, and a change of slope makes no step.
 */
public final class HeightDelay {

  private static final int FEWEST_CELLS = 50;

  private final Windows windows;
  private final double[] meanHeights;
  private final double[][] slopes;

  /**
   * Windows that overlap by half.
   *
   * @param rows height of a window in cells, 0 for one window over the whole grid
   * @param columns its width, 0 likewise
   * @param gridRows rows of the grid
   * @param gridColumns its columns
   */
  public record Windows(double rows, double columns, int gridRows, int gridColumns) {

    public Windows {
      if (!(rows >= 0) || !(columns >= 0) || (rows == 0) != (columns == 0)) {
        throw new IllegalArgumentException(
            "windows must have both sides above 0, or 0 and 0, got " + rows + " x " + columns);
      }
      if (gridRows < 1 || gridColumns < 1) {
        throw new IllegalArgumentException(
            "the grid must have cells, got " + gridRows + " x " + gridColumns);
      }
    }

    /** One window over the whole. */
    public static Windows none(int gridRows, int gridColumns) {
      return new Windows(0, 0, gridRows, gridColumns);
    }

    int down() {
      return rows == 0 ? 0 : (int) Math.ceil(gridRows / (rows / 2)) + 1;
    }

    int across() {
      return columns == 0 ? 0 : (int) Math.ceil(gridColumns / (columns / 2)) + 1;
    }

    int count() {
      return down() * across();
    }

    boolean holds(int window, int row, int column) {
      int line = window / across();
      double centreRow = line * (rows / 2);
      double centreColumn = window % across() * (columns / 2);
      return Math.abs(row - centreRow) <= rows / 2
          && Math.abs(column - centreColumn) <= columns / 2;
    }
  }

  private HeightDelay(Windows windows, double[] meanHeights, double[][] slopes) {
    this.windows = windows;
    this.meanHeights = meanHeights;
    this.slopes = slopes;
  }

  /**
   * Fits the delays.
   *
   * @param dates ascending, two or more
   * @param rows row of each cell
   * @param columns its column
   * @param heights its height in metres, without NaN
   * @param series displacement in any unit, date i at {@code i * cells}; NaN = no data; overwritten
   * @throws IllegalArgumentException where the lengths do not fit, there are fewer than 50 cells,
   *     or all lie at one height
   */
  public static HeightDelay fit(
      List<LocalDate> dates,
      int[] rows,
      int[] columns,
      float[] heights,
      float[] series,
      Windows windows,
      Trend trend) {
    int cells = heights.length;
    SeriesTime time = new SeriesTime(dates);
    time.check(series, cells);
    if (cells < FEWEST_CELLS || rows.length != cells || columns.length != cells) {
      throw new IllegalArgumentException(
          "cells must be "
              + FEWEST_CELLS
              + " or more with a row and a column each, got "
              + cells
              + " heights, "
              + rows.length
              + " rows and "
              + columns.length
              + " columns");
    }
    int[] all = new int[cells];
    for (int i = 0; i < cells; i++) {
      all[i] = i;
    }
    WindowFit whole = new WindowFit(all, rows, columns, heights);
    if (!(whole.relief() > 0)) {
      throw new IllegalArgumentException("heights must differ, all are " + heights[0] + " m");
    }
    float[] perYear = time.detrend(series, cells);
    int parts = windows.count();
    double[] meanHeights = new double[parts];
    double[][] slopes = new double[dates.size() + 1][parts + 1];
    double[] none = new double[dates.size() + 1];
    put(drawn(whole, series, perYear, none), 0, slopes);
    double[] scene = column(slopes, 0);
    for (int w = 0; w < parts; w++) {
      int[] chosen = inside(windows, w, rows, columns);
      WindowFit part =
          new WindowFit(chosen.length < FEWEST_CELLS ? all : chosen, rows, columns, heights);
      meanHeights[w] = part.meanHeight();
      put(
          chosen.length < FEWEST_CELLS || !(part.relief() > 0)
              ? scene
              : drawn(part, series, perYear, scene),
          w + 1,
          slopes);
    }
    double[] growth = slopes[dates.size()];
    double[][] byDate = Arrays.copyOf(slopes, dates.size());
    for (int k = 0; k <= parts; k++) {
      DateFit.join(time, byDate, growth, trend, new int[] {k});
    }
    return new HeightDelay(windows, meanHeights, byDate);
  }

  /** Slopes of each date and, last, of the straight lines, each drawn to its prior. */
  private static double[] drawn(WindowFit fit, float[] series, float[] perYear, double[] prior) {
    int dates = prior.length - 1;
    double[] drawn = new double[prior.length];
    double[] errors = new double[prior.length];
    double variance = 0;
    for (int d = 0; d <= dates; d++) {
      boolean isGrowth = d == dates;
      WindowFit.Slope slope =
          isGrowth ? fit.slope(perYear, 0) : fit.slope(series, d * perYear.length);
      drawn[d] = slope.value() - prior[d];
      errors[d] = slope.error() * slope.error();
      if (!isGrowth && Double.isFinite(errors[d])) {
        variance += (drawn[d] * drawn[d] - errors[d]) / dates;
      }
    }
    for (int d = 0; d <= dates; d++) {
      double own = d == dates ? drawn[d] * drawn[d] - errors[d] : variance;
      double share = own > 0 && Double.isFinite(errors[d]) ? own / (own + errors[d]) : 0;
      drawn[d] = prior[d] + share * drawn[d];
    }
    return drawn;
  }

  private static void put(double[] values, int column, double[][] table) {
    for (int d = 0; d < values.length; d++) {
      table[d][column] = values[d];
    }
  }

  private static double[] column(double[][] table, int column) {
    double[] values = new double[table.length];
    for (int d = 0; d < values.length; d++) {
      values[d] = table[d][column];
    }
    return values;
  }

  private static int[] inside(Windows windows, int window, int[] rows, int[] columns) {
    int[] chosen = new int[rows.length];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (windows.holds(window, rows[i], columns[i])) {
        chosen[count++] = i;
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  /** Displacement per metre of height over the whole scene at a date; 0 at the first. */
  public double slope(int date) {
    return slopes[date][0];
  }

  /**
   * The delay along a row, in the unit of the series and up to a constant per date; zero at the
   * first date.
   *
   * @param date index of the date
   * @param heights metres, from {@code offset} on as the target; NaN gives NaN; not modified
   * @param columns number of cells from {@code firstColumn} on
   * @param target values from {@code offset} on are overwritten
   */
  public void at(
      int date,
      int row,
      int firstColumn,
      int columns,
      float[] heights,
      float[] target,
      int offset) {
    double[] slope = slopes[date];
    if (meanHeights.length == 0) {
      for (int c = 0; c < columns; c++) {
        target[offset + c] = (float) (slope[0] * heights[offset + c]);
      }
      return;
    }
    double y = row / (windows.rows() / 2);
    int top = Math.min((int) y, windows.down() - 2);
    double down = y - top;
    for (int c = 0; c < columns; c++) {
      double x = (firstColumn + c) / (windows.columns() / 2);
      int left = Math.min((int) x, windows.across() - 2);
      double across = x - left;
      double local = 0;
      double mean = 0;
      for (int corner = 0; corner < 4; corner++) {
        int w = (top + corner / 2) * windows.across() + left + corner % 2;
        double weight =
            (corner / 2 == 1 ? down : 1 - down) * (corner % 2 == 1 ? across : 1 - across);
        local += weight * slope[w + 1];
        mean += weight * meanHeights[w];
      }
      target[offset + c] = (float) (local * heights[offset + c] + (slope[0] - local) * mean);
    }
  }
}
