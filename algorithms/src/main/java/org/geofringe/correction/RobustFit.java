package org.geofringe.correction;

import java.util.Arrays;
import org.geofringe.numeric.Robust;

/**
 * Least squares over a few terms that a minority of wild values does not move: iteratively
 * reweighted, first with Huber's weights until the fit settles, then with Tukey's biweight (Beaton
 * and Tukey 1974), which leaves values beyond 4.685 standard deviations out altogether. Huber alone
 * only bounds the pull of a value; a bowl of subsidence holds many values that pull the same way.
 *
 * <p>The scale is that of the median absolute deviation, from every so many values where there are
 * many. For one thread; the terms are shared by all fits.
 */
final class RobustFit {

  private static final double HUBER = 1.345;
  private static final double TUKEY = 4.685;
  private static final int HUBER_STEPS = 8;
  private static final int TUKEY_STEPS = 6;
  private static final int SCALE_SAMPLE = 4096;
  private static final double SINGULAR = 1e-12;

  private final double[][] terms;
  private final int cells;
  private final double[] residuals;
  private final double[] weights;

  /**
   * Fits over these terms.
   *
   * @param terms each with a value per cell, without NaN; scaled to about 1; not modified
   */
  RobustFit(double[][] terms) {
    this.terms = terms;
    this.cells = terms[0].length;
    this.residuals = new double[cells];
    this.weights = new double[cells];
  }

  /**
   * The coefficient of each term.
   *
   * @param values one per cell from {@code offset} on; NaN is left out; not modified
   * @param prior what coefficients are drawn to
   * @param stiffness how much each is drawn: as many cells with a term of 1 weigh the same
   * @return {@code prior} where the values do not determine the coefficients
   */
  double[] fit(float[] values, int offset, double[] prior, double[] stiffness) {
    double[] coefficients = prior.clone();
    Arrays.fill(weights, 1);
    if (!solve(values, offset, prior, stiffness, coefficients)) {
      return prior.clone();
    }
    for (int step = 0; step < HUBER_STEPS + TUKEY_STEPS; step++) {
      double scale = reweigh(values, offset, coefficients, step < HUBER_STEPS);
      if (scale == 0 || !solve(values, offset, prior, stiffness, coefficients)) {
        return coefficients;
      }
    }
    return coefficients;
  }

  /** As {@link #fit(float[], int, double[], double[])}, drawn nowhere; 0 where undetermined. */
  double[] fit(float[] values, int offset) {
    double[] none = new double[terms.length];
    return fit(values, offset, none, none);
  }

  private double reweigh(float[] values, int offset, double[] coefficients, boolean huber) {
    for (int i = 0; i < cells; i++) {
      double r = values[offset + i];
      for (int k = 0; k < terms.length; k++) {
        r -= coefficients[k] * terms[k][i];
      }
      residuals[i] = r;
    }
    double scale = scale();
    for (int i = 0; i < cells; i++) {
      double u = Math.abs(residuals[i]) / scale;
      if (huber) {
        weights[i] = u <= HUBER ? 1 : HUBER / u;
      } else {
        double v = u / TUKEY;
        weights[i] = v < 1 ? (1 - v * v) * (1 - v * v) : 0;
      }
    }
    return scale;
  }

  private double scale() {
    int step = Math.max(1, cells / SCALE_SAMPLE);
    double[] sample = new double[(cells + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = Math.abs(residuals[i * step]);
    }
    double scale = Robust.MAD_TO_SIGMA * Robust.median(sample);
    return Double.isNaN(scale) ? 0 : scale;
  }

  /** Weighted normal equations; false, and nothing changed, where they are singular. */
  private boolean solve(
      float[] values, int offset, double[] prior, double[] stiffness, double[] coefficients) {
    int n = terms.length;
    double[][] matrix = new double[n][n + 1];
    for (int i = 0; i < cells; i++) {
      float value = values[offset + i];
      double weight = weights[i];
      if (Float.isNaN(value) || !(weight > 0)) {
        continue;
      }
      for (int k = 0; k < n; k++) {
        double weighted = weight * terms[k][i];
        double[] row = matrix[k];
        for (int l = 0; l <= k; l++) {
          row[l] += weighted * terms[l][i];
        }
        row[n] += weighted * value;
      }
    }
    for (int k = 0; k < n; k++) {
      for (int l = k + 1; l < n; l++) {
        matrix[k][l] = matrix[l][k];
      }
      matrix[k][k] += stiffness[k];
      matrix[k][n] += stiffness[k] * prior[k];
    }
    return Cholesky.solve(matrix, SINGULAR, coefficients);
  }
}
