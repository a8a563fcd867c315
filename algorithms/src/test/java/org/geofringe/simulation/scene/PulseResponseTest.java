package org.geofringe.simulation.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PulseResponseTest {

  /** Power of the tapered response by frequency: within the band as wanted, beyond it little. */
  @ParameterizedTest
  @EnumSource(SubSwath.class)
  void spectraAreHammingWithinTheBand(SubSwath swath) {
    double band = swath.rangeBandwidth() / SubSwath.SAMPLING_RATE;
    PulseResponse response = new PulseResponse(band, 0.75, 16, 3);
    float[] values = response.around(0);
    assertEquals(1, values[7], 1e-6);
    double middle = spectrum(values, 0);
    for (double f = 0; f < band / 2 - 0.06; f += 0.02) {
      double wanted = (0.75 + 0.25 * Math.cos(2 * Math.PI * f / band));
      assertEquals(wanted, spectrum(values, f) / middle, 0.04, "at " + f);
    }
    double beyond = Math.min(0.5, band / 2 + 0.07);
    assertTrue(Math.abs(spectrum(values, beyond)) / middle < 0.05, "beyond the band");
  }

  private static double spectrum(float[] values, double frequency) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * Math.cos(2 * Math.PI * frequency * (i - 7));
    }
    return sum;
  }
}
