package org.geofringe.correction;

/** Solves normal equations of a handful of unknowns. */
final class Cholesky {

  private Cholesky() {}

  /**
   * Solves a symmetric, positive definite system.
   *
   * @param matrix n rows of n + 1 values, the right side last; overwritten
   * @param singular a pivot below this share of its diagonal element means that the system is
   *     singular
   * @param solution n values, overwritten; as it was where the system is singular
   * @return whether there is one solution
   */
  static boolean solve(double[][] matrix, double singular, double[] solution) {
    int n = matrix.length;
    for (int k = 0; k < n; k++) {
      double diagonal = matrix[k][k];
      double pivot = diagonal;
      for (int j = 0; j < k; j++) {
        pivot -= matrix[k][j] * matrix[k][j];
      }
      if (!(pivot > singular * diagonal)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      matrix[k][k] = root;
      for (int i = k + 1; i < n; i++) {
        double sum = matrix[i][k];
        for (int j = 0; j < k; j++) {
          sum -= matrix[i][j] * matrix[k][j];
        }
        matrix[i][k] = sum / root;
      }
    }
    double[] forward = new double[n];
    for (int k = 0; k < n; k++) {
      double sum = matrix[k][n];
      for (int j = 0; j < k; j++) {
        sum -= matrix[k][j] * forward[j];
      }
      forward[k] = sum / matrix[k][k];
    }
    for (int k = n - 1; k >= 0; k--) {
      double sum = forward[k];
      for (int j = k + 1; j < n; j++) {
        sum -= matrix[j][k] * solution[j];
      }
      solution[k] = sum / matrix[k][k];
    }
    return true;
  }
}
