package org.geofringe.correction;

import java.time.LocalDate;
import java.util.List;

/**
 * A plane, or a surface of second order, at each date of a series: what is left of orbits, of the
 * ionosphere and of delays wider than the scene.
 *
 * <p>Coefficients are fitted by {@link RobustFit}, so that motion in a part of the scene does not
 * tilt them, to the series without each cell's straight line; see {@link Trend} for what becomes of
 * ramps that grow evenly, which tectonic motion does too. The constant of a date belongs to the
 * reference and is never part of the ramp.
 */
public final class Ramps {

  /** Shape of the ramp. */
  public enum Surface {
    PLANE(2),
    QUADRATIC(5);

    private final int terms;

    Surface(int terms) {
      this.terms = terms;
    }
  }

  private final Surface surface;
  private final Frame frame;
  private final double[][] coefficients;

  /** Scales rows and columns to about -1 to 1, so that terms are of one size. */
  private record Frame(double row, double column, double size) {

    static Frame of(int[] rows, int[] columns) {
      double lowRow = Double.POSITIVE_INFINITY;
      double highRow = Double.NEGATIVE_INFINITY;
      double lowColumn = Double.POSITIVE_INFINITY;
      double highColumn = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < rows.length; i++) {
        lowRow = Math.min(lowRow, rows[i]);
        highRow = Math.max(highRow, rows[i]);
        lowColumn = Math.min(lowColumn, columns[i]);
        highColumn = Math.max(highColumn, columns[i]);
      }
      double size = Math.max(1, Math.max(highRow - lowRow, highColumn - lowColumn) / 2);
      return new Frame((lowRow + highRow) / 2, (lowColumn + highColumn) / 2, size);
    }
  }

  private Ramps(Surface surface, Frame frame, double[][] coefficients) {
    this.surface = surface;
    this.frame = frame;
    this.coefficients = coefficients;
  }

  /**
   * Fits the ramps.
   *
   * @param dates ascending, two or more
   * @param rows row of each cell, on ground that stands still
   * @param columns its column
   * @param series displacement in any unit, date i at {@code i * cells}; NaN = no data; overwritten
   * @throws IllegalArgumentException where the lengths do not fit or there are fewer than ten cells
   */
  public static Ramps fit(
      List<LocalDate> dates,
      int[] rows,
      int[] columns,
      float[] series,
      Surface surface,
      Trend trend) {
    int cells = rows.length;
    SeriesTime time = new SeriesTime(dates);
    time.check(series, cells);
    if (cells < 10 || columns.length != cells) {
      throw new IllegalArgumentException(
          "cells must be 10 or more with a row and a column each, got "
              + cells
              + " rows and "
              + columns.length
              + " columns");
    }
    Frame frame = Frame.of(rows, columns);
    double[][] terms = new double[surface.terms + 1][cells];
    double[] at = new double[surface.terms];
    for (int i = 0; i < cells; i++) {
      terms(frame, rows[i], columns[i], at);
      for (int k = 0; k < at.length; k++) {
        terms[k][i] = at[k];
      }
      terms[at.length][i] = 1;
    }
    float[] slopes = time.detrend(series, cells);
    RobustFit fit = new RobustFit(terms);
    double[][] coefficients = new double[dates.size()][];
    for (int d = 0; d < coefficients.length; d++) {
      coefficients[d] = fit.fit(series, d * cells);
    }
    int[] tilts = new int[surface.terms];
    for (int k = 0; k < tilts.length; k++) {
      tilts[k] = k;
    }
    DateFit.join(time, coefficients, fit.fit(slopes, 0), trend, tilts);
    return new Ramps(surface, frame, coefficients);
  }

  /**
   * The ramp along a row, in the unit of the series; zero at the first date.
   *
   * @param date index of the date
   * @param columns number of cells from {@code firstColumn} on
   * @param target values from {@code offset} on are overwritten
   */
  public void at(int date, int row, int firstColumn, int columns, float[] target, int offset) {
    double[] coefficient = coefficients[date];
    double[] at = new double[surface.terms];
    for (int c = 0; c < columns; c++) {
      terms(frame, row, firstColumn + c, at);
      double sum = 0;
      for (int k = 0; k < at.length; k++) {
        sum += coefficient[k] * at[k];
      }
      target[offset + c] = (float) sum;
    }
  }

  private static void terms(Frame frame, int row, int column, double[] at) {
    double x = (column - frame.column) / frame.size;
    double y = (row - frame.row) / frame.size;
    at[0] = x;
    at[1] = y;
    if (at.length > 2) {
      at[2] = x * x;
      at[3] = x * y;
      at[4] = y * y;
    }
  }
}
