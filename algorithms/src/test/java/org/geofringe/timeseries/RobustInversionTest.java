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
    bad[0] += (float) CYCLE;
    bad[6 * 3 + 1] += (float) CYCLE;
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

  /** A disc of cells of one pair, one or two cycles off. */
  private static void addDisc(float[] phases, int side, int pair, double radius, Random random) {
    double row = side * random.nextDouble();
    double column = side * random.nextDouble();
    double cycles = (random.nextBoolean() ? 1 : -1) * (random.nextInt(4) == 0 ? 2 : 1);
    for (int cell = 0; cell < side * side; cell++) {
      int line = cell / side;
      double dr = line - row;
      double dc = cell % side - column;
      if (dr * dr + dc * dc < radius * radius) {
        phases[pair * side * side + cell] += (float) (CYCLE * cycles);
      }
    }
  }

  private static double rms(float[] displacement, float[] truth) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += (displacement[i] - truth[i]) * (displacement[i] - truth[i]);
    }
    return Math.sqrt(sum / truth.length);
  }

  /**
   * Discs of one or two cycles in a tenth of the pairs, each over a tenth of the scene or so, some
   * of them at the same cells: the time series must err by at most 5 % more than without them.
   * Plain least squares err by more than twice as much. Where each date is joined to its next two,
   * discs in the pairs at both ends are not clear, and only a part of the damage can be undone.
   */
  @Test
  void discsInATenthOfThePairsDoNoHarm() {
    int side = 60;
    int cells = side * side;
    for (int neighbours : new int[] {2, 3, 4}) {
      Random random = new Random(neighbours);
      Network network = TestStacks.chain(20, neighbours);
      double[][] dates = new double[20][cells];
      for (int date = 1; date < 20; date++) {
        Arrays.fill(dates[date], 0.5 * date);
      }
      float[] truth = new float[20 * cells];
      for (int date = 0; date < 20; date++) {
        Arrays.fill(
            truth,
            date * cells,
            (date + 1) * cells,
            (float) (-WAVELENGTH / (4 * Math.PI) * 0.5 * date));
      }
      float[] clean = TestStacks.pairPhases(network, dates);
      float[] noise = TestStacks.noise(clean.length, 0.35, random);
      for (int i = 0; i < clean.length; i++) {
        clean[i] += noise[i];
      }
      float[] bad = clean.clone();
      int pairs = network.pairs().size();
      for (int k = 0; k < pairs / 10; k++) {
        int p = (int) ((k + 0.2 + 0.6 * random.nextDouble()) * 10);
        addDisc(bad, side, p, side * (0.15 + 0.1 * random.nextDouble()), random);
      }
      float[] coherence = new float[clean.length];
      Arrays.fill(coherence, 0.5f);
      Parameters parameters = parameters(Weighting.VARIANCE);
      SbasInversion plain = new SbasInversion(network, parameters);
      double before = rms(plain.apply(clean, coherence, cells).displacement(), truth);
      double damaged = rms(plain.apply(bad, coherence, cells).displacement(), truth);
      RobustInversion.Result result =
          new RobustInversion(network, parameters).apply(bad, coherence, cells);
      double mended = rms(result.series().displacement(), truth);
      String figures = neighbours + ": " + before + ", " + damaged + ", " + mended;
      assertTrue(damaged > 1.5 * before, figures);
      assertTrue(mended <= 1.05 * before, figures);
    }
  }

  /**
   * Clean stacks from hardly coherent to coherent: phase of 20 looks as speckle makes it. At most
   * two of ten thousand phases may be moved at a coherence of 0.2, none from 0.4 on, and the error
   * must not grow by more than half a per cent.
   */
  @Test
  void noiseIsNotTakenForCycles() {
    Network network = TestStacks.chain(15, 3);
    int cells = 3000;
    for (double gamma : new double[] {0.2, 0.3, 0.4, 0.6, 0.9}) {
      Random random = new Random(17);
      float[] phases = new float[network.pairs().size() * cells];
      float[] coherence = new float[phases.length];
      for (int i = 0; i < phases.length; i++) {
        double[] speckle = speckle(gamma, random);
        phases[i] = (float) speckle[0];
        coherence[i] = (float) speckle[1];
      }
      Parameters parameters = parameters(Weighting.VARIANCE);
      float[] zero = new float[15 * cells];
      double plain =
          rms(
              new SbasInversion(network, parameters).apply(phases, coherence, cells).displacement(),
              zero);
      RobustInversion.Result result =
          new RobustInversion(network, parameters).apply(phases, coherence, cells);
      double robust = rms(result.series().displacement(), zero);
      int moved = Arrays.stream(result.mendedPairs()).sum();
      String figures = gamma + ": " + plain + ", " + robust + ", moved " + moved;
      assertTrue(moved <= (gamma < 0.4 ? 2e-4 * phases.length : 0), figures);
      assertTrue(robust <= 1.005 * plain, figures);
    }
  }

  /** Phase and estimated coherence of 20 looks. */
  private static double[] speckle(double coherence, Random random) {
    double other = Math.sqrt(1 - coherence * coherence);
    double real = 0;
    double imaginary = 0;
    double first = 0;
    double second = 0;
    for (int look = 0; look < LOOKS; look++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double c = coherence * a + other * random.nextGaussian();
      double d = coherence * b + other * random.nextGaussian();
      real += a * c + b * d;
      imaginary += a * d - b * c;
      first += a * a + b * b;
      second += c * c + d * d;
    }
    return new double[] {
      Math.atan2(imaginary, real), Math.hypot(real, imaginary) / Math.sqrt(first * second)
    };
  }

  /** A cell's result depends on that cell alone. */
  @Test
  void tilesEqualTheWholeBitForBit() {
    Random random = new Random(9);
    Network network = TestStacks.chain(12, 3);
    int pairs = network.pairs().size();
    int cells = 300;
    float[] phases = quiet(network, cells, random);
    float[] coherence = TestStacks.uniform(phases.length, random);
    for (int i = 0; i < phases.length; i++) {
      double chance = random.nextDouble();
      phases[i] += chance < 0.05 ? (float) CYCLE : chance < 0.1 ? 2 : 0;
      phases[i] = chance > 0.95 ? Float.NaN : phases[i];
    }
    RobustInversion inversion =
        new RobustInversion(
            network,
            new Parameters(Weighting.VARIANCE, LOOKS, Disconnected.MINIMUM_NORM, WAVELENGTH));
    RobustInversion.Result whole = inversion.apply(phases, coherence, cells);
    assertTrue(Arrays.stream(whole.mendedPairs()).sum() > pairs);
    int first = 0;
    for (int size : new int[] {1, 70, 64, 165}) {
      int last = first + size;
      RobustInversion.Result tile =
          inversion.apply(
              TestStacks.part(phases, cells, first, last),
              TestStacks.part(coherence, cells, first, last),
              size);
      assertArrayEquals(
          TestStacks.part(whole.series().displacement(), cells, first, last),
          tile.series().displacement());
      assertArrayEquals(Arrays.copyOfRange(whole.cycles(), first, last), tile.cycles());
      first = last;
    }
    assertEquals(cells, first);
  }

  /** A pair that is wrong by no whole cycle keeps some of its say, and harms less than before. */
  @Test
  void outliersThatAreNoCyclesCountLess() {
    Random random = new Random(10);
    Network network = TestStacks.chain(14, 4);
    int cells = network.pairs().size();
    float[] clean = quiet(network, cells, random);
    float[] bad = clean.clone();
    for (int cell = 0; cell < cells; cell++) {
      bad[cell * cells + cell] += 3;
    }
    float[] coherence = coherence(clean.length);
    SbasInversion plain = new SbasInversion(network, parameters(Weighting.VARIANCE));
    float[] truth = plain.apply(clean, coherence, cells).displacement();
    double harm = rms(plain.apply(bad, coherence, cells).displacement(), truth);
    RobustInversion.Result result =
        new RobustInversion(network, parameters(Weighting.VARIANCE)).apply(bad, coherence, cells);
    assertEquals(0, Arrays.stream(result.mendedPairs()).sum());
    assertTrue(rms(result.series().displacement(), truth) < 0.5 * harm);
  }
}
