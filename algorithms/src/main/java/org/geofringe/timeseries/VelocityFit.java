package org.geofringe.timeseries;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Straight line through the displacement of each cell: velocity and its standard error.
 *
 * <p>Ordinary least squares over the dates that hold a value, time in years of 365.25 days. The
 * standard error is sqrt(Σr²/(N-2) / Σ(t-t̄)²) (Fattahi and Amelung 2015, eq. 10), as MintPy
 * reports it: it takes residuals of different dates for independent.
 */
public final class VelocityFit {

  private static final double DAYS_PER_YEAR = 365.25;

  private final double[] years;

  /**
   * The line of each cell, in the unit of the displacement per year.
   *
   * @param velocity slope; NaN where fewer than two dates hold a value
   * @param standardError its standard error; NaN where fewer than three dates do
   */
  public record Result(float[] velocity, float[] standardError) {}

  /**
   * A fit over dates.
   *
   * @param dates ascending, at least two
   */
  public VelocityFit(List<LocalDate> dates) {
    if (dates.size() < 2) {
      throw new IllegalArgumentException("a velocity needs two dates, got " + dates.size());
    }
    years = new double[dates.size()];
    double mean = 0;
    for (int i = 0; i < years.length; i++) {
      years[i] = ChronoUnit.DAYS.between(dates.get(0), dates.get(i)) / DAYS_PER_YEAR;
      mean += years[i] / years.length;
    }
    for (int i = 0; i < years.length; i++) {
      years[i] -= mean;
    }
  }

  /**
   * Fits some cells.
   *
   * @param displacement any length unit; date i at {@code i * cells}; NaN = no data; not modified
   * @param cells number of cells
   * @throws IllegalArgumentException where the block has another length
   */
  public Result apply(float[] displacement, int cells) {
    if (displacement.length != (long) years.length * cells) {
      throw new IllegalArgumentException(
          "displacement of "
              + years.length
              + " dates x "
              + cells
              + " cells expected, got "
              + displacement.length);
    }
    Result result = new Result(new float[cells], new float[cells]);
    double[] count = new double[cells];
    double[] time = new double[cells];
    double[] value = new double[cells];
    for (int date = 0; date < years.length; date++) {
      for (int cell = 0; cell < cells; cell++) {
        float d = displacement[date * cells + cell];
        if (!Float.isNaN(d)) {
          count[cell]++;
          time[cell] += years[date];
          value[cell] += d;
        }
      }
    }
    double[] timeSquares = new double[cells];
    double[] products = new double[cells];
    for (int date = 0; date < years.length; date++) {
      for (int cell = 0; cell < cells; cell++) {
        float d = displacement[date * cells + cell];
        if (!Float.isNaN(d)) {
          double t = years[date] - time[cell] / count[cell];
          timeSquares[cell] += t * t;
          products[cell] += t * (d - value[cell] / count[cell]);
        }
      }
    }
    double[] residualSquares = new double[cells];
    for (int date = 0; date < years.length; date++) {
      for (int cell = 0; cell < cells; cell++) {
        float d = displacement[date * cells + cell];
        if (!Float.isNaN(d)) {
          double t = years[date] - time[cell] / count[cell];
          double r = d - value[cell] / count[cell] - products[cell] / timeSquares[cell] * t;
          residualSquares[cell] += r * r;
        }
      }
    }
    for (int cell = 0; cell < cells; cell++) {
      double n = count[cell];
      result.velocity[cell] = n < 2 ? Float.NaN : (float) (products[cell] / timeSquares[cell]);
      result.standardError[cell] =
          n < 3
              ? Float.NaN
              : (float) Math.sqrt(residualSquares[cell] / (n - 2) / timeSquares[cell]);
    }
    return result;
  }
}
