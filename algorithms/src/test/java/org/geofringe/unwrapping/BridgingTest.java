package org.geofringe.unwrapping;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.geofringe.grid.FloatGrid;
import org.geofringe.simulation.Turbulence;
import org.junit.jupiter.api.Test;

class BridgingTest {

  private static final Bridging.Parameters STANDARD = Bridging.Parameters.STANDARD;

  /** Square islands with water between them: a ramp, turbulence, noise, and cycles of their own. */
  private static final class Islands {
    final int side;
    final int[] components;
    final float[] truth;
    final float[] phase;
    final int count;

    Islands(int side, int island, int gap, double turbulence, long seed) {
      this.side = side;
      Random random = new Random(seed);
      FloatGrid weather = Turbulence.field(side, side, -8.0 / 3, turbulence, random);
      components = new int[side * side];
      truth = new float[side * side];
      phase = new float[side * side];
      int pitch = island + gap;
      int across = (side + gap) / pitch;
      count = across * across;
      int[] cycles = random.ints(count + 1, -3, 4).toArray();
      for (int r = 0; r < side; r++) {
        for (int c = 0; c < side; c++) {
          int i = r * side + c;
          boolean land = r % pitch < island && c % pitch < island;
          land &= r / pitch < across && c / pitch < across;
          components[i] = land ? 1 + r / pitch * across + c / pitch : 0;
          truth[i] = (float) (0.2 * c - 0.1 * r + weather.get(r, c) + 0.3 * random.nextGaussian());
          phase[i] = (float) (truth[i] + 2 * Math.PI * (land ? cycles[components[i]] : 0));
        }
      }
    }

    List<Unwrapped.Bridge> bridge() {
      return Bridging.apply(side, side, phase, components, STANDARD, SolverContext.alone());
    }

    /** Islands whose level differs from that of the first. */
    int wrong() {
      int[] levels = levels();
      return (int) Arrays.stream(levels).skip(1).filter(level -> level != levels[1]).count();
    }

    int[] levels() {
      int[] levels = new int[count + 1];
      for (int i = 0; i < phase.length; i++) {
        if (components[i] > 0) {
          levels[components[i]] = (int) Math.round((phase[i] - truth[i]) / (2 * Math.PI));
        }
      }
      return levels;
    }
  }

  /**
   * Turbulence of 3 rad over 300 cells: its error over a gap grows with the gap (some 0.05 cycles
   * over 6 cells, 0.13 over 20 and 0.3 over 40, one standard deviation), so that up to 20 cells
   * half a cycle lies nearly four deviations away and all must be right.
   */
  @Test
  void islandsAreLevelledOverGaps() {
    for (int gap : new int[] {3, 8, 20}) {
      for (long seed = 1; seed <= 3; seed++) {
        Islands islands = new Islands(300, 60, gap, 3, seed);
        List<Unwrapped.Bridge> bridges = islands.bridge();
        assertEquals(0, islands.wrong(), "gap " + gap + ", seed " + seed);
        assertEquals(islands.count - 1, bridges.size());
        assertTrue(bridges.stream().allMatch(b -> b.gap() >= gap && b.gap() <= 1.5 * gap + 2));
      }
    }
  }

  /**
   * Over 40 cells the error of 0.3 cycles goes beyond half a cycle once in ten; one in five is the
   * limit for 60 bridges. Those that are wrong are held for less certain.
   */
  @Test
  void wideGapsAreMostlyRightAndKnownToBeUncertain() {
    int[] counts = new int[2];
    double[] certainties = new double[2];
    for (long seed = 1; seed <= 4; seed++) {
      Islands islands = new Islands(360, 60, 40, 3, seed);
      List<Unwrapped.Bridge> bridges = islands.bridge();
      int[] levels = islands.levels();
      for (Unwrapped.Bridge bridge : bridges) {
        int wrong = levels[bridge.from()] == levels[bridge.to()] ? 0 : 1;
        counts[wrong]++;
        certainties[wrong] += bridge.certainty();
      }
    }
    assertTrue(counts[1] <= 0.2 * (counts[0] + counts[1]), counts[1] + " and " + counts[0]);
    assertTrue(
        certainties[1] / Math.max(1, counts[1]) < certainties[0] / counts[0],
        Arrays.toString(certainties) + " of " + Arrays.toString(counts));
  }

  @Test
  void cyclesReportedAreThoseAdded() {
    Islands islands = new Islands(200, 50, 10, 1, 9);
    float[] before = islands.phase.clone();
    for (Unwrapped.Bridge bridge : islands.bridge()) {
      int cell = 0;
      while (islands.components[cell] != bridge.to()) {
        cell++;
      }
      double moved = (islands.phase[cell] - before[cell]) / (2 * Math.PI);
      assertEquals(bridge.cycles(), moved, 1e-4);
      assertTrue(bridge.certainty() >= 0 && bridge.certainty() <= 1);
    }
  }

  @Test
  void crumbsFollowTheNearestComponent() {
    Islands islands = new Islands(140, 60, 20, 0.1, 4);
    float[] before = islands.phase.clone();
    islands.bridge();
    int shore = 60 * 140 + 59;
    int crumb = 62 * 140 + 59;
    float moved = islands.phase[shore - 140] - before[shore - 140];
    assertEquals(moved, islands.phase[crumb] - before[crumb], 1e-3);
  }

  @Test
  void oneComponentIsLeftAsItIs() {
    float[] phase = {1, 2, 3, Float.NaN};
    int[] components = {1, 1, 0, 0};
    assertTrue(Bridging.apply(2, 2, phase, components, STANDARD, SolverContext.alone()).isEmpty());
    assertArrayEquals(new float[] {1, 2, 3, Float.NaN}, phase);
  }

  /** Nine hundred islands are levelled, and all at once. */
  @Test
  void manyComponentsAtOnce() {
    Islands islands = new Islands(600, 14, 6, 1, 11);
    islands.bridge();
    assertEquals(900, islands.count);
    assertEquals(0, islands.wrong());
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertRefused("widestGap must be above 0", () -> new Bridging.Parameters(0, 1, 1, 1));
    assertRefused("places must be 1 or more", () -> new Bridging.Parameters(1, 0, 1, 1));
    assertRefused("depths must be 1 or more", () -> new Bridging.Parameters(1, 1, 3, 2));
  }
}
