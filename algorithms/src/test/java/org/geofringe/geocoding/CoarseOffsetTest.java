package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoarseOffsetTest {

  private static final int ROWS = 200;
  private static final int COLUMNS = 260;

  /** Blobs with random phases, some cells wide, at places that a picture's offset moves. */
  private static float[] picture(double row, double column) {
    Random random = new Random(9);
    float[] values = new float[2 * ROWS * COLUMNS];
    for (int blob = 0; blob < 1500; blob++) {
      double r = (ROWS + 20) * random.nextDouble() - 10 + row;
      double c = (COLUMNS + 20) * random.nextDouble() - 10 + column;
      double size = 1 + random.nextDouble();
      double angle = 2 * Math.PI * random.nextDouble();
      for (int i = Math.max(0, (int) r - 8); i < Math.min(ROWS, r + 8); i++) {
        for (int j = Math.max(0, (int) c - 8); j < Math.min(COLUMNS, c + 8); j++) {
          double value = Math.exp(-((i - r) * (i - r) + (j - c) * (j - c)) / (2 * size * size));
          values[2 * (i * COLUMNS + j)] += (float) (value * Math.cos(angle));
          values[2 * (i * COLUMNS + j) + 1] += (float) (value * Math.sin(angle));
        }
      }
    }
    return values;
  }

  @Test
  void offsetIsFoundBetweenCells() {
    CoarseOffset coarse = new CoarseOffset(8);
    float[] first = picture(0, 0);
    first[2 * (30 * COLUMNS + 30)] = Float.NaN;
    coarse.add(ROWS, COLUMNS, first, picture(2.37, -4.82));
    CoarseOffset.Offset offset = coarse.estimate().orElseThrow();
    assertEquals(2.37, offset.rows(), 0.05);
    assertEquals(-4.82, offset.columns(), 0.05);
    assertEquals(12, offset.patches());
    assertTrue(offset.agreement() > 0.3 && offset.agreement() <= 1, offset.toString());
  }

  @Test
  void missingPicturesGiveNothing() {
    CoarseOffset coarse = new CoarseOffset(8);
    float[] nothing = new float[2 * ROWS * COLUMNS];
    Arrays.fill(nothing, Float.NaN);
    coarse.add(ROWS, COLUMNS, picture(0, 0), nothing);
    coarse.add(ROWS, COLUMNS, picture(0, 0), new float[nothing.length]);
    assertTrue(coarse.estimate().isEmpty());
  }

  @Test
  void searchBeyondAQuarterPatchIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CoarseOffset(17));
    assertThrows(IllegalArgumentException.class, () -> new CoarseOffset(0));
  }
}
