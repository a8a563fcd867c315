package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PhaseVarianceTest {

  /** The table for the looks that the inversion is tested with. */
  static final class Table {
    private static final PhaseVariance VARIANCE = new PhaseVariance(12);

    double inverse(float coherence) {
      return VARIANCE.inverse(coherence);
    }
  }

  @Test
  void withoutCoherencePhaseIsUniform() {
    assertEquals(Math.PI * Math.PI / 3, new PhaseNoise(1).variance(0), 1e-4);
    assertEquals(Math.PI * Math.PI / 3, new PhaseNoise(30).variance(0), 1e-4);
  }

  /** For one look the variance is known: π²/3 - π asin γ + asin² γ - Li2(γ²)/2 (Bamler 1998). */
  @Test
  void oneLookFollowsTheClosedForm() {
    for (double coherence = 0.1; coherence < 0.95; coherence += 0.1) {
      double arc = Math.asin(coherence);
      double dilogarithm = 0;
      for (int k = 1; k < 2000; k++) {
        dilogarithm += Math.pow(coherence, 2 * k) / ((double) k * k);
      }
      double expected = Math.PI * Math.PI / 3 - Math.PI * arc + arc * arc - dilogarithm / 2;
      assertEquals(expected, new PhaseNoise(1).variance(coherence), 1e-4 * expected);
    }
  }

  /** Many looks of coherent phase reach the Cramér-Rao bound to a per cent or so. */
  @Test
  void manyLooksReachTheBound() {
    double coherence = 0.9;
    double bound = (1 - coherence * coherence) / (2 * 80 * coherence * coherence);
    assertEquals(bound, new PhaseNoise(80).variance(coherence), 0.02 * bound);
  }

  /** Against phases drawn from correlated circular Gaussian samples, 3 looks. */
  @Test
  void drawnPhasesHaveThisVariance() {
    Random random = new Random(17);
    double coherence = 0.6;
    int draws = 200_000;
    double sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      double real = 0;
      double imaginary = 0;
      for (int look = 0; look < 3; look++) {
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        double mix = Math.sqrt(1 - coherence * coherence);
        double c = coherence * a + mix * random.nextGaussian();
        double d = coherence * b + mix * random.nextGaussian();
        real += a * c + b * d;
        imaginary += b * c - a * d;
      }
      double phase = Math.atan2(imaginary, real);
      sum += phase * phase;
    }
    // The standard error of the drawn variance is about 0.5 per cent.
    assertEquals(sum / draws, new PhaseNoise(3).variance(coherence), 0.02 * sum / draws);
  }

  @Test
  void moreCoherenceOrLooksWeighMore() {
    for (double looks : new double[] {1, 4.5, 80, 500}) {
      PhaseVariance table = new PhaseVariance(looks);
      for (float coherence = 0.01f; coherence < 0.99f; coherence += 0.01f) {
        assertTrue(table.inverse(coherence + 0.01f) > table.inverse(coherence));
      }
      assertTrue(Double.isFinite(table.inverse(1)));
    }
    assertTrue(new PhaseVariance(8).inverse(0.5f) > new PhaseVariance(4).inverse(0.5f));
  }
}
