package org.geofringe.interferometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoherenceBiasTest {

  /** Values of the formula as printed, its hypergeometric series summed term by term in NumPy. */
  @ParameterizedTest
  @CsvSource({
    "2, 0, 0.666666667", "2, 0.3, 0.690984893", "2, 0.8, 0.857793118", "4, 0, 0.457142857",
    "4, 0.3, 0.511336220", "4.5, 0.3, 0.489306785", "4.5, 0.8, 0.814142409", "32, 0, 0.157277409",
    "32, 0.3, 0.323588528", "32, 0.8, 0.801334894"
  })
  void expectationIsThatOfTouzi(double looks, double coherence, double expected) {
    assertEquals(expected, CoherenceBias.expectation(coherence, looks), 1e-8);
  }

  @Test
  void aSingleLookIsAlwaysCoherent() {
    assertEquals(1, CoherenceBias.expectation(0, 1));
    assertEquals(1, CoherenceBias.expectation(0.4, 1), 1e-12);
    assertEquals(1, CoherenceBias.expectation(0.4, 1.0001), 1e-3);
  }

  /** For many looks the bias is (1-γ²)² / (4Lγ), Touzi's first order; for 2000, to 1 %. */
  @Test
  void manyLooksFollowTheFirstOrder() {
    for (double coherence : new double[] {0.3, 0.6, 0.9}) {
      double rest = 1 - coherence * coherence;
      double first = rest * rest / (4 * 2000 * coherence);
      assertEquals(
          first, CoherenceBias.expectation(coherence, 2000) - coherence, 0.01 * first + 2e-8);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 4.5, 40, 400})
  void theCureRisesFromZeroToOne(double looks) {
    CoherenceBias bias = new CoherenceBias(looks);
    assertEquals(0, bias.unbiased(0));
    assertEquals(1, bias.unbiased(1));
    assertTrue(Float.isNaN(bias.unbiased(Float.NaN)));
    float before = 0;
    for (int i = 0; i <= 5000; i++) {
      float now = bias.unbiased(i / 5000f);
      assertTrue(now >= before && now <= 1, looks + " looks at " + i / 5000f);
      before = now;
    }
  }

  /**
   * The means under the density agree with the series: two independent ways to one number. Midpoint
   * steps of a fifth of a width know the mean at γ = 0, where the density starts as a wedge, to
   * 6e-4.
   */
  @ParameterizedTest
  @ValueSource(doubles = {2, 2.5, 4, 32, 128})
  void densityHasTheMeanOfTheSeries(double looks) {
    CoherenceDensity density = new CoherenceDensity(looks);
    double[] means = density.means(density.coherences());
    for (int i = 0; i < means.length; i++) {
      double coherence = density.coherence(i);
      assertEquals(CoherenceBias.expectation(coherence, looks), means[i], 1e-3);
    }
  }

  @Test
  void impossibleArgumentsAreRefused() {
    assertRefused("looks", () -> new CoherenceBias(0.9));
    assertRefused("looks", () -> CoherenceBias.expectation(0.5, Double.NaN));
    assertRefused("coherence", () -> CoherenceBias.expectation(1.1, 4));
  }
}
