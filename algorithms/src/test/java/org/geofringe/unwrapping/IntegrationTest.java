package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntegrationTest {

  private static final float GAP = Float.NaN;

  @Test
  void addsUpARampThroughAWindingWay() {
    float[] truth = {
      0, 2, 4, 6, 8, GAP, GAP, GAP, GAP, 10, 20, 18, 16, 14, 12, 22, GAP, GAP, GAP, GAP, 24, 26, 28,
      30, 32
    };
    assertComesBack(5, 5, truth);
  }

  @Test
  void regionsThatDoNotTouchGetTheirOwnLevel() {
    // Touching at a corner only is not touching.
    float[] truth = {100, GAP, GAP, 7};
    float[] wrapped = wrapped(truth);
    int[] cycles = Integration.cycles(2, 2, wrapped, EdgeCycles.none(2, 2));
    assertArrayEquals(new int[4], cycles);
  }

  @Test
  void takesTheGivenCyclesAlongTheWay() {
    EdgeCycles steps = EdgeCycles.none(1, 4);
    steps.across()[1] = 2;
    int[] cycles = Integration.cycles(1, 4, new float[4], steps);
    assertEquals(2, cycles[2] - cycles[1]);
    assertEquals(0, cycles[1] - cycles[0]);
    assertEquals(0, cycles[3] - cycles[2]);
  }

  @Test
  void levelsARegionByItsMean() {
    float[] truth = new float[100];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = 3 * i;
    }
    int[] cycles = Integration.cycles(1, 100, wrapped(truth), EdgeCycles.none(1, 100));
    double mean = 0;
    for (int cycle : cycles) {
      mean += cycle / 100.0;
    }
    assertEquals(0, mean, 0.5);
  }

  @Test
  void comesBackWithHolesOfAllShapes() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      int rows = 1 + random.nextInt(20);
      int columns = 1 + random.nextInt(20);
      double holes = random.nextDouble();
      float[] truth = new float[rows * columns];
      for (int i = 0; i < truth.length; i++) {
        double smooth = 2 * (i / columns) + 1.5 * Math.cos(i % columns);
        truth[i] = random.nextDouble() < holes ? GAP : (float) smooth;
      }
      assertComesBack(rows, columns, truth);
    }
  }

  /** All steps of the truth must be shorter than half a cycle. */
  private static void assertComesBack(int rows, int columns, float[] truth) {
    float[] wrapped = wrapped(truth);
    int[] cycles = Integration.cycles(rows, columns, wrapped, EdgeCycles.none(rows, columns));
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        assertStep(c + 1 < columns, truth, wrapped, cycles, i, i + 1);
        assertStep(r + 1 < rows, truth, wrapped, cycles, i, i + columns);
      }
    }
  }

  private static void assertStep(
      boolean within, float[] truth, float[] wrapped, int[] cycles, int from, int to) {
    if (within && !Float.isNaN(truth[from]) && !Float.isNaN(truth[to])) {
      double step = wrapped[to] - wrapped[from] + 2 * Math.PI * (cycles[to] - cycles[from]);
      assertEquals(truth[to] - truth[from], step, 1e-4);
    }
  }

  private static float[] wrapped(float[] truth) {
    float[] wrapped = new float[truth.length];
    for (int i = 0; i < truth.length; i++) {
      wrapped[i] = (float) Math.IEEEremainder(truth[i], 2 * Math.PI);
    }
    return wrapped;
  }
}
