package org.geofringe.timeseries;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
  private static final int CHUNK = 512;

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
    Chunk chunk = new Chunk();
    for (int start = 0; start < cells; start += CHUNK) {
      fit(displacement, cells, start, Math.min(CHUNK, cells - start), chunk, result);
    }
    return result;
  }

  private void fit(float[] displacement, int cells, int start, int n, Chunk chunk, Result result) {
    chunk.clear();
    for (int date = 0; date < years.length; date++) {
      int offset = date * cells + start;
      for (int i = 0; i < n; i++) {
        float d = displacement[offset + i];
        if (!Float.isNaN(d)) {
          chunk.count[i]++;
          chunk.time[i] += years[date];
          chunk.value[i] += d;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      chunk.time[i] /= chunk.count[i];
      chunk.value[i] /= chunk.count[i];
    }
    for (int date = 0; date < years.length; date++) {
      int offset = date * cells + start;
      for (int i = 0; i < n; i++) {
        float d = displacement[offset + i];
        if (!Float.isNaN(d)) {
          double t = years[date] - chunk.time[i];
          chunk.timeSquares[i] += t * t;
          chunk.products[i] += t * (d - chunk.value[i]);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      chunk.slope[i] = chunk.products[i] / chunk.timeSquares[i];
    }
    for (int date = 0; date < years.length; date++) {
      int offset = date * cells + start;
      for (int i = 0; i < n; i++) {
        float d = displacement[offset + i];
        if (!Float.isNaN(d)) {
          double t = years[date] - chunk.time[i];
          double r = d - chunk.value[i] - chunk.slope[i] * t;
          chunk.residualSquares[i] += r * r;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      double dates = chunk.count[i];
      result.velocity[start + i] = dates < 2 ? Float.NaN : (float) chunk.slope[i];
      result.standardError[start + i] =
          dates < 3
              ? Float.NaN
              : (float) Math.sqrt(chunk.residualSquares[i] / (dates - 2) / chunk.timeSquares[i]);
    }
  }

  /** Sums of some cells; together with their displacements they stay in the cache. */
  private static final class Chunk {
    final double[] count = new double[CHUNK];
    final double[] time = new double[CHUNK];
    final double[] value = new double[CHUNK];
    final double[] timeSquares = new double[CHUNK];
    final double[] products = new double[CHUNK];
    final double[] slope = new double[CHUNK];
    final double[] residualSquares = new double[CHUNK];

    void clear() {
      Arrays.fill(count, 0);
      Arrays.fill(time, 0);
      Arrays.fill(value, 0);
      Arrays.fill(timeSquares, 0);
      Arrays.fill(products, 0);
      Arrays.fill(residualSquares, 0);
    }
  }
}
