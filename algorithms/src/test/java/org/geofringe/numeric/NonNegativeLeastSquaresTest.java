package org.geofringe.numeric;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class NonNegativeLeastSquaresTest {

  /** A solution is the one that meets the conditions of Kuhn and Tucker. */
  @Property(tries = 200)
  void meetsTheOptimalityConditions(
      @ForAll @IntRange(min = 1, max = 15) int columns, @ForAll long seed) {
    Random random = new Random(seed);
    int rows = columns + 5;
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    double[] right = new double[rows];
    for (int i = 0; i < rows; i++) {
      right[i] = random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, random.nextGaussian());
      }
    }
    double[] x = NonNegativeLeastSquares.solve(matrix, right);
    for (int j = 0; j < columns; j++) {
      double gradient = 0;
      for (int i = 0; i < rows; i++) {
        double residual = right[i];
        for (int k = 0; k < columns; k++) {
          residual -= matrix.get(i, k) * x[k];
        }
        gradient += matrix.get(i, j) * residual;
      }
      assertTrue(x[j] >= 0);
      if (x[j] > 0) {
        assertEquals(0, gradient, 1e-7);
      } else {
        assertTrue(gradient <= 1e-7, "gradient " + gradient);
      }
    }
  }

  @Test
  void aPositiveSolutionIsThatOfLeastSquares() {
    DMatrixRMaj matrix = new DMatrixRMaj(3, 2, true, 1, 0, 0, 2, 1, 1);
    assertArrayEquals(
        new double[] {3, 4}, NonNegativeLeastSquares.solve(matrix, new double[] {3, 8, 7}), 1e-12);
  }

  @Test
  void whatWouldBeNegativeIsZero() {
    DMatrixRMaj matrix = new DMatrixRMaj(2, 2, true, 1, 0, 0, 1);
    assertArrayEquals(
        new double[] {0, 2}, NonNegativeLeastSquares.solve(matrix, new double[] {-1, 2}), 1e-12);
    assertArrayEquals(new double[2], NonNegativeLeastSquares.solve(matrix, new double[] {-1, -2}));
    assertArrayEquals(new double[2], NonNegativeLeastSquares.solve(matrix, new double[2]));
  }

  @Test
  void wrongShapesAndDependentColumnsAreRefused() {
    DMatrixRMaj matrix = new DMatrixRMaj(3, 2, true, 1, 1, 1, 1, 1, 1);
    assertRefused(
        "3 rows expected, got 2", () -> NonNegativeLeastSquares.solve(matrix, new double[2]));
  }
}
