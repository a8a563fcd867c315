package org.geofringe.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeckleTest {

  private static final int DRAWS = 40_000;

  /**
   * The short draw has the moments of looks that are summed one by one. Standard error of a mean of
   * 40,000 is 0.005 of a standard deviation, of the standard deviation 0.4 %: 3 % is safe.
   */
  @ParameterizedTest
  @CsvSource({"0.9, 8", "0.5, 8", "0.2, 4", "0.05, 16"})
  void agreesWithLooksSummedOneByOne(double coherence, int looks) {
    Random random = new Random(11);
    double[] shortcut = new double[3];
    double[] summed = new double[3];
    for (int k = 0; k < DRAWS; k++) {
      Speckle speckle = Speckle.draw(coherence, looks, random);
      add(shortcut, speckle.phase(), speckle.coherence());
      sum(coherence, looks, random, summed);
    }
    assertEquals(Math.sqrt(summed[0] / DRAWS), Math.sqrt(shortcut[0] / DRAWS), 0.03);
    assertEquals(summed[1] / DRAWS, shortcut[1] / DRAWS, 0.005);
    assertEquals(summed[2] / DRAWS, shortcut[2] / DRAWS, 0.005);
  }

  /** With many looks the phase reaches the Cramér-Rao bound, √((1 - γ²) / (2Lγ²)). */
  @Test
  void reachesTheBoundWithManyLooks() {
    Random random = new Random(5);
    double squares = 0;
    for (int k = 0; k < DRAWS; k++) {
      double phase = Speckle.draw(0.8, 200, random).phase();
      squares += phase * phase;
    }
    double bound = Math.sqrt((1 - 0.64) / (2 * 200 * 0.64));
    assertEquals(1, Math.sqrt(squares / DRAWS) / bound, 0.02);
  }

  /** Where there is no coherence at all, the estimate from 4 looks is Γ(4)Γ(1.5)/Γ(4.5) = 0.457. */
  @Test
  void estimateIsTooHighWithoutCoherence() {
    Random random = new Random(6);
    double sum = 0;
    for (int k = 0; k < DRAWS; k++) {
      sum += Speckle.draw(0, 4, random).coherence();
    }
    assertEquals(0.457143, sum / DRAWS, 0.005);
  }

  private static void add(double[] sums, double phase, double coherence) {
    sums[0] += phase * phase;
    sums[1] += coherence;
    sums[2] += coherence * coherence;
  }

  private static void sum(double coherence, int looks, Random random, double[] sums) {
    double re = 0;
    double im = 0;
    double power1 = 0;
    double power2 = 0;
    double rest = Math.sqrt(1 - coherence * coherence);
    for (int l = 0; l < looks; l++) {
      double x1 = random.nextGaussian();
      double y1 = random.nextGaussian();
      double x2 = coherence * x1 + rest * random.nextGaussian();
      double y2 = coherence * y1 + rest * random.nextGaussian();
      re += x1 * x2 + y1 * y2;
      im += y1 * x2 - x1 * y2;
      power1 += x1 * x1 + y1 * y1;
      power2 += x2 * x2 + y2 * y2;
    }
    add(sums, Math.atan2(im, re), Math.hypot(re, im) / Math.sqrt(power1 * power2));
  }
}
