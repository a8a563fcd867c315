package org.geofringe.correction;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The height error of the DEM at each cell, from how its displacement follows the perpendicular
 * baseline (Fattahi and Amelung 2013, eq. 4 and 10):
 *
 * <pre>
 * d(t) = B(t) / (R sin θ) · δh + a₀ + a₁ t + … + aₙ tⁿ
 * </pre>
 *
 * with d towards the satellite and B positive where a date stands on the side towards which the
 * radar looks. One least squares over all dates; as the baselines are those of the scene's centre,
 * the operator is the same for every cell and is made once: the baseline without what a polynomial
 * in time explains of it. Cells that lack a date have their own.
 *
 * <p>Dates count by the inverse of their variance: a date of bad weather and a long baseline would
 * otherwise draw a map of its weather into the heights.
 *
 * <p>The constant a₀ is the noise of the first date, which the whole series carries.
 */
public final class DemError {

  private static final double SINGULAR = 1e-9;

  private final SeriesTime time;
  private final double[] baselines;
  private final int order;
  private final double[] weights;
  private final double[] operator;
  private final double freeRms;
  private final double explained;
  private final double noise;

  /**
   * An estimator for these dates.
   *
   * @param dates ascending
   * @param baselines perpendicular baseline of each date in metres, against any one orbit
   * @param order of the polynomial in time, 1 to 3
   * @param variances of each date's noise, in any unit, above 0
   * @throws IllegalArgumentException where there are not at least two dates more than unknowns
   */
  public DemError(List<LocalDate> dates, double[] baselines, int order, double[] variances) {
    time = new SeriesTime(dates);
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order must be 1 to 3, got " + order);
    }
    if (baselines.length != dates.size() || dates.size() < order + 4) {
      throw new IllegalArgumentException(
          "baselines must be one per date and dates at least "
              + (order + 4)
              + " for order "
              + order
              + ", got "
              + baselines.length
              + " baselines of "
              + dates.size()
              + " dates");
    }
    if (variances.length != baselines.length || !(Arrays.stream(variances).min().orElse(0) > 0)) {
      throw new IllegalArgumentException(
          "variances must be one per date and above 0, got " + Arrays.toString(variances));
    }
    this.order = order;
    double typical = Arrays.stream(variances).sorted().toArray()[variances.length / 2];
    weights = Arrays.stream(variances).map(v -> typical / v).toArray();
    this.baselines = new double[baselines.length];
    double mean = 0;
    double total = 0;
    for (int d = 0; d < baselines.length; d++) {
      this.baselines[d] = baselines[d] - baselines[0];
      mean += weights[d] * this.baselines[d];
      total += weights[d];
    }
    mean /= total;
    double[] free = free(null, 0, 0);
    double squares = 0;
    double all = 0;
    for (int d = 0; d < free.length; d++) {
      squares += weights[d] * free[d] * free[d];
      all += weights[d] * (this.baselines[d] - mean) * (this.baselines[d] - mean);
    }
    freeRms = Math.sqrt(squares / total);
    explained = all > 0 ? 1 - squares / all : 1;
    noise = 1 / Math.sqrt(squares);
    operator = new double[free.length];
    for (int d = 0; d < free.length; d++) {
      operator[d] = weights[d] * free[d] / squares;
    }
  }

  /** Root mean square in metres of the baselines that the polynomial in time does not explain. */
  public double freeBaselineRms() {
    return freeRms;
  }

  /** Share of the baselines' variance that the polynomial in time explains, 0 to 1. */
  public double explainedByTime() {
    return explained;
  }

  /** Displacement per metre of baseline that a random error of 1 of a usual date leaves. */
  public double noise() {
    return noise;
  }

  /** Baseline of a date against the first, metres. */
  public double baseline(int date) {
    return baselines[date];
  }

  /**
   * How displacement follows the baseline.
   *
   * @param series any unit of length; date i at {@code i * cells}; NaN = no data; not modified
   * @return that unit per metre of baseline: times {@link #baseline} it is what to take away, times
   *     R sin θ the height error; NaN where fewer dates hold a value than the fit needs
   */
  public float[] apply(float[] series, int cells) {
    time.check(series, cells);
    float[] slopes = new float[cells];
    for (int d = 0; d < operator.length; d++) {
      float factor = (float) operator[d];
      for (int i = 0; i < cells; i++) {
        slopes[i] += factor * series[d * cells + i];
      }
    }
    for (int i = 0; i < cells; i++) {
      if (Float.isNaN(slopes[i])) {
        slopes[i] = withGaps(series, cells, i);
      }
    }
    return slopes;
  }

  private float withGaps(float[] series, int cells, int cell) {
    int count = 0;
    for (int d = 0; d < operator.length; d++) {
      count += Float.isNaN(series[d * cells + cell]) ? 0 : 1;
    }
    if (count < order + 4) {
      return Float.NaN;
    }
    double[] free = free(series, cells, cell);
    double squares = 0;
    double products = 0;
    double total = 0;
    for (int d = 0; d < free.length; d++) {
      float value = series[d * cells + cell];
      if (!Float.isNaN(value)) {
        squares += weights[d] * free[d] * free[d];
        products += weights[d] * free[d] * value;
        total += weights[d];
      }
    }
    // The baselines that a cell has must vary at least half as much as all do.
    return squares > 0.25 * freeRms * freeRms * total ? (float) (products / squares) : Float.NaN;
  }

  /** The baselines without the polynomial that fits them best over the dates that hold a value. */
  private double[] free(float @Nullable [] series, int cells, int cell) {
    int n = order + 1;
    double[][] matrix = new double[n][n + 1];
    double[] powers = new double[n];
    for (int d = 0; d < baselines.length; d++) {
      if (series != null && Float.isNaN(series[d * cells + cell])) {
        continue;
      }
      powers(d, powers);
      for (int k = 0; k < n; k++) {
        for (int l = 0; l < n; l++) {
          matrix[k][l] += weights[d] * powers[k] * powers[l];
        }
        matrix[k][n] += weights[d] * powers[k] * baselines[d];
      }
    }
    double[] polynomial = new double[n];
    double[] free = new double[baselines.length];
    if (!Cholesky.solve(matrix, SINGULAR, polynomial)) {
      return free;
    }
    for (int d = 0; d < free.length; d++) {
      powers(d, powers);
      free[d] = baselines[d];
      for (int k = 0; k < n; k++) {
        free[d] -= polynomial[k] * powers[k];
      }
    }
    return free;
  }

  /** Powers of time scaled to -1 to 1. */
  private void powers(int date, double[] powers) {
    double t = 2 * time.years(date) / time.years(time.dates() - 1) - 1;
    powers[0] = 1;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = powers[k - 1] * t;
    }
  }
}
