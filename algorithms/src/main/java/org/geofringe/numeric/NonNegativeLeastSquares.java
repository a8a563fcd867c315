package org.geofringe.numeric;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least squares with all unknowns at or above zero: min |Ax - b|², x &gt;= 0, by the active-set
 * method of Lawson and Hanson (1974, ch. 23) on the normal equations. For the well-conditioned,
 * small systems (a few hundred unknowns) of this library.
 */
public final class NonNegativeLeastSquares {

  private static final double TOLERANCE = 1e-10;

  private NonNegativeLeastSquares() {}

  /**
   * Solves one system.
   *
   * @param matrix m x n of full column rank; not modified
   * @param right m values; not modified
   * @return n values, none negative
   * @throws IllegalArgumentException where shapes differ or columns depend on one another
   */
  public static double[] solve(DMatrixRMaj matrix, double[] right) {
    if (right.length != matrix.numRows) {
      throw new IllegalArgumentException(
          "right side of " + matrix.numRows + " rows expected, got " + right.length);
    }
    int n = matrix.numCols;
    DMatrixRMaj normal = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multInner(matrix, normal);
    DMatrixRMaj moment = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.multTransA(matrix, DMatrixRMaj.wrap(right.length, 1, right), moment);
    double threshold = TOLERANCE * CommonOps_DDRM.elementMaxAbs(moment);

    double[] x = new double[n];
    boolean[] free = new boolean[n];
    for (int iteration = 0; iteration < 3 * n; iteration++) {
      int entering = steepest(normal, moment.data, x, free, threshold);
      if (entering < 0) {
        return x;
      }
      free[entering] = true;
      double[] candidate = solveFree(normal, moment.data, free);
      for (double step = step(x, candidate, free); step < 1; step = step(x, candidate, free)) {
        for (int i = 0; i < n; i++) {
          x[i] += step * (candidate[i] - x[i]);
          if (free[i] && candidate[i] <= 0 && x[i] <= TOLERANCE * Math.abs(candidate[i])) {
            free[i] = false;
            x[i] = 0;
          }
        }
        candidate = solveFree(normal, moment.data, free);
      }
      x = candidate;
    }
    return x;
  }

  /** The bound unknown whose growth lowers the misfit fastest; -1 where none does. */
  private static int steepest(
      DMatrixRMaj normal, double[] moment, double[] x, boolean[] free, double threshold) {
    int best = -1;
    double bestGradient = threshold;
    for (int i = 0; i < x.length; i++) {
      if (!free[i]) {
        double gradient = moment[i];
        for (int j = 0; j < x.length; j++) {
          gradient -= normal.get(i, j) * x[j];
        }
        if (gradient > bestGradient) {
          bestGradient = gradient;
          best = i;
        }
      }
    }
    return best;
  }

  /** How far towards the candidate all free unknowns stay at or above zero; 1 for all the way. */
  private static double step(double[] x, double[] candidate, boolean[] free) {
    double step = 1;
    for (int i = 0; i < x.length; i++) {
      if (free[i] && candidate[i] <= 0) {
        step = Math.min(step, x[i] <= 0 ? 0 : x[i] / (x[i] - candidate[i]));
      }
    }
    return step;
  }

  private static double[] solveFree(DMatrixRMaj normal, double[] moment, boolean[] free) {
    int[] index = new int[free.length];
    int count = 0;
    for (int i = 0; i < free.length; i++) {
      if (free[i]) {
        index[count++] = i;
      }
    }
    double[] x = new double[free.length];
    if (count == 0) {
      return x;
    }
    DMatrixRMaj part = new DMatrixRMaj(count, count);
    DMatrixRMaj right = new DMatrixRMaj(count, 1);
    for (int i = 0; i < count; i++) {
      right.set(i, 0, moment[index[i]]);
      for (int j = 0; j < count; j++) {
        part.set(i, j, normal.get(index[i], index[j]));
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(count);
    if (!solver.setA(part)) {
      throw new IllegalArgumentException("the columns of the system depend on one another");
    }
    DMatrixRMaj solution = new DMatrixRMaj(count, 1);
    solver.solve(right, solution);
    for (int i = 0; i < count; i++) {
      x[index[i]] = solution.get(i, 0);
    }
    return x;
  }
}
