package org.geofringe.timeseries;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.timeseries.SbasInversion.Disconnected;
import org.geofringe.timeseries.SbasInversion.Parameters;
import org.geofringe.timeseries.SbasInversion.Result;
import org.geofringe.timeseries.SbasInversion.Weighting;
import org.junit.jupiter.api.Test;

class SbasInversionTest {

  /** With this wavelength one radian is one metre away from the satellite. */
  private static final double UNIT = 4 * Math.PI - 3;

  private static final double METRES = -UNIT / (4 * Math.PI);

  private static SbasInversion inversion(Network network, Weighting weighting, Disconnected what) {
    return new SbasInversion(network, new Parameters(weighting, 12, what, UNIT));
  }

  /**
   * Against plain dense weighted least squares. Both are double; 1e-5 of the largest displacement
   * is what rounding the result to float leaves with room for conditioning.
   */
  @Property(tries = 60)
  void agreesWithDenseLeastSquares(
      @ForAll @IntRange(min = 2, max = 25) int dates,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll @DoubleRange(min = 0, max = 0.3) double missing,
      @ForAll Weighting weighting,
      @ForAll long seed) {
    Random random = new Random(seed);
    Network network = TestStacks.random(dates, density, random);
    int cells = 70;
    float[] phases = TestStacks.noise(network.pairs().size() * cells, 3, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble() < missing ? Float.NaN : phases[i];
    }
    float[] coherence = TestStacks.uniform(phases.length, random);
    Result result =
        inversion(network, weighting, Disconnected.MINIMUM_NORM).apply(phases, coherence, cells);
    for (int cell = 0; cell < cells; cell++) {
      checkCell(network, phases, coherence, weighting, cells, cell, result);
    }
  }

  private static void checkCell(
      Network network,
      float[] phases,
      float[] coherence,
      Weighting weighting,
      int cells,
      int cell,
      Result result) {
    List<Integer> used = new ArrayList<>();
    for (int p = 0; p < network.pairs().size(); p++) {
      if (!Float.isNaN(phases[p * cells + cell])) {
        used.add(p);
      }
    }
    assertEquals(used.size(), result.pairsUsed()[cell]);
    int dates = network.dates().size();
    if (used.isEmpty()) {
      for (int date = 0; date < dates; date++) {
        assertTrue(Float.isNaN(result.displacement()[date * cells + cell]));
      }
      assertTrue(Float.isNaN(result.temporalCoherence()[cell]));
      return;
    }
    double[] expected = denseMinimumNorm(network, used, phases, coherence, weighting, cells, cell);
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int date = 0; date < dates; date++) {
      assertEquals(
          expected[date] * METRES,
          result.displacement()[date * cells + cell],
          1e-5 * largest,
          "date " + date);
    }
    double sine = 0;
    double cosine = 0;
    double square = 0;
    for (int p : used) {
      Pair pair = network.pairs().get(p);
      double residual =
          phases[p * cells + cell]
              - expected[network.index(pair.secondary())]
              + expected[network.index(pair.reference())];
      sine += Math.sin(residual);
      cosine += Math.cos(residual);
      square += residual * residual;
    }
    int n = used.size();
    assertEquals(Math.hypot(sine, cosine) / n, result.temporalCoherence()[cell], 1e-6);
    assertEquals(Math.sqrt(square / n), result.residualRms()[cell], 1e-5);
  }

  /** Berardino's way: velocities between dates by the pseudo-inverse of the weighted system. */
  private static double[] denseMinimumNorm(
      Network network,
      List<Integer> used,
      float[] phases,
      float[] coherence,
      Weighting weighting,
      int cells,
      int cell) {
    int dates = network.dates().size();
    DMatrixRMaj matrix = new DMatrixRMaj(used.size(), dates - 1);
    DMatrixRMaj right = new DMatrixRMaj(used.size(), 1);
    for (int row = 0; row < used.size(); row++) {
      int p = used.get(row);
      Pair pair = network.pairs().get(p);
      double root = Math.sqrt(weight(weighting, coherence[p * cells + cell]));
      for (int k = network.index(pair.reference()); k < network.index(pair.secondary()); k++) {
        double days = new Pair(network.dates().get(k), network.dates().get(k + 1)).days();
        matrix.set(row, k, root * days);
      }
      right.set(row, 0, root * phases[p * cells + cell]);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(dates - 1, used.size());
    CommonOps_DDRM.pinv(matrix, inverse);
    DMatrixRMaj velocity = new DMatrixRMaj(dates - 1, 1);
    CommonOps_DDRM.mult(inverse, right, velocity);
    double[] phase = new double[dates];
    for (int k = 0; k < dates - 1; k++) {
      double days = new Pair(network.dates().get(k), network.dates().get(k + 1)).days();
      phase[k + 1] = phase[k] + velocity.get(k, 0) * days;
    }
    return phase;
  }

  private static double weight(Weighting weighting, float coherence) {
    float limited = Math.max(coherence, 0.05f);
    return switch (weighting) {
      case UNIFORM -> 1;
      case COHERENCE -> limited;
      case VARIANCE -> new PhaseVarianceTest.Table().inverse(limited);
    };
  }

  @Test
  void tilesEqualTheWholeBitForBit() {
    Random random = new Random(5);
    Network network = TestStacks.random(15, 0.3, random);
    int cells = 333;
    float[] phases = TestStacks.noise(network.pairs().size() * cells, 3, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble() < 0.15 ? Float.NaN : phases[i];
    }
    float[] coherence = TestStacks.uniform(phases.length, random);
    SbasInversion inversion = inversion(network, Weighting.VARIANCE, Disconnected.MINIMUM_NORM);
    Result whole = inversion.apply(phases, coherence, cells);
    int first = 0;
    for (int size : new int[] {1, 7, 64, 65, 196}) {
      int last = first + size;
      Result tile =
          inversion.apply(
              TestStacks.part(phases, cells, first, last),
              TestStacks.part(coherence, cells, first, last),
              size);
      assertArrayEquals(
          TestStacks.part(whole.displacement(), cells, first, last), tile.displacement());
      assertArrayEquals(
          Arrays.copyOfRange(whole.temporalCoherence(), first, last), tile.temporalCoherence());
      assertArrayEquals(Arrays.copyOfRange(whole.residualRms(), first, last), tile.residualRms());
      first = last;
    }
    assertEquals(cells, first);
  }

  @Test
  void aConsistentNetworkIsReproducedAndFitsPerfectly() {
    Random random = new Random(11);
    Network network = TestStacks.chain(20, 3);
    double[][] truth = new double[20][50];
    for (int date = 1; date < 20; date++) {
      for (int cell = 0; cell < 50; cell++) {
        truth[date][cell] = truth[date - 1][cell] + random.nextGaussian();
      }
    }
    float[] phases = TestStacks.pairPhases(network, truth);
    float[] coherence = TestStacks.uniform(phases.length, random);
    Result result =
        new SbasInversion(network, new Parameters(Weighting.VARIANCE, 5, Disconnected.NAN, 0.0555))
            .apply(phases, coherence, 50);
    for (int date = 0; date < 20; date++) {
      for (int cell = 0; cell < 50; cell++) {
        // Phases were rounded to float: some 1e-6 rad, or nanometres.
        assertEquals(
            -0.0555 / (4 * Math.PI) * truth[date][cell],
            result.displacement()[date * 50 + cell],
            1e-7);
      }
    }
    for (int cell = 0; cell < 50; cell++) {
      assertEquals(1, result.temporalCoherence()[cell], 1e-6);
      assertEquals(0, result.residualRms()[cell], 1e-5);
    }
  }

  @Test
  void disconnectedCellsAreLeftOutWhenAsked() {
    Network network = TestStacks.chain(6, 1);
    float[] phases = new float[network.pairs().size() * 3];
    Arrays.fill(phases, 1);
    phases[2 * 3 + 1] = Float.NaN;
    Result result = inversion(network, Weighting.UNIFORM, Disconnected.NAN).apply(phases, null, 3);
    assertEquals(4, result.pairsUsed()[1]);
    assertTrue(Float.isNaN(result.residualRms()[1]));
    for (int date = 0; date < 6; date++) {
      assertTrue(Float.isNaN(result.displacement()[date * 3 + 1]));
      assertEquals(METRES * date, result.displacement()[date * 3], 1e-6);
    }
  }

  @Test
  void aGapIsBridgedWithoutVelocityWhereNothingSpansIt() {
    Network network = TestStacks.chain(6, 1);
    float[] phases = {1, 1, Float.NaN, 1, 1};
    Result result =
        inversion(network, Weighting.UNIFORM, Disconnected.MINIMUM_NORM).apply(phases, null, 1);
    double[] expected = {0, 1, 2, 2, 3, 4};
    for (int date = 0; date < 6; date++) {
      assertEquals(METRES * expected[date], result.displacement()[date], 1e-6);
    }
  }

  @Test
  void unknownCoherenceWeighsLeast() {
    Network network = TestStacks.chain(5, 2);
    float[] phases = TestStacks.noise(network.pairs().size(), 1, new Random(3));
    float[] unknown = new float[phases.length];
    Arrays.fill(unknown, 0.7f);
    float[] least = unknown.clone();
    unknown[2] = Float.NaN;
    least[2] = SbasInversion.SMALLEST_COHERENCE;
    SbasInversion inversion = inversion(network, Weighting.COHERENCE, Disconnected.NAN);
    assertArrayEquals(
        inversion.apply(phases, least, 1).displacement(),
        inversion.apply(phases, unknown, 1).displacement());
  }

  @Test
  void wrongShapesAndParametersAreNamed() {
    Network network = TestStacks.chain(4, 1);
    SbasInversion inversion = inversion(network, Weighting.COHERENCE, Disconnected.NAN);
    assertRefused(
        "phases of 3 pairs x 2 cells expected, got 5",
        () -> inversion.apply(new float[5], null, 2));
    assertRefused("coherence is needed", () -> inversion.apply(new float[6], null, 2));
    assertRefused(
        "looks must be within 1",
        () -> new Parameters(Weighting.VARIANCE, 0.5, Disconnected.NAN, 0.05));
  }
}
