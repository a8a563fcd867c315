package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;
import org.geofringe.timeseries.SbasInversion.Disconnected;
import org.geofringe.timeseries.SbasInversion.Parameters;
import org.geofringe.timeseries.SbasInversion.Weighting;
import org.junit.jupiter.api.Test;

class RobustInversionTest {

  private static final double WAVELENGTH = 0.0555;
  private static final int LOOKS = 20;
  private static final double CYCLE = 2 * Math.PI;

  private static Parameters parameters(Weighting weighting) {
    return new Parameters(weighting, LOOKS, Disconnected.NAN, WAVELENGTH);
  }

  /** Cells without noise but what a coherence near 1 allows. */
  private static float[] quiet(Network network, int cells, Random random) {
    double[][] dates = new double[network.dates().size()][cells];
    for (int date = 1; date < dates.length; date++) {
      for (int cell = 0; cell < cells; cell++) {
        dates[date][cell] = dates[date - 1][cell] + random.nextGaussian();
      }
    }
    float[] phases = TestStacks.pairPhases(network, dates);
    float[] noise = TestStacks.noise(phases.length, 0.2, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] += noise[i];
    }
    return phases;
  }

  private static float[] coherence(int length) {
    float[] coherence = new float[length];
    Arrays.fill(coherence, 0.7f);
    return coherence;
  }

  /**
   * Any one pair off by one or two cycles, in a network where each date is joined to its next
   * three: mended, with the result of the clean phases but for what adding a cycle to a float
   * rounds off.
   */
  @Test
  void anySinglePairIsMended() {
    Network network = TestStacks.chain(12, 3);
    int pairs = network.pairs().size();
    int cells = 4 * pairs;
    float[] clean = quiet(network, cells, new Random(1));
    float[] bad = clean.clone();
    int[] cycles = {1, -1, 2, -2};
    for (int cell = 0; cell < cells; cell++) {
      bad[cell / 4 * cells + cell] += (float) (CYCLE * cycles[cell % 4]);
    }
    float[] coherence = coherence(clean.length);
    for (Weighting weighting : Weighting.values()) {
      SbasInversion.Result expected =
          new SbasInversion(network, parameters(weighting)).apply(clean, coherence, cells);
      RobustInversion.Result result =
          new RobustInversion(network, parameters(weighting)).apply(bad, coherence, cells);
      for (int cell = 0; cell < cells; cell++) {
        String where = weighting + " " + network.pairs().get(cell / 4) + " " + cycles[cell % 4];
        assertEquals(1, result.mendedPairs()[cell], where);
        assertEquals(Math.abs(cycles[cell % 4]), result.cycles()[cell], where);
        assertFalse(result.restrained()[cell], where);
      }
      assertArrayEquals(
          expected.displacement(), result.series().displacement(), 1e-8f, weighting.toString());
      assertArrayEquals(expected.residualRms(), result.series().residualRms(), 1e-5f);
    }
  }

  /** A pair that no loop checks, or one loop alone, is left as it is. */
  @Test
  void nothingIsMendedOnAGuess() {
    Network network = TestStacks.chain(8, 2);
    int pairs = network.pairs().size();
    float[] clean = quiet(network, 3, new Random(2));
    float[] bad = clean.clone();
    int first = 0;
    bad[first * 3] += (float) CYCLE;
    int inner = network.index(TestStacks.chain(8, 2).pairs().get(6));
    bad[inner * 3 + 1] += (float) CYCLE;
    for (int p = 0; p < pairs; p++) {
      if (network.pairs().get(p).contains(network.dates().get(7)) && p != pairs - 1) {
        bad[p * 3 + 2] = Float.NaN;
      }
    }
    bad[(pairs - 1) * 3 + 2] += (float) CYCLE;
    RobustInversion.Result result =
        new RobustInversion(network, parameters(Weighting.VARIANCE))
            .apply(bad, coherence(bad.length), 3);
    assertEquals(0, result.mendedPairs()[0], "the first pair is in one triangle only");
    assertTrue(result.restrained()[0]);
    assertEquals(1, result.mendedPairs()[1], "a pair in two triangles");
    assertEquals(0, result.mendedPairs()[2], "the last date hangs on one pair");
    assertFalse(result.restrained()[2]);
  }
}
