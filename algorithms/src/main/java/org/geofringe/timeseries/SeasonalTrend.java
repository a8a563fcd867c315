package org.geofringe.timeseries;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Takes a series apart into trend, season and remainder, after STL (Cleveland et al. 1990), for
 * dates at any distance. The trend is a LOESS: at each date a line through the dates around it with
 * tricube weights. The season is what comes back every year.
 *
 * <p>Departures from the paper, which is about series with the same days in each year:
 *
 * <ul>
 *   <li>irregular dates have no cycle-subseries to smooth, so that the season is a sum of harmonics
 *       of the year, the same every year (the paper's limit of a very long seasonal window);
 *   <li>trend and season need not be found in turns until they stand still: with trend matrix L and
 *       harmonics H, where that ends is the solution of Hᵀ(I - L)H·β = Hᵀ(I - L)·y, with trend L(y
 *       - Hβ) (Speckman 1988);
 *   <li>the window of the trend is a time and not a number of dates; where it holds fewer than four
 *       dates it is widened to the fourth;
 *   <li>no robustness weights: dates known to be bad are better left out before.
 * </ul>
 *
 * All three are linear in the series: cells with the same missing dates share one matrix. Immutable
 * and safe for several threads.
 */
public final class SeasonalTrend {

  private static final int FEWEST_NEAR = 4;
  private static final int CHUNK = 256;
  private static final int MOST_PATTERNS = 256;
  private static final double YEARS_NEEDED = 2;
  private static final double SMALLEST = 1e-6;

  private final double[] days;
  private final double[][] harmonics;
  private final Parameters parameters;
  private final Operators complete;

  /**
   * How to take apart.
   *
   * @param trendDays width of the window of the trend, 548 (a year and a half, below which the
   *     trend follows the season) to 100000
   * @param harmonics of the year, 1 to 6; 1 is a sine
   */
  public record Parameters(double trendDays, int harmonics) {
    public Parameters {
      if (!(trendDays >= 548 && trendDays <= 100_000)) {
        throw new IllegalArgumentException(
            "trendDays must be within 548 to 100000, got " + trendDays);
      }
      if (harmonics < 1 || harmonics > 6) {
        throw new IllegalArgumentException("harmonics must be within 1 to 6, got " + harmonics);
      }
    }
  }

  /**
   * The parts, whose sum is the series; date i at {@code i * cells}. A cell with too few dates is
   * NaN; else trend and season are there at all dates and the remainder where the series is.
   */
  public record Result(float[] trend, float[] season, float[] remainder) {}

  /** Trend and season as matrices: row per date, column per date. */
  private record Operators(double[][] trend, double[][] season) {}

  /**
   * Prepares for some dates.
   *
   * @param dates ascending
   * @throws IllegalArgumentException where they span less than two years or are too few
   */
  public SeasonalTrend(List<LocalDate> dates, Parameters parameters) {
    this.parameters = parameters;
    int n = dates.size();
    days = new double[n];
    for (int d = 0; d < n; d++) {
      days[d] = ChronoUnit.DAYS.between(dates.get(0), dates.get(d));
    }
    if (days[n - 1] < YEARS_NEEDED * MotionTerms.DAYS_PER_YEAR) {
      throw new IllegalArgumentException(
          "a season that comes back needs two years or more, got "
              + dates.get(0)
              + " to "
              + dates.get(n - 1));
    }
    harmonics = new double[2 * parameters.harmonics][n];
    for (int k = 1; k <= parameters.harmonics; k++) {
      for (int d = 0; d < n; d++) {
        double angle = 2 * Math.PI * k * MotionTerms.yearsSinceNewYear(dates.get(d));
        harmonics[2 * k - 2][d] = Math.sin(angle);
        harmonics[2 * k - 1][d] = Math.cos(angle);
      }
    }
    BitSet all = new BitSet(n);
    all.set(0, n);
    Operators operators = operators(all);
    if (operators == null) {
      throw new IllegalArgumentException(
          n
              + " dates cannot tell "
              + parameters.harmonics
              + " waves of the year from the trend: ask for fewer, or bring more dates");
    }
    complete = operators;
  }

  /** The matrices for the dates that are there; null where these are too few. */
  private @Nullable Operators operators(BitSet known) {
    int n = days.length;
    int terms = harmonics.length;
    if (known.cardinality() < terms + FEWEST_NEAR) {
      return null;
    }
    double[][] smooth = new double[n][];
    for (int d = 0; d < n; d++) {
      smooth[d] = localLine(d, known);
    }
    // Rows of Hᵀ(I - L) over the known dates.
    double[][] rest = new double[terms][n];
    for (int k = 0; k < terms; k++) {
      for (int d = known.nextSetBit(0); d >= 0; d = known.nextSetBit(d + 1)) {
        rest[k][d] += harmonics[k][d];
        for (int j = 0; j < n; j++) {
          rest[k][j] -= harmonics[k][d] * smooth[d][j];
        }
      }
    }
    DMatrixRMaj normal = new DMatrixRMaj(terms, terms);
    for (int k = 0; k < terms; k++) {
      for (int j = 0; j < terms; j++) {
        double sum = 0;
        for (int d = 0; d < n; d++) {
          sum += rest[k][d] * (known.get(d) ? harmonics[j][d] : 0);
        }
        normal.set(k, j, sum / known.cardinality());
      }
    }
    if (Math.abs(CommonOps_DDRM.det(normal)) < Math.pow(SMALLEST, terms / 2.0)) {
      return null;
    }
    DMatrixRMaj inverse = new DMatrixRMaj(terms, terms);
    CommonOps_DDRM.invert(normal, inverse);
    double[][] season = new double[n][n];
    for (int k = 0; k < terms; k++) {
      for (int j = 0; j < terms; j++) {
        double factor = inverse.get(k, j) / known.cardinality();
        for (int d = 0; d < n; d++) {
          for (int c = 0; c < n; c++) {
            season[d][c] += harmonics[k][d] * factor * rest[j][c];
          }
        }
      }
    }
    double[][] trend = new double[n][n];
    for (int d = 0; d < n; d++) {
      System.arraycopy(smooth[d], 0, trend[d], 0, n);
      for (int i = known.nextSetBit(0); i >= 0; i = known.nextSetBit(i + 1)) {
        for (int c = 0; c < n; c++) {
          trend[d][c] -= smooth[d][i] * season[i][c];
        }
      }
    }
    return new Operators(trend, season);
  }

  /** Weights of the known dates in the value at a date of the line through those around it. */
  private double[] localLine(int date, BitSet known) {
    int n = days.length;
    double[] distances = new double[known.cardinality()];
    int found = 0;
    for (int j = known.nextSetBit(0); j >= 0; j = known.nextSetBit(j + 1)) {
      distances[found++] = Math.abs(days[j] - days[date]);
    }
    Arrays.sort(distances);
    double width = Math.max(parameters.trendDays / 2, 1.001 * distances[FEWEST_NEAR - 1]);
    double[] weights = new double[n];
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int j = known.nextSetBit(0); j >= 0; j = known.nextSetBit(j + 1)) {
      double distance = days[j] - days[date];
      double u = Math.abs(distance) / width;
      double weight = u < 1 ? Math.pow(1 - u * u * u, 3) : 0;
      weights[j] = weight;
      sum += weight;
      first += weight * distance;
      second += weight * distance * distance;
    }
    double determinant = sum * second - first * first;
    for (int j = 0; j < n; j++) {
      weights[j] *= (second - first * (days[j] - days[date])) / determinant;
    }
    return weights;
  }

  /**
   * Takes some cells apart.
   *
   * @param displacement any unit; date i at {@code i * cells}; NaN is no data; not modified
   * @param cells number of cells
   * @throws IllegalArgumentException where the block has another length
   */
  public Result apply(float[] displacement, int cells) {
    if (displacement.length != (long) days.length * cells) {
      throw new IllegalArgumentException(
          "displacement of "
              + days.length
              + " dates x "
              + cells
              + " cells expected, got "
              + displacement.length);
    }
    Result result =
        new Result(
            new float[displacement.length],
            new float[displacement.length],
            new float[displacement.length]);
    double[] sums = new double[CHUNK];
    for (int start = 0; start < cells; start += CHUNK) {
      int n = Math.min(CHUNK, cells - start);
      multiply(complete.trend, displacement, cells, start, n, sums, result.trend);
      multiply(complete.season, displacement, cells, start, n, sums, result.season);
    }
    Map<BitSet, Operators> patterns = new LinkedHashMap<>();
    for (int i = 0; i < cells; i++) {
      // A missing date makes every sum over the dates NaN.
      if (Float.isNaN(result.trend[i])) {
        single(displacement, cells, i, patterns, result);
      }
    }
    for (int i = 0; i < displacement.length; i++) {
      result.remainder[i] = displacement[i] - result.trend[i] - result.season[i];
    }
    return result;
  }

  private static void multiply(
      double[][] matrix,
      float[] displacement,
      int cells,
      int start,
      int n,
      double[] sums,
      float[] target) {
    for (int d = 0; d < matrix.length; d++) {
      Arrays.fill(sums, 0);
      for (int c = 0; c < matrix.length; c++) {
        double factor = matrix[d][c];
        int from = c * cells + start;
        for (int i = 0; i < n; i++) {
          sums[i] += factor * displacement[from + i];
        }
      }
      int to = d * cells + start;
      for (int i = 0; i < n; i++) {
        target[to + i] = (float) sums[i];
      }
    }
  }

  /** A cell with gaps. */
  private void single(
      float[] displacement, int cells, int i, Map<BitSet, Operators> patterns, Result result) {
    int n = days.length;
    BitSet known = new BitSet(n);
    for (int d = 0; d < n; d++) {
      known.set(d, !Float.isNaN(displacement[d * cells + i]));
    }
    Operators operators = patterns.get(known);
    if (operators == null) {
      boolean spans =
          !known.isEmpty()
              && days[known.length() - 1] - days[known.nextSetBit(0)]
                  >= YEARS_NEEDED * MotionTerms.DAYS_PER_YEAR;
      operators = spans ? operators(known) : null;
      if (operators == null) {
        return;
      }
      if (patterns.size() >= MOST_PATTERNS) {
        patterns.clear();
      }
      patterns.put(known, operators);
    }
    for (int d = 0; d < n; d++) {
      double trend = 0;
      double season = 0;
      for (int c = known.nextSetBit(0); c >= 0; c = known.nextSetBit(c + 1)) {
        trend += operators.trend[d][c] * displacement[c * cells + i];
        season += operators.season[d][c] * displacement[c * cells + i];
      }
      result.trend[d * cells + i] = (float) trend;
      result.season[d * cells + i] = (float) season;
    }
  }
}
