package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingKernelTest {

  @ParameterizedTest
  @CsvSource({"8, 4.75", "8, 3.75", "16, 3.5", "12, 3"})
  void tableEqualsTheFormulaAndSumsToOne(int taps, double beta) {
    ResamplingKernel kernel = new ResamplingKernel(taps, beta);
    float[] table = new float[taps];
    double[] exact = new double[taps];
    for (int i = 0; i <= 1000; i++) {
      float fraction = i / 1000f;
      kernel.weights(fraction, table);
      kernel.exactWeights(fraction, exact);
      double sum = 0;
      for (int tap = 0; tap < taps; tap++) {
        assertEquals(exact[tap], table[tap], 1e-5);
        sum += table[tap];
      }
      assertEquals(1, sum, 1e-6);
    }
  }

  @Test
  void onASampleItIsTheSample() {
    ResamplingKernel kernel = new ResamplingKernel(8, 3.75);
    float[] weights = new float[8];
    for (float fraction : new float[] {0, 1}) {
      kernel.weights(fraction, weights);
      for (int tap = 0; tap < 8; tap++) {
        assertEquals(tap == 3 + (int) fraction ? 1 : 0, weights[tap], 1e-6);
      }
    }
  }

  @Test
  void oddOrEndlessKernelsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ResamplingKernel(7, 3));
    assertThrows(IllegalArgumentException.class, () -> new ResamplingKernel(34, 3));
    assertThrows(IllegalArgumentException.class, () -> new ResamplingKernel(8, Double.NaN));
  }
}
