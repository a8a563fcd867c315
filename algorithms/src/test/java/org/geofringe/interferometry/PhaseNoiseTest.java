package org.geofringe.interferometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseNoiseTest {

  private static final int CELLS = 10_000;

  /**
   * Interferograms of simulated images are as noisy as the density says. The standard error of a
   * standard deviation from 10,000 cells is 0.7 % for normal phases and not above 2 % for the heavy
   * tails of a single look: 5 % is safe, where 10 % is asked for.
   */
  @ParameterizedTest
  @CsvSource({
    "0.3, 1, 1", "0.6, 1, 1", "0.95, 1, 1", "0.3, 2, 2", "0.6, 2, 2", "0.85, 2, 2", "0.95, 2, 2",
    "0.3, 3, 4", "0.6, 3, 4", "0.95, 3, 4", "0.3, 4, 8", "0.5, 4, 8", "0.85, 4, 8", "0.95, 4, 8"
  })
  void interferogramsAreThatNoisy(double coherence, int down, int across) {
    Random random = new Random(51);
    double phase = 2.5;
    float[] reference = SpeckledImages.speckle(CELLS * down * across, random);
    float[] secondary = SpeckledImages.secondary(reference, coherence, phase, random);
    MultilookedPair pair =
        PairMultilook.apply(reference, secondary, null, 100, CELLS / 100, down, across);
    double squares = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      double measured =
          Math.atan2(pair.interferogram()[2 * cell + 1], pair.interferogram()[2 * cell]);
      double noise = Math.IEEEremainder(measured - phase, 2 * Math.PI);
      squares += noise * noise;
    }
    double expected = new PhaseNoise(down * across).deviation(coherence);
    assertEquals(1, Math.sqrt(squares / CELLS) / expected, 0.05);
  }

  /** One look: p(φ) = (1-γ²)/(2π(1-β²)) · (1 + β arccos(-β)/√(1-β²)) (Just & Bamler 1994). */
  @Test
  void oneLookHasTheClosedForm() {
    PhaseNoise noise = new PhaseNoise(1);
    for (double coherence : new double[] {0, 0.4, 0.9}) {
      for (double phase = -3; phase <= 3; phase += 0.25) {
        double beta = coherence * Math.cos(phase);
        double rest = 1 - beta * beta;
        double expected =
            (1 - coherence * coherence)
                / (2 * Math.PI * rest)
                * (1 + beta * Math.acos(-beta) / Math.sqrt(rest));
        assertEquals(expected, noise.density(phase, coherence), 1e-6);
      }
    }
  }

  /** Its variance is π²/3 - π asin γ + asin² γ - Li2(γ²)/2 (Bamler & Hartl 1998, eq. 61). */
  @Test
  void oneLookHasTheKnownVariance() {
    PhaseNoise noise = new PhaseNoise(1);
    for (double coherence = 0.1; coherence < 0.95; coherence += 0.1) {
      double arc = Math.asin(coherence);
      double dilogarithm = 0;
      for (int k = 1; k < 2000; k++) {
        dilogarithm += Math.pow(coherence, 2 * k) / ((double) k * k);
      }
      double expected = Math.PI * Math.PI / 3 - Math.PI * arc + arc * arc - dilogarithm / 2;
      assertEquals(expected, noise.variance(coherence), 1e-4 * expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.7, 12, 150, 3000})
  void densityHasAMassOfOne(double looks) {
    PhaseNoise noise = new PhaseNoise(looks);
    for (double coherence : new double[] {0, 0.2, 0.7, 0.99}) {
      double mass = 0;
      int steps = 20_000;
      for (int i = 0; i < steps; i++) {
        mass += noise.density((2 * (i + 0.5) / steps - 1) * Math.PI, coherence);
      }
      assertEquals(1, mass * 2 * Math.PI / steps, 1e-5, "coherence " + coherence);
    }
  }

  /** Any number of looks bears: with 3000 the Cramér-Rao bound is reached to half a per cent. */
  @Test
  void manyLooksReachTheBound() {
    PhaseNoise noise = new PhaseNoise(3000);
    for (double coherence : new double[] {0.3, 0.9, 0.99}) {
      double square = coherence * coherence;
      double bound = Math.sqrt((1 - square) / (2 * 3000 * square));
      assertEquals(1, noise.deviation(coherence) / bound, 5e-3);
    }
  }

  @Test
  void limitsAreUniformAndNone() {
    PhaseNoise noise = new PhaseNoise(5.5);
    assertEquals(Math.PI / Math.sqrt(3), noise.deviation(0), 1e-5);
    assertEquals(0, noise.deviation(1));
    assertTrue(Double.isNaN(noise.deviation(Double.NaN)));
    for (double coherence = 0; coherence < 0.99; coherence += 0.01) {
      assertTrue(noise.deviation(coherence + 0.01) < noise.deviation(coherence));
    }
  }

  @Test
  void impossibleLooksAreRefused() {
    assertRefused("looks", () -> new PhaseNoise(0.99));
    assertRefused("looks", () -> new PhaseNoise(Double.POSITIVE_INFINITY));
  }
}
