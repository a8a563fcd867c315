package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.geofringe.closure.ClosureCorrection;
import org.geofringe.closure.ComponentBridges;
import org.geofringe.closure.ComponentCycles;
import org.geofringe.closure.ComponentStatistics;
import org.geofringe.closure.PairCells;
import org.geofringe.grid.FloatGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.simulation.Turbulence;
import org.junit.jupiter.api.Test;

/**
 * Islands parted by water that has no coherence, over ten dates: no phase tells a single pair how
 * many cycles lie between two islands, but the triangles of pairs do.
 */
class IslandsOverANetworkTest {

  private static final int SIZE = 102;
  private static final int CELLS = SIZE * SIZE;
  private static final int ISLANDS = 9;
  private static final int LOOKS = 12;
  private static final int DATES = 10;

  /** Nine islands of 26 by 26 cells with water of 12 cells between them; 0 is water. */
  private static int island(int row, int column) {
    boolean land = row % 38 < 26 && column % 38 < 26;
    return land ? row / 38 * 3 + column / 38 + 1 : 0;
  }

  private static Network network(int reach) {
    List<Pair> pairs = new ArrayList<>();
    LocalDate start = LocalDate.of(2024, 1, 1);
    for (int a = 0; a < DATES; a++) {
      for (int b = a + 1; b < Math.min(DATES, a + reach + 1); b++) {
        pairs.add(new Pair(start.plusDays(12L * a), start.plusDays(12L * b)));
      }
    }
    return new Network(pairs);
  }

  private record Offsets(int pairsOfIslands, int wrongBefore, int wrongAfter, int broken) {}

  private static Offsets run(int reach, long seed) {
    Network network = network(reach);
    int pairs = network.pairs().size();
    List<FloatGrid> air = new ArrayList<>();
    for (int d = 0; d < DATES; d++) {
      air.add(Turbulence.field(SIZE, SIZE, -8.0 / 3, 1.8, new Random(100 * seed + d)));
    }
    double[][] truth = new double[pairs][];
    float[] phases = new float[pairs * CELLS];
    float[] coherence = new float[pairs * CELLS];
    float[] components = new float[pairs * CELLS];
    float[] reliability = new float[pairs * CELLS];
    ComponentBridges bridges = new ComponentBridges(pairs);
    for (int p = 0; p < pairs; p++) {
      Pair pair = network.pairs().get(p);
      FloatGrid first = air.get(network.index(pair.reference()));
      FloatGrid second = air.get(network.index(pair.secondary()));
      double land = 0.8 * Math.exp(-pair.days() / 200.0);
      WrappedField field =
          WrappedField.of(
              SIZE,
              SIZE,
              LOOKS,
              seed * 1000 + p,
              (r, c) -> second.get(r, c) - first.get(r, c) + 0.002 * pair.days() * c / 10,
              (r, c) -> island(r, c) > 0 ? land : 0,
              IslandsOverANetworkTest::island);
      Unwrapped unwrapped =
          Unwrapper.apply(
              SIZE,
              SIZE,
              field.wrapped(),
              field.estimated(),
              LOOKS,
              new Unwrapper.Parameters(Unwrapper.Cost.SMOOTH, 0),
              SolverContext.alone());
      truth[p] = field.truth();
      for (Unwrapped.Bridge bridge : unwrapped.bridges()) {
        bridges.add(p, bridge.from(), bridge.to(), bridge.certainty());
      }
      for (int i = 0; i < CELLS; i++) {
        phases[p * CELLS + i] = unwrapped.phase()[i];
        coherence[p * CELLS + i] = field.estimated()[i];
        components[p * CELLS + i] = unwrapped.components()[i];
        reliability[p * CELLS + i] = unwrapped.reliability()[i];
      }
    }
    PairCells block = new PairCells(CELLS, phases, coherence, components, reliability);
    float[] mended = correct(network, block, bridges);
    int wrongBefore = 0;
    int wrongAfter = 0;
    int broken = 0;
    for (int p = 0; p < pairs; p++) {
      for (int island = 2; island <= ISLANDS; island++) {
        boolean before = offset(phases, p, island, truth[p]) != offset(phases, p, 1, truth[p]);
        boolean after = offset(mended, p, island, truth[p]) != offset(mended, p, 1, truth[p]);
        wrongBefore += before ? 1 : 0;
        wrongAfter += after ? 1 : 0;
        broken += after && !before ? 1 : 0;
      }
    }
    return new Offsets(pairs * (ISLANDS - 1), wrongBefore, wrongAfter, broken);
  }

  private static float[] correct(Network network, PairCells block, ComponentBridges bridges) {
    int pairs = network.pairs().size();
    int reference = 13 * SIZE + 13;
    float[] phases = new float[pairs];
    float[] components = new float[pairs];
    for (int p = 0; p < pairs; p++) {
      phases[p] = block.phases()[p * CELLS + reference];
      components[p] =
          block.components().length == 0 ? 1 : block.components()[p * CELLS + reference];
    }
    ComponentStatistics statistics = new ComponentStatistics(pairs);
    statistics.add(block);
    ClosureCorrection correction =
        new ClosureCorrection(
            network,
            new PairCells(1, phases, PairCells.unknown(), components, PairCells.unknown()),
            statistics,
            bridges,
            0.3);
    ComponentCycles known = ComponentCycles.none(pairs);
    for (int round = 0; round < 4; round++) {
      known = correction.count(correction.vote(block, known), known);
    }
    return correction.mend(block, known, true).phases();
  }

  /** Cycles between an island and its truth, by the median over its cells. */
  private static long offset(float[] phases, int pair, int island, double[] truth) {
    double[] differences = new double[CELLS];
    int count = 0;
    for (int i = 0; i < CELLS; i++) {
      if (island(i / SIZE, i % SIZE) == island) {
        differences[count++] = phases[pair * CELLS + i] - truth[i];
      }
    }
    Arrays.sort(differences, 0, count);
    return Math.round(differences[count / 2] / (2 * Math.PI));
  }

  /**
   * A date's air over a strait misleads many of its pairs alike, and what misleads all of them
   * closes: so not every offset can come back. Found when written: 31 of 240 wrong before, 9 after.
   */
  @Test
  void offsetsBetweenIslandsAreRightInNearlyAllPairs() {
    Offsets offsets = run(4, 1);
    String found = offsets.toString();
    assertTrue(offsets.wrongBefore > 0, found);
    assertTrue(offsets.wrongAfter <= 0.05 * offsets.pairsOfIslands, found);
    assertTrue(offsets.wrongAfter <= 0.5 * offsets.wrongBefore, found);
    assertTrue(offsets.broken <= 0.01 * offsets.pairsOfIslands, found);
  }
}
