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
 * many. For one thread. The first term must not be 0 everywhere in a block of cells.
 */
final class RobustFit {

  private static final double HUBER = 1.345;
  private static final double TUKEY = 4.685;
  private static final int HUBER_STEPS = 20;
  private static final int TUKEY_STEPS = 20;
  private static final int SCALE_SAMPLE = 4096;

  /** Share of a standard deviation that terms of 1 may still move by. */
  private static final double SETTLED = 0.01;

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
   * @return 0 where the values do not determine the coefficients
   */
  double[] fit(float[] values, int offset) {
    double[] coefficients = new double[terms.length];
    Arrays.fill(weights, 1);
    boolean solved = solve(normal(values, offset), coefficients);
    int huber = HUBER_STEPS;
    double[] before = coefficients.clone();
    for (int step = 0; solved && step < HUBER_STEPS + TUKEY_STEPS; step++) {
      double scale = reweigh(values, offset, coefficients, step < huber);
      solved = scale > 0 && solve(normal(values, offset), coefficients);
      if (change(before, coefficients) < SETTLED * scale) {
        if (step >= huber) {
          return coefficients;
        }
        huber = step + 1;
      }
      before = coefficients.clone();
    }
    return coefficients;
  }

  /**
   * Standard error of a coefficient of the last fit, by leaving out block after block of cells
   * (jackknife): what is left of a delay is alike over kilometres, so that cells are no independent
   * witnesses, and blocks nearly are.
   *
   * @param values that were fitted
   * @param blocks block of each cell, from 0
   * @return infinite where fewer than four blocks leave the coefficient determined
   */
  double error(float[] values, int offset, int term, int[] blocks) {
    int count = 1 + Arrays.stream(blocks).max().orElse(0);
    double[][][] parts = new double[count][][];
    for (int block = 0; block < count; block++) {
      parts[block] = new double[terms.length][terms.length + 1];
    }
    for (int i = 0; i < cells; i++) {
      add(values[offset + i], i, parts[blocks[i]]);
    }
    double[] without = new double[count];
    int used = 0;
    double mean = 0;
    double[] coefficients = new double[terms.length];
    for (double[][] left : parts) {
      double[][] rest = new double[terms.length][terms.length + 1];
      for (double[][] part : parts) {
        if (part != left) {
          plus(rest, part);
        }
      }
      if (!isEmpty(left) && solve(mirrored(rest), coefficients)) {
        without[used++] = coefficients[term];
        mean += coefficients[term];
      }
    }
    if (used < 4) {
      return Double.POSITIVE_INFINITY;
    }
    mean /= used;
    double squares = 0;
    for (int block = 0; block < used; block++) {
      squares += (without[block] - mean) * (without[block] - mean);
    }
    return Math.sqrt(squares * (used - 1) / used);
  }

  private static double change(double[] before, double[] after) {
    double largest = 0;
    for (int k = 0; k < before.length; k++) {
      largest = Math.max(largest, Math.abs(after[k] - before[k]));
    }
    return largest;
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

  /** Weighted normal equations. */
  private double[][] normal(float[] values, int offset) {
    double[][] matrix = new double[terms.length][terms.length + 1];
    for (int i = 0; i < cells; i++) {
      add(values[offset + i], i, matrix);
    }
    return mirrored(matrix);
  }

  /** Adds a cell to the lower half. */
  private void add(float value, int cell, double[][] matrix) {
    double weight = weights[cell];
    if (Float.isNaN(value) || !(weight > 0)) {
      return;
    }
    int n = terms.length;
    for (int k = 0; k < n; k++) {
      double weighted = weight * terms[k][cell];
      double[] row = matrix[k];
      for (int l = 0; l <= k; l++) {
        row[l] += weighted * terms[l][cell];
      }
      row[n] += weighted * value;
    }
  }

  private static void plus(double[][] sum, double[][] part) {
    for (int k = 0; k < sum.length; k++) {
      for (int l = 0; l < sum[k].length; l++) {
        sum[k][l] += part[k][l];
      }
    }
  }

  private static boolean isEmpty(double[][] matrix) {
    return matrix[0][0] == 0;
  }

  private static double[][] mirrored(double[][] matrix) {
    for (int k = 0; k < matrix.length; k++) {
      for (int l = k + 1; l < matrix.length; l++) {
        matrix[k][l] = matrix[l][k];
      }
    }
    return matrix;
  }

  private static boolean solve(double[][] matrix, double[] coefficients) {
    return Cholesky.solve(matrix, SINGULAR, coefficients);
  }
}
