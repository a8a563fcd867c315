package org.geofringe.closure;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geofringe.TestStacks;
import org.geofringe.closure.PairRamps.Finding;
import org.geofringe.closure.PairRamps.Parameters;
import org.geofringe.closure.PairRamps.Ramp;
import org.geofringe.network.Network;
import org.junit.jupiter.api.Test;

class PairRampsTest {

  private static final int ROWS = 40;
  private static final int COLUMNS = 60;
  private static final int CELLS = ROWS * COLUMNS;
  private static final double CYCLE = 2 * Math.PI;
  private static final Parameters PARAMETERS = new Parameters(0.3, 5);

  /** Rows and columns of all cells. */
  private static int[] coordinates(boolean rows) {
    int[] coordinates = new int[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      coordinates[cell] = rows ? cell / COLUMNS : cell % COLUMNS;
    }
    return coordinates;
  }

  /** Dates with deformation, delays and ramps of several cycles; noise of 0.5 rad per pair. */
  private static float[] stack(Network network, double noise, Random random) {
    double[][] dates = new double[network.dates().size()][CELLS];
    for (int date = 0; date < dates.length; date++) {
      double east = 0.3 * random.nextGaussian();
      double north = 0.3 * random.nextGaussian();
      for (int cell = 0; cell < CELLS; cell++) {
        double column = cell % COLUMNS - 20;
        double row = cell / COLUMNS - 15;
        double bowl = Math.exp(-(column * column + row * row) / 200);
        dates[date][cell] = date * bowl + east * column + north * row;
      }
    }
    float[] phases = TestStacks.pairPhases(network, dates);
    float[] speckle = TestStacks.noise(phases.length, noise, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] += speckle[i];
    }
    return phases;
  }

  private static void addPlane(float[] phases, int pair, double perColumn, double perRow) {
    for (int cell = 0; cell < CELLS; cell++) {
      double plane = perColumn * (cell % COLUMNS) + perRow * (cell / COLUMNS);
      phases[pair * CELLS + cell] += (float) plane;
    }
  }

  /** A rectangle of a share of the scene, one or two cycles off. */
  private static void addBlob(float[] phases, int pair, double share, Random random) {
    int width = (int) (COLUMNS * Math.sqrt(share));
    int height = (int) (ROWS * Math.sqrt(share));
    int west = random.nextInt(COLUMNS - width + 1);
    int north = random.nextInt(ROWS - height + 1);
    double cycles = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(2));
    for (int row = north; row < north + height; row++) {
      for (int column = west; column < west + width; column++) {
        phases[pair * CELLS + row * COLUMNS + column] += (float) (CYCLE * cycles);
      }
    }
  }

  private static List<Ramp> find(Network network, float[] phases) {
    return PairRamps.find(
        network, phases, coordinates(true), coordinates(false), PARAMETERS, () -> {});
  }

  private static double range(double perColumn, double perRow) {
    return Math.abs(perColumn) * (COLUMNS - 1) + Math.abs(perRow) * (ROWS - 1);
  }

  /**
   * Planes of 1 to 8 rad in one pair out of five, unwrapping errors in as many, a tenth of the
   * cells missing. A pair's own noise of 0.5 rad in 2160 cells leaves 0.04 rad of its range along
   * an axis, what its triplets add about as much: 0.25 rad hold three standard deviations of the
   * sum over both axes.
   */
  @Test
  void rampsInAFifthOfThePairsAreFound() {
    int planes = 0;
    int found = 0;
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      Network network = TestStacks.chain(14, 4);
      float[] phases = stack(network, 0.5, random);
      int pairs = network.pairs().size();
      double[][] truth = new double[pairs][2];
      for (int p = 0; p < pairs; p++) {
        if (random.nextDouble() < 0.2) {
          addBlob(phases, p, 0.05 + 0.25 * random.nextDouble(), random);
        }
      }
      for (int k = 0; k < pairs / 5; k++) {
        int p = 3 + random.nextInt(pairs - 6);
        if (truth[p][0] == 0) {
          double direction = 2 * Math.PI * random.nextDouble();
          double size = (1 + 7 * random.nextDouble()) / COLUMNS;
          truth[p] = new double[] {size * Math.cos(direction), size * Math.sin(direction)};
          addPlane(phases, p, truth[p][0], truth[p][1]);
        }
      }
      for (int i = 0; i < phases.length; i++) {
        phases[i] = random.nextDouble() < 0.1 ? Float.NaN : phases[i];
      }
      List<Ramp> ramps = find(network, phases);
      for (int p = 0; p < pairs; p++) {
        Ramp ramp = ramps.get(p);
        double left = range(ramp.perColumn() - truth[p][0], ramp.perRow() - truth[p][1]);
        boolean sloping = truth[p][0] != 0;
        planes += sloping ? 1 : 0;
        found += sloping && left < 0.25 ? 1 : 0;
        assertTrue(sloping || left == 0, seed + " " + network.pairs().get(p) + " " + ramp);
      }
    }
    assertEquals(planes, found);
    assertTrue(planes > 40);
  }

  /** What is common to a date closes: nothing is found, to the last bit of the phases. */
  @Test
  void rampsOfDatesStay() {
    Network network = TestStacks.chain(10, 3);
    for (Ramp ramp : find(network, stack(network, 0, new Random(5)))) {
      assertEquals(Finding.NONE, ramp.finding());
      assertEquals(0, ramp.perColumn());
      assertEquals(0, ramp.perRow());
    }
  }

  /** An error over half of the scene is as good as a plane for least squares; it has none. */
  @Test
  void cyclesOverHalfOfTheSceneAreNoPlane() {
    Network network = TestStacks.chain(8, 3);
    float[] phases = stack(network, 0.3, new Random(6));
    for (int cell = 0; cell < CELLS; cell++) {
      phases[8 * CELLS + cell] += cell % COLUMNS < 27 ? (float) CYCLE : 0;
    }
    for (Ramp ramp : find(network, phases)) {
      assertEquals(Finding.NONE, ramp.finding());
    }
  }

  /** In a lone triangle each pair explains it alike: a third each, and no pair is named. */
  @Test
  void whereNothingTellsThePairsTheyShare() {
    Network network = TestStacks.chain(3, 2);
    float[] phases = stack(network, 0.1, new Random(7));
    addPlane(phases, 1, 0.1, 0);
    List<Ramp> ramps = find(network, phases);
    double closed = ramps.get(0).perColumn() + ramps.get(2).perColumn() - ramps.get(1).perColumn();
    assertEquals(-0.1, closed, 0.002);
    for (Ramp ramp : ramps) {
      assertEquals(Finding.SHARED, ramp.finding());
    }
  }

  @Test
  void pairsWithoutTripletsAreUnchecked() {
    Network network = TestStacks.chain(5, 1);
    List<Finding> findings = new ArrayList<>();
    find(network, stack(network, 0.1, new Random(8))).forEach(ramp -> findings.add(ramp.finding()));
    assertEquals(
        List.of(Finding.UNCHECKED, Finding.UNCHECKED, Finding.UNCHECKED, Finding.UNCHECKED),
        findings);
  }

  @Test
  void wrongLengthsAndRangesAreNamed() {
    Network network = TestStacks.chain(3, 2);
    assertRefused(
        "phases of 3 pairs x 2 cells expected, got 5",
        () -> PairRamps.find(network, new float[5], new int[2], new int[2], PARAMETERS, () -> {}));
    assertRefused("leastRadians must be above 0", () -> new Parameters(0, 5));
    assertRefused("significance must be within 1", () -> new Parameters(1, 0));
  }
}
