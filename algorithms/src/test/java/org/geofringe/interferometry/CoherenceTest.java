package org.geofringe.interferometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoherenceTest {

  private static final int ROWS = 14;
  private static final int COLUMNS = 11;

  private static Coherence.Parameters plain(int window) {
    return new Coherence.Parameters(window, 4 * window * window, false);
  }

  private static MultilookedPair pair(double missing, int seed) {
    Random random = new Random(seed);
    float[] reference = SpeckledImages.speckle(4 * ROWS * COLUMNS, random);
    float[] secondary = SpeckledImages.secondary(reference, 0.6, 1, random);
    return PairMultilook.apply(
        SpeckledImages.withHoles(reference, missing, random), secondary, null, ROWS, COLUMNS, 2, 2);
  }

  /**
   * Means of unbiased estimates over 10,000 cells are the truth to 0.02. An estimate's deviation is
   * 0.3 at most (4 looks, coherence 0.5), so the standard error is below 0.003; the cure itself
   * leaves 0.007 there. Without the cure 4 looks are 0.10 too high at 0.5.
   */
  @ParameterizedTest
  @CsvSource({
    "0.5, 2, 2",
    "0.5, 2, 4",
    "0.5, 4, 4",
    "0.5, 4, 16",
    "0.6, 2, 2",
    "0.6, 4, 8",
    "0.75, 2, 2",
    "0.75, 2, 4",
    "0.75, 8, 8",
    "0.9, 2, 2",
    "0.9, 4, 8",
    "0.97, 2, 2",
    "0.97, 4, 4"
  })
  void unbiasedEstimatesAreRightInTheMean(double truth, int down, int across) {
    int looks = down * across;
    Random random = new Random(31);
    float[] reference = SpeckledImages.speckle(10_000 * looks, random);
    float[] secondary = SpeckledImages.secondary(reference, truth, -2, random);
    MultilookedPair pair = PairMultilook.apply(reference, secondary, null, 100, 100, down, across);
    assertEquals(
        truth, mean(new Coherence(new Coherence.Parameters(1, looks, true)).apply(pair)), 0.02);
    double biased = mean(new Coherence(new Coherence.Parameters(1, looks, false)).apply(pair));
    assertEquals(CoherenceBias.expectation(truth, looks), biased, 0.01);
  }

  /** A window of 3 x 3 cells of 2 x 2 looks has 36 looks, but fewer at borders. */
  @Test
  void aWindowHasTheLooksOfItsCells() {
    Random random = new Random(32);
    float[] reference = SpeckledImages.speckle(4 * 120 * 120, random);
    float[] secondary = SpeckledImages.secondary(reference, 0.3, 0, random);
    MultilookedPair pair = PairMultilook.apply(reference, secondary, null, 120, 120, 2, 2);
    double biased = mean(new Coherence(plain(3)).apply(pair));
    // 120 x 120 / 9 independent estimates of deviation 0.13: a standard error of 0.003.
    assertEquals(CoherenceBias.expectation(0.3, 36), biased, 0.01);
    double cured = mean(new Coherence(new Coherence.Parameters(3, 36, true)).apply(pair));
    assertEquals(0.3, cured, 0.01);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, false",
    "3, 1, 0.3, true",
    "3, 4, 0.5, false",
    "5, 3, 0.5, true",
    "7, 6, 0.4, false"
  })
  void tiledEqualsWhole(int window, int height, double missing, boolean unbiased) {
    MultilookedPair pair = pair(missing, 41);
    Coherence.Parameters parameters = new Coherence.Parameters(window, 4 * window, unbiased);
    float[] whole = new Coherence(parameters).apply(pair);
    int halo = Coherence.halo(parameters);
    for (int row = 0; row < ROWS; row += height) {
      int first = Math.max(0, row - halo);
      int end = Math.min(ROWS, Math.min(ROWS, row + height) + halo);
      float[] tile = new Coherence(parameters).apply(rows(pair, first, end));
      int rows = Math.min(height, ROWS - row);
      assertArrayEquals(
          Arrays.copyOfRange(whole, row * COLUMNS, (row + rows) * COLUMNS),
          Arrays.copyOfRange(tile, (row - first) * COLUMNS, (row - first + rows) * COLUMNS));
    }
  }

  private static MultilookedPair rows(MultilookedPair pair, int first, int end) {
    int from = first * COLUMNS;
    int to = end * COLUMNS;
    return new MultilookedPair(
        end - first,
        COLUMNS,
        Arrays.copyOfRange(pair.interferogram(), 2 * from, 2 * to),
        Arrays.copyOfRange(pair.referencePower(), from, to),
        Arrays.copyOfRange(pair.secondaryPower(), from, to));
  }

  @Test
  void missingDataMattersToWindowsThatHoldIt() {
    MultilookedPair whole = pair(0, 42);
    MultilookedPair holed = pair(0, 42);
    int hole = 6 * COLUMNS + 4;
    holed.interferogram()[2 * hole] = Float.NaN;
    holed.interferogram()[2 * hole + 1] = Float.NaN;
    holed.referencePower()[hole] = Float.NaN;
    holed.secondaryPower()[hole] = Float.NaN;
    float[] before = new Coherence(plain(5)).apply(whole);
    float[] after = new Coherence(plain(5)).apply(holed);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int cell = row * COLUMNS + column;
        boolean near = Math.abs(row - 6) <= 2 && Math.abs(column - 4) <= 2;
        assertEquals(cell == hole, Float.isNaN(after[cell]));
        assertEquals(near, before[cell] != after[cell], "row " + row + ", column " + column);
      }
    }
  }

  @Test
  void blackCellsHaveNone() {
    float[] black = new float[2 * 9];
    float[] other = SpeckledImages.speckle(9, new Random(6));
    for (boolean unbiased : new boolean[] {true, false}) {
      float[] coherence =
          new Coherence(new Coherence.Parameters(3, 9, unbiased))
              .apply(PairMultilook.apply(black, other, null, 3, 3, 1, 1));
      for (float value : coherence) {
        assertTrue(Float.isNaN(value));
      }
    }
  }

  /** Phase and brightness of either image say nothing of coherence; it stays within 0..1. */
  @Property(tries = 60)
  void doesNotDependOnPhaseOrBrightness(
      @ForAll @DoubleRange(min = -3, max = 3) double phase,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double brightness,
      @ForAll @IntRange(min = 0, max = 2) int reach,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    Random random = new Random(seed);
    float[] reference = SpeckledImages.speckle(4 * ROWS * COLUMNS, random);
    float[] secondary = SpeckledImages.secondary(reference, random.nextDouble(), 0, random);
    float[] turned = SpeckledImages.secondary(secondary, 1, phase, random);
    for (int k = 0; k < turned.length; k++) {
      turned[k] *= (float) brightness;
    }
    float[] one =
        new Coherence(plain(2 * reach + 1))
            .apply(PairMultilook.apply(reference, secondary, null, ROWS, COLUMNS, 2, 2));
    float[] other =
        new Coherence(plain(2 * reach + 1))
            .apply(PairMultilook.apply(reference, turned, null, ROWS, COLUMNS, 2, 2));
    assertArrayEquals(one, other, 1e-5f);
    for (float value : other) {
      assertTrue(value >= 0 && value <= 1);
    }
  }

  @Test
  void anImageIsCoherentWithItself() {
    float[] image = SpeckledImages.speckle(ROWS * COLUMNS, new Random(8));
    MultilookedPair pair = PairMultilook.apply(image, image, null, ROWS, COLUMNS, 1, 1);
    for (float value : new Coherence(plain(3)).apply(pair)) {
      assertEquals(1, value, 1e-6);
    }
  }

  @Test
  void impossibleParametersAreRefused() {
    assertRefused("window", () -> new Coherence.Parameters(4, 4, false));
    assertRefused("window", () -> new Coherence.Parameters(-1, 4, false));
    assertRefused("looks", () -> new Coherence.Parameters(3, 0.5, true));
    assertRefused("looks", () -> new Coherence.Parameters(3, Double.NaN, true));
  }
}
