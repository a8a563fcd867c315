package org.geofringe.closure;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;
import org.junit.jupiter.api.Test;

class MisclosureTest {

  /** Against the definition in double; 1e-4 rad is what float phases of 100 rad leave. */
  @Property(tries = 50)
  void followsTheDefinition(
      @ForAll @IntRange(min = 3, max = 9) int dates,
      @ForAll @DoubleRange(min = 0.3, max = 1) double density,
      @ForAll @DoubleRange(min = 0, max = 0.5) double missing,
      @ForAll long seed) {
    Random random = new Random(seed);
    Network network = TestStacks.random(dates, density, random);
    int cells = 40;
    float[] phases = TestStacks.noise(network.pairs().size() * cells, 5, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble() < missing ? Float.NaN : phases[i];
    }
    Misclosure misclosure = new Misclosure(network);
    Misclosure.Result result = misclosure.apply(phases, cells, true);
    float[] block = result.wrapped();
    assertNotNull(block);
    int triplets = misclosure.triplets().size();
    assertEquals(triplets * cells, block.length);
    long[] counts = new long[triplets];
    double[] sums = new double[triplets];
    double[] squares = new double[triplets];
    double[] errors = new double[triplets];
    for (int cell = 0; cell < cells; cell++) {
      double square = 0;
      int complete = 0;
      int cycles = 0;
      for (int t = 0; t < triplets; t++) {
        int[] pairs = network.pairIndices(misclosure.triplets().get(t));
        double phi =
            (double) phases[pairs[0] * cells + cell]
                + phases[pairs[1] * cells + cell]
                - phases[pairs[2] * cells + cell];
        float wrapped = block[t * cells + cell];
        if (Double.isNaN(phi)) {
          assertTrue(Float.isNaN(wrapped));
          continue;
        }
        long k = Math.round(phi / (2 * Math.PI));
        double w = phi - 2 * Math.PI * k;
        assertEquals(w, wrapped, 1e-4);
        complete++;
        square += w * w;
        cycles += k == 0 ? 0 : 1;
        counts[t]++;
        sums[t] += w;
        squares[t] += w * w;
        errors[t] += k == 0 ? 0 : 1;
      }
      if (complete == 0) {
        assertTrue(Float.isNaN(result.rms()[cell]));
        assertTrue(Float.isNaN(result.cycles()[cell]));
      } else {
        assertEquals(Math.sqrt(square / complete), result.rms()[cell], 1e-4);
        assertEquals(cycles, result.cycles()[cell]);
      }
    }
    TripletStatistics statistics = result.statistics();
    for (int t = 0; t < triplets; t++) {
      assertEquals(counts[t], statistics.count(t));
      assertEquals(sums[t] / counts[t], statistics.mean(t), 1e-4);
      assertEquals(Math.sqrt(squares[t] / counts[t]), statistics.rms(t), 1e-4);
      assertEquals(errors[t] / counts[t], statistics.cycleShare(t), 1e-12);
    }
  }

  @Test
  void delaysOfDatesClose() {
    Network network = TestStacks.chain(9, 3);
    double[][] dates = new double[9][10];
    Random random = new Random(1);
    for (double[] date : dates) {
      Arrays.setAll(date, cell -> 20 * random.nextGaussian());
    }
    Misclosure.Result result =
        new Misclosure(network).apply(TestStacks.pairPhases(network, dates), 10, false);
    assertNull(result.wrapped());
    for (int cell = 0; cell < 10; cell++) {
      assertEquals(0, result.rms()[cell], 1e-4);
      assertEquals(0, result.cycles()[cell]);
    }
  }

  @Test
  void anUnwrappingErrorOfOnePairIsCountedInItsTripletsAndLeavesTheRest() {
    Network network = TestStacks.chain(5, 2);
    float[] phases = new float[network.pairs().size()];
    int pair = 3;
    phases[pair] = (float) (-4 * Math.PI) + 0.25f;
    Misclosure misclosure = new Misclosure(network);
    Misclosure.Result result = misclosure.apply(phases, 1, false);
    long holding =
        misclosure.triplets().stream()
            .filter(t -> Arrays.stream(network.pairIndices(t)).anyMatch(p -> p == pair))
            .count();
    assertTrue(holding > 0);
    assertEquals((double) holding, result.cycles()[0]);
    double all = misclosure.triplets().size();
    assertEquals(0.25 * Math.sqrt(holding / all), result.rms()[0], 1e-6);
  }

  @Test
  void tilesEqualTheWholeBitForBitAndMergeInAnyOrder() {
    Network network = TestStacks.chain(12, 3);
    int cells = 900;
    Random random = new Random(6);
    float[] phases = TestStacks.noise(network.pairs().size() * cells, 3, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble() < 0.1 ? Float.NaN : phases[i];
    }
    Misclosure misclosure = new Misclosure(network);
    Misclosure.Result whole = misclosure.apply(phases, cells, false);
    TripletStatistics forward = misclosure.noStatistics();
    TripletStatistics backward = misclosure.noStatistics();
    int first = 0;
    for (int size : new int[] {1, 255, 257, 387}) {
      Misclosure.Result tile =
          misclosure.apply(TestStacks.part(phases, cells, first, first + size), size, false);
      assertArrayEquals(Arrays.copyOfRange(whole.rms(), first, first + size), tile.rms());
      assertArrayEquals(Arrays.copyOfRange(whole.cycles(), first, first + size), tile.cycles());
      forward = forward.merge(tile.statistics());
      backward = tile.statistics().merge(backward);
      first += size;
    }
    assertEquals(cells, first);
    for (int t = 0; t < forward.triplets(); t++) {
      assertEquals(whole.statistics().rms(t), forward.rms(t));
      assertEquals(whole.statistics().mean(t), forward.mean(t));
      assertEquals(whole.statistics().variance(t), backward.variance(t));
      assertEquals(whole.statistics().count(t), backward.count(t));
    }
  }

  @Test
  void aNetworkWithoutTripletsHasNoMisclosure() {
    Network network = TestStacks.chain(4, 1);
    Misclosure.Result result = new Misclosure(network).apply(new float[3 * 2], 2, true);
    assertTrue(Float.isNaN(result.rms()[0]));
    assertTrue(Float.isNaN(result.cycles()[1]));
    assertEquals(0, result.statistics().triplets());
  }

  @Test
  void wrongShapesAreNamed() {
    Misclosure three = new Misclosure(TestStacks.chain(3, 2));
    assertRefused(
        "phases of 3 pairs x 2 cells expected, got 7", () -> three.apply(new float[7], 2, false));
    Misclosure four = new Misclosure(TestStacks.chain(4, 3));
    assertRefused("cannot merge", () -> three.noStatistics().merge(four.noStatistics()));
  }
}
