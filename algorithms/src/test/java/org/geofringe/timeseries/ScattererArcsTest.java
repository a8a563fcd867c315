package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.junit.jupiter.api.Test;

/** Points on a lattice joined to their neighbours, with cycles that are known. */
class ScattererArcsTest {

  private static final int SIDE = 14;
  private static final int POINTS = SIDE * SIDE;
  private static final double TWO_PI = 2 * Math.PI;

  private final Network network = network();
  private final double[] baselines = new double[network.dates().size()];
  private final int[] from;
  private final int[] to;
  private final float[] clean;

  ScattererArcsTest() {
    Random random = new Random(1);
    for (int i = 0; i < baselines.length; i++) {
      baselines[i] = 60 * random.nextGaussian();
    }
    List<int[]> arcs = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      if (i % SIDE + 1 < SIDE) {
        arcs.add(new int[] {i, i + 1});
      }
      if (i + SIDE < POINTS) {
        arcs.add(new int[] {i, i + SIDE});
      }
      if (i % SIDE + 1 < SIDE && i + SIDE < POINTS) {
        arcs.add(new int[] {i, i + SIDE + 1});
      }
    }
    from = arcs.stream().mapToInt(arc -> arc[0]).toArray();
    to = arcs.stream().mapToInt(arc -> arc[1]).toArray();
    clean = phases(random);
  }

  private static Network network() {
    List<Pair> pairs = new ArrayList<>();
    LocalDate first = LocalDate.of(2020, 1, 6);
    for (int i = 0; i < 15; i++) {
      for (int j = i + 1; j <= Math.min(14, i + 3); j++) {
        pairs.add(new Pair(first.plusDays(24L * i), first.plusDays(24L * j)));
      }
    }
    return new Network(pairs);
  }

  /** Sinking that grows over the lattice, height errors, air over many points, and noise. */
  private float[] phases(Random random) {
    double[] rate = new double[POINTS];
    double[] height = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      rate[i] = 0.8 * (i % SIDE) + random.nextGaussian();
      height[i] = 0.004 * random.nextGaussian();
    }
    double[][] air = new double[network.dates().size()][2];
    for (double[] slope : air) {
      slope[0] = 0.3 * random.nextGaussian();
      slope[1] = 0.3 * random.nextGaussian();
    }
    float[] phases = new float[network.pairs().size() * POINTS];
    for (int p = 0; p < network.pairs().size(); p++) {
      Pair pair = network.pairs().get(p);
      int a = network.index(pair.reference());
      int b = network.index(pair.secondary());
      for (int i = 0; i < POINTS; i++) {
        int row = i / SIDE;
        phases[p * POINTS + i] =
            (float)
                (rate[i] * (b - a) * 24 / 365.25
                    + height[i] * (baselines[b] - baselines[a])
                    + (air[b][0] - air[a][0]) * (i % SIDE)
                    + (air[b][1] - air[a][1]) * row
                    + 0.4 * random.nextGaussian());
      }
    }
    return phases;
  }

  private ScattererArcs.Result check(float[] phases) {
    return new ScattererArcs(network, baselines, 0.5).apply(phases, POINTS, from, to, () -> {});
  }

  @Test
  void nothingIsMovedWhereNothingIsWrong() {
    ScattererArcs.Result result = check(clean);
    assertArrayEquals(clean, result.phases());
    for (int i = 0; i < POINTS; i++) {
      assertTrue(result.kept()[i]);
      assertEquals(0, result.mended()[i]);
    }
  }

  /**
   * One point in eight is off by one or two cycles in about one pair of six, and a block of four by
   * four in one pair. Along an arc the noise is 0.57 rad and the air, of three dates' distance, up
   * to 0.4 rad a step: half a cycle is four sigma, so that hardly an arc of 20000 rounds wrongly,
   * and points have six of them. Every point must come back, bit for bit but for the rounding of
   * floats.
   */
  @Test
  void pointsAndBlocksOffByCyclesComeBack() {
    Random random = new Random(7);
    float[] wrong = clean.clone();
    int[] planted = new int[POINTS];
    for (int i = 3; i < POINTS; i += 8) {
      for (int p = 0; p < network.pairs().size(); p++) {
        if (random.nextInt(6) == 0) {
          int cycles = random.nextBoolean() ? 1 : -2;
          wrong[p * POINTS + i] += (float) (TWO_PI * cycles);
          planted[i]++;
        }
      }
    }
    for (int i = 0; i < POINTS; i++) {
      if (i % SIDE >= 5 && i % SIDE < 9 && i / SIDE >= 6 && i / SIDE < 10) {
        wrong[20 * POINTS + i] -= (float) TWO_PI;
      }
    }
    ScattererArcs.Result result = check(wrong);
    assertArrayEquals(clean, result.phases(), 1e-4f);
    for (int i = 3; i < POINTS; i += 8) {
      assertTrue(result.mended()[i] >= planted[i] - 1 && result.mended()[i] <= planted[i] + 1);
      assertTrue(result.kept()[i], "mended and kept");
    }
  }

  /** Points whose phases are noise cannot be mended and must not spoil their neighbours. */
  @Test
  void pointsThatAreNoiseAreLeftOutAndTheirNeighboursKept() {
    Random random = new Random(9);
    float[] wrong = clean.clone();
    List<Integer> noise = List.of(32, 77, 101, 150);
    for (int p = 0; p < network.pairs().size(); p++) {
      for (int i : noise) {
        wrong[p * POINTS + i] += (float) (20 * random.nextDouble());
      }
    }
    wrong[5] = Float.NaN;
    ScattererArcs.Result result = check(wrong);
    for (int i = 0; i < POINTS; i++) {
      assertEquals(!noise.contains(i), result.kept()[i], "point " + i);
    }
    assertTrue(result.inconsistent()[33] > 0 && result.arcs()[33] == 6, "said, yet kept");
    assertTrue(Float.isNaN(result.phases()[5]));
  }

  @Test
  void aPointAloneCannotBeChecked() {
    ScattererArcs kernel = new ScattererArcs(network, null, 0.5);
    ScattererArcs.Result result =
        kernel.apply(clean, POINTS, new int[] {0}, new int[] {1}, () -> {});
    assertTrue(result.kept()[0] && result.kept()[1]);
    assertFalse(result.kept()[2]);
    assertThrows(IllegalArgumentException.class, () -> new ScattererArcs(network, null, 2));
    assertThrows(
        IllegalArgumentException.class, () -> new ScattererArcs(network, new double[3], 0.5));
    assertThrows(
        IllegalArgumentException.class, () -> kernel.apply(clean, POINTS - 1, from, to, () -> {}));
  }
}
