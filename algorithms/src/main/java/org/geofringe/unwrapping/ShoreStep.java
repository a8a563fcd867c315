package org.geofringe.unwrapping;

import java.util.Arrays;
import org.geofringe.numeric.Robust;

/**
 * The step between two components where they face each other: a plane that both sides share and a
 * step between them, fitted to the cells around one place of the gap by least squares, reweighted
 * after Cauchy so that wild cells count little.
 */
final class ShoreStep {

  /** How far inland a shore is read, as a share of the gap: what lies further off misleads. */
  private static final double DEPTH = 0.3;

  private static final int UNKNOWNS = 4;
  private static final int ROUNDS = 4;
  private static final int LEAST_CELLS = 6;
  private static final int STEPS_ACROSS = 16;

  private final int rows;
  private final int columns;
  private final float[] phase;
  private final int[] components;
  private final double leastDepth;
  private final double mostDepth;

  /**
   * Looks at an image, which is not modified.
   *
   * @param leastDepth how far inland a shore is read at least, cells
   * @param mostDepth at most
   */
  ShoreStep(
      int rows, int columns, float[] phase, int[] components, double leastDepth, double mostDepth) {
    this.rows = rows;
    this.columns = columns;
    this.phase = phase;
    this.components = components;
    this.leastDepth = leastDepth;
    this.mostDepth = mostDepth;
  }

  /**
   * A measured step.
   *
   * @param radians by which the other component lies above the one at the same place
   * @param scatter standard deviation of the cells about the planes, radians, robust
   */
  record Step(double radians, double scatter) {
    static final Step NONE = new Step(Double.NaN, Double.NaN);
  }

  /**
   * The step where a cell of one component faces one of another; {@link Step#NONE} where there is
   * too little to tell.
   */
  Step measure(int one, int other) {
    int row = one / columns;
    int column = one % columns;
    int dr = other / columns - row;
    int dc = other % columns - column;
    double gap = Math.hypot(dr, dc);
    double radius = gap / 2 + Math.max(leastDepth, Math.min(mostDepth, DEPTH * gap));
    double middleRow = row + dr / 2.0;
    double middleColumn = column + dc / 2.0;
    double[] points = points(one, other, middleRow, middleColumn, radius);
    return points.length == 0 ? Step.NONE : fit(points);
  }

  /** Rows, columns (of the radius), side (0 or 1) and phase of the cells about the middle. */
  private double[] points(
      int one, int other, double middleRow, double middleColumn, double radius) {
    int stride = (int) Math.max(1, 2 * radius / STEPS_ACROSS);
    double[] points = new double[UNKNOWNS * 256];
    int size = 0;
    int ones = 0;
    int firstRow = Math.max(0, (int) Math.ceil(middleRow - radius));
    int firstColumn = Math.max(0, (int) Math.ceil(middleColumn - radius));
    for (int r = firstRow; r <= Math.min(rows - 1, middleRow + radius); r += stride) {
      for (int c = firstColumn; c <= Math.min(columns - 1, middleColumn + radius); c += stride) {
        int cell = r * columns + c;
        int component = components[cell];
        boolean here = component == components[one];
        if (!here && component != components[other]) {
          continue;
        }
        if (size == points.length) {
          points = Arrays.copyOf(points, 2 * size);
        }
        points[size++] = (r - middleRow) / radius;
        points[size++] = (c - middleColumn) / radius;
        points[size++] = here ? 0 : 1;
        points[size++] = phase[cell] - phase[one];
        ones += here ? 1 : 0;
      }
    }
    boolean enough = ones >= LEAST_CELLS && size / UNKNOWNS - ones >= LEAST_CELLS;
    return enough ? Arrays.copyOf(points, size) : new double[0];
  }

  private static Step fit(double[] points) {
    int count = points.length / UNKNOWNS;
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    double[] solution = new double[UNKNOWNS];
    double[] residuals = new double[count];
    double median = 0;
    for (int round = 0; round < ROUNDS; round++) {
      solution = solve(points, weights);
      for (int i = 0; i < count; i++) {
        int at = UNKNOWNS * i;
        residuals[i] =
            Math.abs(
                points[at + 3]
                    - solution[0]
                    - solution[1] * points[at]
                    - solution[2] * points[at + 1]
                    - solution[3] * points[at + 2]);
      }
      double[] sorted = residuals.clone();
      Arrays.sort(sorted);
      median = sorted[count / 2];
      double scale = Math.max(1e-3, 3 * median);
      for (int i = 0; i < count; i++) {
        double ratio = residuals[i] / scale;
        weights[i] = 1 / (1 + ratio * ratio);
      }
    }
    return new Step(solution[3], Robust.MAD_TO_SIGMA * median);
  }

  /** Level, slopes and step by the normal equations; what the cells leave open stays flat. */
  private static double[] solve(double[] points, double[] weights) {
    double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
    for (int i = 0; i < weights.length; i++) {
      int at = UNKNOWNS * i;
      double[] row = {1, points[at], points[at + 1], points[at + 2], points[at + 3]};
      for (int a = 0; a < UNKNOWNS; a++) {
        for (int b = a; b <= UNKNOWNS; b++) {
          normal[a][b] += weights[i] * row[a] * row[b];
        }
      }
    }
    double mass = normal[0][0];
    for (int a = 0; a < UNKNOWNS; a++) {
      normal[a][a] += 1e-6 * mass;
      for (int b = 0; b < a; b++) {
        normal[a][b] = normal[b][a];
      }
    }
    for (int a = 0; a < UNKNOWNS; a++) {
      for (int r = a + 1; r < UNKNOWNS; r++) {
        double factor = normal[r][a] / normal[a][a];
        for (int b = a; b <= UNKNOWNS; b++) {
          normal[r][b] -= factor * normal[a][b];
        }
      }
    }
    double[] solution = new double[UNKNOWNS];
    for (int a = UNKNOWNS - 1; a >= 0; a--) {
      double rest = normal[a][UNKNOWNS];
      for (int b = a + 1; b < UNKNOWNS; b++) {
        rest -= normal[a][b] * solution[b];
      }
      solution[a] = rest / normal[a][a];
    }
    return solution;
  }
}
