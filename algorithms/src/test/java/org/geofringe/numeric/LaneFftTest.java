package org.geofringe.numeric;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneFftTest {

  private static final int LANES = 37;

  /** Each stage rounds once, to 6e-8 of its values: 1e-6 of the spectrum's rms is ample. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 32, 128})
  void everyLaneIsTransformed(int length) {
    Random random = new Random(length);
    float[][] real = new float[length][LANES + 3];
    float[][] imaginary = new float[length][LANES + 3];
    double[][] expected = new double[LANES][2 * length];
    for (int i = 0; i < length; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        real[i][lane] = (float) random.nextGaussian();
        imaginary[i][lane] = (float) random.nextGaussian();
        expected[lane][2 * i] = real[i][lane];
        expected[lane][2 * i + 1] = imaginary[i][lane];
      }
    }
    new LaneFft(length).transform(real, imaginary, LANES);
    double tolerance = 1e-6 * Math.sqrt(2 * length) + 1e-6;
    for (int lane = 0; lane < LANES; lane++) {
      new Fft2(1, length).forward(expected[lane]);
      for (int i = 0; i < length; i++) {
        assertEquals(expected[lane][2 * i], real[i][lane], tolerance);
        assertEquals(expected[lane][2 * i + 1], imaginary[i][lane], tolerance);
      }
    }
    assertEquals(0, real[length - 1][LANES], "beyond the lanes nothing changes");
  }

  @Test
  void partsExchangedLeadBack() {
    int length = 64;
    Random random = new Random(1);
    float[][] real = new float[length][LANES];
    float[][] imaginary = new float[length][LANES];
    float[][] before = new float[length][];
    for (int i = 0; i < length; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        real[i][lane] = (float) random.nextGaussian();
      }
      before[i] = real[i].clone();
    }
    LaneFft fft = new LaneFft(length);
    fft.transform(real, imaginary, LANES);
    fft.transform(imaginary, real, LANES);
    for (int i = 0; i < length; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        assertEquals(before[i][lane], real[i][lane] / length, 1e-6);
        assertEquals(0, imaginary[i][lane] / length, 1e-6);
      }
    }
  }

  @Test
  void otherLengthsAreRefused() {
    assertRefused("power of two of at least 2, got 1", () -> new LaneFft(1));
    assertRefused("power of two of at least 2, got 48", () -> new LaneFft(48));
  }
}
