package org.geofringe.numeric;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchFftTest {

  private static final int SIZE = 16;
  private static final int PATCHES = 3;

  @Test
  void everyPatchIsTransformedOnItsOwnThereAndBack() {
    Random random = new Random(1);
    PatchFft fft = new PatchFft(SIZE, PATCHES + 1);
    double[][] expected = new double[PATCHES][2 * SIZE * SIZE];
    float[][] before = new float[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < PATCHES * SIZE; j++) {
        fft.real(i)[j] = (float) random.nextGaussian();
        fft.imaginary(i)[j] = (float) random.nextGaussian();
        int at = 2 * (i * SIZE + j % SIZE);
        expected[j / SIZE][at] = fft.real(i)[j];
        expected[j / SIZE][at + 1] = fft.imaginary(i)[j];
      }
      before[i] = fft.real(i).clone();
    }
    fft.forward(PATCHES);
    for (int patch = 0; patch < PATCHES; patch++) {
      new Fft2(SIZE, SIZE).forward(expected[patch]);
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          int transposed = 2 * (j * SIZE + i);
          assertEquals(expected[patch][transposed], fft.real(i)[patch * SIZE + j], 2e-5);
          assertEquals(expected[patch][transposed + 1], fft.imaginary(i)[patch * SIZE + j], 2e-5);
        }
      }
    }
    fft.inverse(PATCHES);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < PATCHES * SIZE; j++) {
        assertEquals(before[i][j], fft.real(i)[j] / (SIZE * SIZE), 2e-6);
      }
    }
  }

  @Test
  void refusals() {
    assertRefused("room for a patch", () -> new PatchFft(8, 0));
    assertRefused("power of two", () -> new PatchFft(12, 1));
  }
}
