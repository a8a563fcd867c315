package org.geofringe.timeseries;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fits {@link MotionTerms} to the displacements of each cell, with standard errors.
 *
 * <ul>
 *   <li>L2: ordinary least squares. Cells with a value at all dates share one pseudo-inverse; the
 *       others are solved for themselves.
 *   <li>HUBER: iteratively reweighted, so that single wild dates count less (Huber 1981, ch. 7.8).
 *   <li>Errors by COVARIANCE: s²·diag (AᵀA)⁻¹ with s² = Σr²/(n - k) for n dates and k terms (for a
 *       velocity alone that of {@link VelocityFit}); with HUBER, s² as Huber (1981), eq. 7.6.6,
 *       gives it. Residuals of different dates count as independent.
 *   <li>Errors by BOOTSTRAP: the scatter of estimates from dates drawn with replacement (Efron and
 *       Tibshirani 1993, ch. 9), times √(n/(n - k)), by which it is too small in the mean. It does
 *       not take the scatter for the same at all dates. Every cell is given the same draws; draws
 *       that cannot tell the terms apart are drawn again. With HUBER the weights stay those of the
 *       whole fit, as a step of the reweighting would take them.
 * </ul>
 *
 * Immutable and safe for several threads; a cell's result depends on that cell alone.
 */
public final class MotionModel {

  private static final int CHUNK = 256;

  private final MotionTerms terms;
  private final Parameters parameters;
  private final int dates;
  private final int count;
  private final double[][] inverse;
  private final double[] inverseDiagonal;
  private final @Nullable DateDraws draws;

  /** How to fit. */
  public enum Estimator {
    L2,
    HUBER
  }

  /** How to find standard errors. */
  public enum Errors {
    COVARIANCE,
    BOOTSTRAP
  }

  /**
   * How to fit.
   *
   * @param draws of the bootstrap, 20 to 10000
   */
  public record Parameters(Estimator estimator, Errors errors, int draws) {
    public Parameters {
      if (draws < 20 || draws > 10_000) {
        throw new IllegalArgumentException("draws must be within 20 to 10000, got " + draws);
      }
    }
  }

  /**
   * What was fitted. All is NaN where the dates with a value cannot tell the terms apart.
   *
   * @param values term j at {@code j * cells}, in the unit of the displacement (and per year, per
   *     year²)
   * @param errors their standard errors in the same layout; NaN without more dates than terms
   * @param rms root mean square residual over the dates with a value
   */
  public record Result(float[] values, float[] errors, float[] rms) {}

  public MotionModel(MotionTerms terms, Parameters parameters) {
    this.terms = terms;
    this.parameters = parameters;
    dates = terms.dates().size();
    count = terms.count();
    double[] ones = new double[dates];
    Arrays.fill(ones, 1);
    inverse = terms.pseudoInverse(ones);
    inverseDiagonal = new double[count];
    for (int j = 0; j < count; j++) {
      for (int d = 0; d < dates; d++) {
        inverseDiagonal[j] += inverse[j][d] * inverse[j][d];
      }
    }
    draws = parameters.errors == Errors.BOOTSTRAP ? DateDraws.of(terms, parameters.draws) : null;
  }

  /**
   * Fits some cells.
   *
   * @param displacement any length unit; date i at {@code i * cells}; NaN is no data; not modified
   * @param cells number of cells
   * @throws IllegalArgumentException where the block has another length
   */
  public Result apply(float[] displacement, int cells) {
    if (displacement.length != (long) dates * cells) {
      throw new IllegalArgumentException(
          "displacement of "
              + dates
              + " dates x "
              + cells
              + " cells expected, got "
              + displacement.length);
    }
    Result result =
        new Result(new float[count * cells], new float[count * cells], new float[cells]);
    Chunk chunk = new Chunk();
    CellMotion cell = new CellMotion(terms);
    for (int start = 0; start < cells; start += CHUNK) {
      int n = Math.min(CHUNK, cells - start);
      estimate(inverse, displacement, cells, start, n, chunk.values);
      if (parameters.estimator == Estimator.L2) {
        finish(displacement, cells, start, n, chunk, result);
      }
      for (int i = 0; i < n; i++) {
        // A missing date makes every sum over the dates NaN.
        boolean incomplete = Double.isNaN(chunk.values[0][i]);
        if (parameters.estimator == Estimator.HUBER || incomplete) {
          single(displacement, cells, start + i, cell, result);
        }
      }
    }
    return result;
  }

  /** Values of all terms for cells in a row, from a pseudo-inverse. */
  private static void estimate(
      double[][] inverse, float[] displacement, int cells, int start, int n, double[][] values) {
    for (int j = 0; j < values.length; j++) {
      double[] sums = values[j];
      Arrays.fill(sums, 0);
      double[] row = inverse[j];
      for (int d = 0; d < row.length; d++) {
        double factor = row[d];
        int offset = d * cells + start;
        for (int i = 0; i < n; i++) {
          sums[i] += factor * displacement[offset + i];
        }
      }
    }
  }

  private void finish(
      float[] displacement, int cells, int start, int n, Chunk chunk, Result result) {
    Arrays.fill(chunk.squares, 0);
    for (int d = 0; d < dates; d++) {
      Arrays.fill(chunk.model, 0);
      for (int j = 0; j < count; j++) {
        double term = terms.at(d, j);
        double[] value = chunk.values[j];
        for (int i = 0; i < n; i++) {
          chunk.model[i] += term * value[i];
        }
      }
      int offset = d * cells + start;
      for (int i = 0; i < n; i++) {
        double r = displacement[offset + i] - chunk.model[i];
        chunk.squares[i] += r * r;
      }
    }
    for (int j = 0; j < count; j++) {
      double diagonal = inverseDiagonal[j] / (dates - count);
      int to = j * cells + start;
      for (int i = 0; i < n; i++) {
        result.values[to + i] = (float) chunk.values[j][i];
        result.errors[to + i] =
            dates > count ? (float) Math.sqrt(diagonal * chunk.squares[i]) : Float.NaN;
      }
    }
    for (int i = 0; i < n; i++) {
      result.rms[start + i] = (float) Math.sqrt(chunk.squares[i] / dates);
    }
    if (draws != null && dates > count) {
      scatter(draws, displacement, cells, start, n, chunk, result);
    }
  }

  /** Standard errors from the scatter of the draws. */
  private void scatter(
      DateDraws draws,
      float[] displacement,
      int cells,
      int start,
      int n,
      Chunk chunk,
      Result result) {
    chunk.clear();
    for (double[][] drawn : draws.inverses()) {
      estimate(drawn, displacement, cells, start, n, chunk.drawn);
      for (int j = 0; j < count; j++) {
        for (int i = 0; i < n; i++) {
          double difference = chunk.drawn[j][i] - chunk.values[j][i];
          chunk.sum[j][i] += difference;
          chunk.sumOfSquares[j][i] += difference * difference;
        }
      }
    }
    int size = draws.size();
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < n; i++) {
        result.errors[j * cells + start + i] =
            error(chunk.sum[j][i], chunk.sumOfSquares[j][i], size, dates);
      }
    }
  }

  private float error(double sum, double squares, int draws, int known) {
    double variance = (squares - sum * sum / draws) / (draws - 1);
    return (float) Math.sqrt(Math.max(0, variance) * known / (known - count));
  }

  /** A cell with missing dates or robust weights. */
  private void single(float[] displacement, int cells, int i, CellMotion cell, Result result) {
    double[] values = new double[dates];
    for (int d = 0; d < dates; d++) {
      values[d] = displacement[d * cells + i];
    }
    int known = cell.known(values);
    boolean robust = parameters.estimator == Estimator.HUBER && known > count;
    boolean solved =
        known >= count && (robust ? !Double.isNaN(cell.huber(values)) : cell.solve(values));
    if (!solved) {
      for (int j = 0; j < count; j++) {
        result.values[j * cells + i] = Float.NaN;
        result.errors[j * cells + i] = Float.NaN;
      }
      result.rms[i] = Float.NaN;
      return;
    }
    double variance = cell.variance(robust);
    double squares = 0;
    for (int d = 0; d < dates; d++) {
      squares += cell.weights[d] > 0 ? cell.residuals[d] * cell.residuals[d] : 0;
    }
    result.rms[i] = (float) Math.sqrt(squares / known);
    double[] weights = cell.weights.clone();
    double[] found = cell.solution.clone();
    if (robust) {
      // Huber's formula is about the design as it is, without the weights.
      cell.known(values);
      cell.solve(values);
    }
    for (int j = 0; j < count; j++) {
      result.values[j * cells + i] = (float) found[j];
      result.errors[j * cells + i] = (float) Math.sqrt(variance * cell.inverseDiagonal(j));
    }
    if (draws != null && known > count) {
      scatter(draws, values, weights, found, known, cell, i, cells, result);
    }
  }

  private void scatter(
      DateDraws draws,
      double[] values,
      double[] weights,
      double[] found,
      int known,
      CellMotion cell,
      int i,
      int cells,
      Result result) {
    double[] sum = new double[count];
    double[] squares = new double[count];
    int solved = 0;
    for (int[] drawn : draws.counts()) {
      for (int d = 0; d < dates; d++) {
        cell.weights[d] = weights[d] * drawn[d];
      }
      if (cell.solve(values)) {
        solved++;
        for (int j = 0; j < count; j++) {
          double difference = cell.solution[j] - found[j];
          sum[j] += difference;
          squares[j] += difference * difference;
        }
      }
    }
    for (int j = 0; j < count; j++) {
      result.errors[j * cells + i] =
          solved < draws.size() / 2 ? Float.NaN : error(sum[j], squares[j], solved, known);
    }
  }

  /**
   * What the model leaves over.
   *
   * @param displacement as {@link #apply} was given it; not modified
   * @param values as it gave them; not modified
   * @return in the layout of the displacement; NaN where it or the model has none
   */
  public float[] residuals(float[] displacement, float[] values, int cells) {
    float[] residuals = displacement.clone();
    for (int d = 0; d < dates; d++) {
      for (int j = 0; j < count; j++) {
        float term = (float) terms.at(d, j);
        for (int i = 0; i < cells; i++) {
          residuals[d * cells + i] -= term * values[j * cells + i];
        }
      }
    }
    return residuals;
  }

  /** Sums of some cells; together with their displacements they stay in the cache. */
  private final class Chunk {
    final double[][] values = new double[count][CHUNK];
    final double[] model = new double[CHUNK];
    final double[] squares = new double[CHUNK];
    final double[][] drawn = new double[count][CHUNK];
    final double[][] sum = new double[count][CHUNK];
    final double[][] sumOfSquares = new double[count][CHUNK];

    void clear() {
      for (int j = 0; j < count; j++) {
        Arrays.fill(sum[j], 0);
        Arrays.fill(sumOfSquares[j], 0);
      }
    }
  }
}
