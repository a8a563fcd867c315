package org.geofringe.timeseries;

import java.util.Arrays;
import org.geofringe.numeric.Robust;

/**
 * Least squares of one cell with weights of its own: where dates are missing, and where estimates
 * are robust. Keeps its arrays between cells; for one thread.
 */
final class CellMotion {

  /** Residuals up to this many standard deviations count in full: 95 % efficient (Huber 1981). */
  private static final double HUBER = 1.345;

  private static final int MOST_ITERATIONS = 30;
  private static final double CONVERGED = 1e-4;
  private static final double SINGULAR = 1e-10;

  private final MotionTerms terms;
  private final int dates;
  private final int count;
  final double[] weights;
  final double[] residuals;
  final double[] solution;
  private final double[] before;
  private final double[][] normal;
  private final double[] column;

  CellMotion(MotionTerms terms) {
    this.terms = terms;
    dates = terms.dates().size();
    count = terms.count();
    weights = new double[dates];
    residuals = new double[dates];
    solution = new double[count];
    before = new double[count];
    normal = new double[count][count];
    column = new double[count];
  }

  /**
   * Solves with the weights as they are and computes the residuals of all dates with a value.
   *
   * @param values of the dates; those of weight 0 may be NaN
   * @return false where the dates with weight cannot tell the terms apart
   */
  boolean solve(double[] values) {
    Arrays.fill(solution, 0);
    for (double[] row : normal) {
      Arrays.fill(row, 0);
    }
    for (int d = 0; d < dates; d++) {
      if (weights[d] > 0) {
        for (int j = 0; j < count; j++) {
          double weighted = weights[d] * terms.at(d, j);
          solution[j] += weighted * values[d];
          for (int i = 0; i <= j; i++) {
            normal[j][i] += weighted * terms.at(d, i);
          }
        }
      }
    }
    if (!factorise()) {
      return false;
    }
    substitute(solution);
    for (int d = 0; d < dates; d++) {
      double model = 0;
      for (int j = 0; j < count; j++) {
        model += terms.at(d, j) * solution[j];
      }
      residuals[d] = values[d] - model;
    }
    return true;
  }

  /** Cholesky: the lower triangle takes the factor. */
  private boolean factorise() {
    for (int j = 0; j < count; j++) {
      double diagonal = normal[j][j];
      double rest = diagonal;
      for (int k = 0; k < j; k++) {
        rest -= normal[j][k] * normal[j][k];
      }
      if (!(rest > SINGULAR * diagonal)) {
        return false;
      }
      normal[j][j] = Math.sqrt(rest);
      for (int i = j + 1; i < count; i++) {
        double sum = normal[i][j];
        for (int k = 0; k < j; k++) {
          sum -= normal[i][k] * normal[j][k];
        }
        normal[i][j] = sum / normal[j][j];
      }
    }
    return true;
  }

  private void substitute(double[] right) {
    for (int j = 0; j < count; j++) {
      for (int k = 0; k < j; k++) {
        right[j] -= normal[j][k] * right[k];
      }
      right[j] /= normal[j][j];
    }
    for (int j = count - 1; j >= 0; j--) {
      for (int k = j + 1; k < count; k++) {
        right[j] -= normal[k][j] * right[k];
      }
      right[j] /= normal[j][j];
    }
  }

  /** A term's diagonal entry of the inverse of the normal matrix that was solved last. */
  double inverseDiagonal(int term) {
    Arrays.fill(column, 0);
    column[term] = 1;
    substitute(column);
    return column[term];
  }

  /**
   * Reweights until nothing moves: a residual r counts with min(1, 1.345 s/|r|), s from the median
   * absolute residual. The weights are left as they were last.
   *
   * @param values of the dates; NaN is no data
   * @return s; NaN where the dates cannot tell the terms apart
   */
  double huber(double[] values) {
    known(values);
    if (!solve(values)) {
      return Double.NaN;
    }
    double scale = 0;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      scale = scale();
      if (!(scale > 0)) {
        return 0;
      }
      System.arraycopy(solution, 0, before, 0, count);
      for (int d = 0; d < dates; d++) {
        if (weights[d] > 0) {
          weights[d] = Math.min(1, HUBER * scale / Math.abs(residuals[d]));
        }
      }
      solve(values);
      double moved = 0;
      for (int j = 0; j < count; j++) {
        double change = solution[j] - before[j];
        moved = Math.max(moved, change * change / inverseDiagonal(j));
      }
      if (moved < CONVERGED * CONVERGED * scale * scale) {
        break;
      }
    }
    return scale;
  }

  /** Weights 1 where there is a value, else 0; the number of those. */
  int known(double[] values) {
    int n = 0;
    for (int d = 0; d < dates; d++) {
      weights[d] = Double.isNaN(values[d]) ? 0 : 1;
      n += Double.isNaN(values[d]) ? 0 : 1;
    }
    return n;
  }

  private double scale() {
    double[] sizes = new double[dates];
    int n = 0;
    for (int d = 0; d < dates; d++) {
      if (weights[d] > 0) {
        sizes[n++] = Math.abs(residuals[d]);
      }
    }
    // The smallest residuals are nothing but what the terms took up.
    Arrays.sort(sizes, 0, n);
    int first = Math.min(count, n - 1);
    int last = n - 1;
    return Robust.MAD_TO_SIGMA * 0.5 * (sizes[(first + last) / 2] + sizes[(first + last + 1) / 2]);
  }

  /**
   * Variance of the residuals as the errors of the terms go with it: Σr²/(n - k), and for robust
   * weights K²·Σψ²/(n - k)/m² (Huber 1981, eq. 7.6.6) with ψ = w·r, m the share of dates in full
   * weight, K = 1 + k/n·(1 - m)/m.
   *
   * @param robust whether the weights are those of {@link #huber}
   * @return NaN where there are no more dates than terms
   */
  double variance(boolean robust) {
    int n = 0;
    int full = 0;
    double squares = 0;
    for (int d = 0; d < dates; d++) {
      if (weights[d] > 0) {
        n++;
        full += weights[d] >= 1 ? 1 : 0;
        squares += weights[d] * residuals[d] * weights[d] * residuals[d];
      }
    }
    if (n <= count) {
      return Double.NaN;
    }
    if (!robust) {
      return squares / (n - count);
    }
    double share = full / (double) n;
    double correction = 1 + count / (double) n * (1 - share) / share;
    return correction * correction * squares / (n - count) / (share * share);
  }
}
