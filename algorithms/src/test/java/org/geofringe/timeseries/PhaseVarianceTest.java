package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.interferometry.PhaseNoise;
import org.junit.jupiter.api.Test;

class PhaseVarianceTest {

  /** The table for the looks that the inversion is tested with. */
  static final class Table {
    private static final PhaseVariance VARIANCE = new PhaseVariance(12);

    double inverse(float coherence) {
      return VARIANCE.inverse(coherence);
    }
  }

  /** Looks above 80 and coherence above 0.999 count as those. */
  @Test
  void weighsByThePhaseNoiseOfTheLooks() {
    for (float coherence : new float[] {0.1f, 0.5f, 0.9f}) {
      double expected = 1 / new PhaseNoise(4.5).variance(coherence);
      assertEquals(expected, new PhaseVariance(4.5).inverse(coherence), 1e-4 * expected);
      assertEquals(
          new PhaseVariance(80).inverse(coherence), new PhaseVariance(500).inverse(coherence));
    }
    assertEquals(new PhaseVariance(8).inverse(0.999f), new PhaseVariance(8).inverse(1), 1);
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
