package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.sentinel1.Burst;
import org.junit.jupiter.api.Test;

class SeamsTest {

  private static final double INTERVAL = SyntheticBurst.LINE_INTERVAL;
  private static final int LINES = 100;
  private static final int SAMPLES = 300;
  private static final MapGrid GRID = new MapGrid("EPSG:32611", 0, 0, 1, 1, 330, 900);

  /** A sample a column and a line a row, so that numbers can be read off. */
  private static final RadarGeometry PLAIN =
      (x, spacingX, y, heights, offset, count, times, ranges) -> {
        Burst burst = SyntheticBurst.burst("IW1", LINES, SAMPLES, SyntheticBurst.START);
        for (int i = 0; i < count; i++) {
          times[i] = -y * INTERVAL;
          ranges[i] = burst.firstRange() + (x + i * spacingX) * burst.rangeSpacing();
        }
      };

  private static PlacedBurst placed(String swath, double line, int sample) {
    Burst burst = SyntheticBurst.burst(swath, LINES, SAMPLES, SyntheticBurst.START);
    Burst moved =
        new Burst(
            burst.id(),
            burst.firstLineTime(),
            burst.lineInterval(),
            burst.firstSampleTime() + sample / burst.samplingRate(),
            burst.samplingRate(),
            burst.lines(),
            burst.samples(),
            burst.firstValidSample(),
            burst.lastValidSample(),
            burst.radarFrequency(),
            burst.steeringRate(),
            burst.platformSpeed(),
            burst.dopplerCentroid(),
            burst.fmRate());
    return new PlacedBurst(moved, line * INTERVAL);
  }

  /** Three sub-swaths of three or four bursts, with timing of their own, as in a product. */
  private static List<PlacedBurst> three() {
    List<PlacedBurst> bursts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      bursts.add(placed("IW1", 10 + 80 * i, 10));
    }
    for (int i = 0; i < 4; i++) {
      bursts.add(placed("IW2", -20 + 80 * i, 270));
    }
    for (int i = 0; i < 3; i++) {
      bursts.add(placed("IW3", 37 + 80 * i, 530));
    }
    return bursts;
  }

  @Test
  void seamsRunMidway() {
    Seams seams = new Seams(three());
    double spacing = three().get(0).burst().rangeSpacing();
    double near = three().get(0).burst().firstRange() - 10 * spacing;
    // IW1 ends at sample 10 + 294, IW2 begins at 270 + 4: midway is 289.
    assertEquals(0, seams.choose(60 * INTERVAL, near + 288.9 * spacing));
    assertEquals(4, seams.choose(70 * INTERVAL, near + 289.1 * spacing));
    // With 8 taps the lines 6 to 90 of a burst can be had: the first of IW1 to 100, the next from
    // 96.
    assertEquals(0, seams.choose(97.9 * INTERVAL, near + 100 * spacing));
    assertEquals(1, seams.choose(98.1 * INTERVAL, near + 100 * spacing));
  }

  @Test
  void noCellThatABurstHoldsIsEmpty() {
    List<PlacedBurst> bursts = three();
    bursts.remove(4);
    Seams seams = new Seams(bursts);
    short[] ordinals = new short[(int) GRID.cells()];
    float[] heights = new float[ordinals.length];
    seams.choose(PLAIN, GRID, GRID.window(), heights, ordinals);
    boolean[] held = new boolean[ordinals.length];
    boolean[] one = new boolean[ordinals.length];
    for (int i = 0; i < bursts.size(); i++) {
      seams.overlap(i, i, PLAIN, GRID, GRID.window(), heights, one);
      for (int cell = 0; cell < held.length; cell++) {
        held[cell] |= one[cell];
        assertTrue(ordinals[cell] != i || one[cell], "cell given to a burst that does not hold it");
      }
    }
    int empty = 0;
    for (int cell = 0; cell < held.length; cell++) {
      assertEquals(held[cell], ordinals[cell] != Seams.NONE);
      empty += held[cell] ? 0 : 1;
    }
    assertTrue(empty > 10_000 && empty < held.length / 2, empty + " cells empty");
  }

  @Test
  void overlapCountsWhatBothHold() {
    Seams seams = new Seams(three());
    boolean[] both = new boolean[(int) GRID.cells()];
    Arrays.fill(both, true);
    int found = seams.overlap(0, 1, PLAIN, GRID, GRID.window(), new float[both.length], both);
    // Lines 96 to 101, but for the fraction of a line, by 276 samples.
    int count = 0;
    for (boolean cell : both) {
      count += cell ? 1 : 0;
    }
    assertEquals(count, found);
    assertEquals(5 * 276, found);
    assertEquals(0, seams.overlap(0, 2, PLAIN, GRID, GRID.window(), new float[both.length], both));
  }
}
