package org.geofringe.geometry;

/**
 * Chebyshev nodes and coefficients over a box of x, y and height. Values at nodes and coefficients
 * are kept in one array, axis 0 slowest.
 */
final class ChebyshevBox {

  private static final int AXES = 3;

  private final double[] middle = new double[AXES];
  private final double[] half = new double[AXES];
  private final int[] nodes;

  ChebyshevBox(double[] least, double[] greatest, int[] nodes) {
    for (int axis = 0; axis < AXES; axis++) {
      middle[axis] = (least[axis] + greatest[axis]) / 2;
      half[axis] = (greatest[axis] - least[axis]) / 2;
    }
    this.nodes = nodes;
  }

  int count() {
    return nodes[0] * nodes[1] * nodes[2];
  }

  double middle(int axis) {
    return middle[axis];
  }

  double half(int axis) {
    return half[axis];
  }

  /** A coordinate on the scale on which the box runs from -1 to 1. */
  double normal(int axis, double coordinate) {
    return (coordinate - middle[axis]) / half[axis];
  }

  /** Coordinate of a node along an axis. */
  double node(int axis, int node) {
    return middle[axis] + half[axis] * root(axis, node / stride(axis) % nodes[axis]);
  }

  private double root(int axis, int index) {
    return Math.cos(Math.PI * (index + 0.5) / nodes[axis]);
  }

  private int stride(int axis) {
    int stride = 1;
    for (int later = axis + 1; later < AXES; later++) {
      stride *= nodes[later];
    }
    return stride;
  }

  /**
   * Points midway between nodes, and the box's own faces, where a fit is at its worst.
   *
   * @return per point its coordinates and two places for values
   */
  double[][] between() {
    double[][] points = new double[(nodes[0] + 1) * (nodes[1] + 1) * (nodes[2] + 1)][5];
    int point = 0;
    for (int i = 0; i <= nodes[0]; i++) {
      for (int j = 0; j <= nodes[1]; j++) {
        for (int k = 0; k <= nodes[2]; k++) {
          int[] index = {i, j, k};
          for (int axis = 0; axis < AXES; axis++) {
            points[point][axis] =
                middle[axis] + half[axis] * Math.cos(Math.PI * index[axis] / nodes[axis]);
          }
          point++;
        }
      }
    }
    return points;
  }

  /** Chebyshev coefficients of the polynomial through values at the nodes; not modified. */
  double[] coefficients(double[] values) {
    double[] result = values.clone();
    for (int axis = 0; axis < AXES; axis++) {
      int n = nodes[axis];
      double[][] cosines = new double[n][n];
      for (int order = 0; order < n; order++) {
        for (int i = 0; i < n; i++) {
          cosines[order][i] =
              (order == 0 ? 1.0 : 2.0) / n * Math.cos(Math.PI * order * (i + 0.5) / n);
        }
      }
      alongAxis(result, axis, cosines);
    }
    return result;
  }

  /** Multiplies each line of values along an axis by a matrix. */
  private void alongAxis(double[] values, int axis, double[][] matrix) {
    int n = nodes[axis];
    int stride = stride(axis);
    double[] line = new double[n];
    for (int start = 0; start < values.length; start++) {
      if (start / stride % n != 0) {
        continue;
      }
      for (int i = 0; i < n; i++) {
        line[i] = values[start + i * stride];
      }
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += matrix[i][j] * line[j];
        }
        values[start + i * stride] = sum;
      }
    }
  }

  /**
   * Raises the number of terms to keep along each axis until what is dropped sums to less than a
   * tolerance.
   *
   * @param kept terms per axis; modified
   */
  void keep(double[] coefficients, double tolerance, int[] kept) {
    for (int axis = 0; axis < AXES; axis++) {
      double[] sums = new double[nodes[axis]];
      for (int i = 0; i < coefficients.length; i++) {
        sums[i / stride(axis) % nodes[axis]] += Math.abs(coefficients[i]);
      }
      int terms = nodes[axis];
      double dropped = 0;
      while (terms > 1 && dropped + sums[terms - 1] < tolerance) {
        dropped += sums[--terms];
      }
      kept[axis] = Math.max(kept[axis], terms);
    }
  }

  /**
   * Turns the kept Chebyshev coefficients into those of powers.
   *
   * @return height slowest, y fastest: [height][x][y]
   */
  double[] powers(double[] coefficients, int[] kept) {
    double[] full = coefficients.clone();
    for (int i = 0; i < full.length; i++) {
      for (int axis = 0; axis < AXES; axis++) {
        if (i / stride(axis) % nodes[axis] >= kept[axis]) {
          full[i] = 0;
        }
      }
    }
    for (int axis = 0; axis < AXES; axis++) {
      alongAxis(full, axis, powersOfOrders(nodes[axis]));
    }
    double[] result = new double[kept[0] * kept[1] * kept[2]];
    for (int i = 0; i < kept[0]; i++) {
      for (int j = 0; j < kept[1]; j++) {
        for (int k = 0; k < kept[2]; k++) {
          result[(k * kept[0] + i) * kept[1] + j] = full[i * stride(0) + j * stride(1) + k];
        }
      }
    }
    return result;
  }

  /** Row: power; column: Chebyshev polynomial; by T(n+1) = 2 x T(n) - T(n-1). */
  private static double[][] powersOfOrders(int n) {
    double[][] matrix = new double[n][n];
    double[] before = new double[n];
    double[] current = new double[n];
    current[0] = 1;
    for (int order = 0; order < n; order++) {
      for (int power = 0; power < n; power++) {
        matrix[power][order] = current[power];
      }
      double[] next = new double[n];
      for (int power = 0; power < n; power++) {
        double shifted = power == 0 ? 0 : current[power - 1];
        next[power] = (order == 0 ? 1 : 2) * shifted - before[power];
      }
      before = current;
      current = next;
    }
    return matrix;
  }
}
