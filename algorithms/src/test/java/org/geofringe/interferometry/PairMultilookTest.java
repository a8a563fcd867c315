package org.geofringe.interferometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairMultilookTest {

  private static final int ROWS = 12;
  private static final int COLUMNS = 9;
  private static final int DOWN = 3;
  private static final int ACROSS = 5;
  private static final int FINE = ROWS * DOWN * COLUMNS * ACROSS;

  private final float[] reference = SpeckledImages.speckle(FINE, new Random(1));
  private final float[] secondary = SpeckledImages.secondary(reference, 0.8, 0.7, new Random(2));

  private static MultilookedPair looks(
      float[] reference, float[] secondary, float @Nullable [] weights) {
    return PairMultilook.apply(reference, secondary, weights, ROWS, COLUMNS, DOWN, ACROSS);
  }

  @Test
  void oneLookIsTheProductItself() {
    float[] one = {3, 4};
    float[] other = {2, -1};
    MultilookedPair pair = PairMultilook.apply(one, other, null, 1, 1, 1, 1);
    assertArrayEquals(new float[] {2, 11}, pair.interferogram());
    assertArrayEquals(new float[] {25}, pair.referencePower());
    assertArrayEquals(new float[] {5}, pair.secondaryPower());
  }

  /**
   * Against sums in double: 15 terms in float are wrong by a few roundings of 6e-8 of the power.
   */
  @Test
  void meansAreThoseOfTheFineCells() {
    float[] weights = weights();
    MultilookedPair pair = looks(reference, secondary, weights);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        double[] expected = means(weights, row, column);
        int cell = row * COLUMNS + column;
        double tolerance = 1e-6 * Math.sqrt(expected[2] * expected[3]);
        assertEquals(expected[0], pair.interferogram()[2 * cell], tolerance);
        assertEquals(expected[1], pair.interferogram()[2 * cell + 1], tolerance);
        assertEquals(expected[2], pair.referencePower()[cell], 1e-6 * expected[2]);
        assertEquals(expected[3], pair.secondaryPower()[cell], 1e-6 * expected[3]);
      }
    }
  }

  private double[] means(float[] weights, int row, int column) {
    double[] sums = new double[4];
    double weight = 0;
    for (int down = 0; down < DOWN; down++) {
      for (int across = 0; across < ACROSS; across++) {
        int k = fine(row, column) + down * COLUMNS * ACROSS + across;
        double a = reference[2 * k];
        double b = reference[2 * k + 1];
        double c = secondary[2 * k];
        double d = secondary[2 * k + 1];
        sums[0] += weights[k] * (a * c + b * d);
        sums[1] += weights[k] * (b * c - a * d);
        sums[2] += weights[k] * (a * a + b * b);
        sums[3] += weights[k] * (c * c + d * d);
        weight += weights[k];
      }
    }
    double total = weight;
    return Arrays.stream(sums).map(sum -> sum / total).toArray();
  }

  private static float[] weights() {
    Random random = new Random(3);
    float[] weights = new float[FINE];
    for (int k = 0; k < FINE; k++) {
      weights[k] = 0.1f + random.nextFloat();
    }
    return weights;
  }

  /** First fine cell of a coarse one. */
  private static int fine(int row, int column) {
    return row * DOWN * COLUMNS * ACROSS + column * ACROSS;
  }

  /** An image with itself has no phase and all of its power; the mean power of the whole stays. */
  @Test
  void powerIsKept() {
    MultilookedPair pair = looks(reference, reference, null);
    double coarse = 0;
    for (int cell = 0; cell < ROWS * COLUMNS; cell++) {
      assertEquals(pair.referencePower()[cell], pair.interferogram()[2 * cell]);
      assertEquals(0, pair.interferogram()[2 * cell + 1]);
      assertEquals(pair.referencePower()[cell], pair.secondaryPower()[cell]);
      coarse += pair.referencePower()[cell];
    }
    double fine = 0;
    for (float part : reference) {
      fine += (double) part * part;
    }
    assertEquals(fine / FINE, coarse / (ROWS * COLUMNS), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 0.5})
  void weightsOfOneAreNoWeights(double missing) {
    float[] holed = SpeckledImages.withHoles(reference, missing, new Random(4));
    float[] ones = new float[FINE];
    Arrays.fill(ones, 1);
    assertEquals(looks(holed, secondary, null), looks(holed, secondary, ones));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "5, 0.3", "7, 0.5", "11, 0.1"})
  void tiledEqualsWhole(int height, double missing) {
    float[] holed = SpeckledImages.withHoles(reference, missing, new Random(5));
    MultilookedPair whole = looks(holed, secondary, null);
    for (int row = 0; row < ROWS; row += height) {
      int rows = Math.min(height, ROWS - row);
      MultilookedPair tile =
          PairMultilook.apply(
              SpeckledImages.cut(holed, COLUMNS * ACROSS, row * DOWN, rows * DOWN),
              SpeckledImages.cut(secondary, COLUMNS * ACROSS, row * DOWN, rows * DOWN),
              null,
              rows,
              COLUMNS,
              DOWN,
              ACROSS);
      int from = row * COLUMNS;
      int to = from + rows * COLUMNS;
      assertArrayEquals(
          Arrays.copyOfRange(whole.interferogram(), 2 * from, 2 * to), tile.interferogram());
      assertArrayEquals(
          Arrays.copyOfRange(whole.referencePower(), from, to), tile.referencePower());
      assertArrayEquals(
          Arrays.copyOfRange(whole.secondaryPower(), from, to), tile.secondaryPower());
    }
  }

  @Test
  void aMissingSampleMattersToItsCellAlone() {
    MultilookedPair whole = looks(reference, secondary, null);
    float[] holed = secondary.clone();
    holed[2 * (fine(4, 6) + COLUMNS * ACROSS + 2) + 1] = Float.NaN;
    MultilookedPair pair = looks(reference, holed, null);
    for (int cell = 0; cell < ROWS * COLUMNS; cell++) {
      assertFalse(Float.isNaN(pair.interferogram()[2 * cell]));
      assertEquals(
          cell != 4 * COLUMNS + 6, whole.referencePower()[cell] == pair.referencePower()[cell]);
    }
  }

  @Test
  void halfOfTheSamplesIsEnough() {
    float[] halfThere = {Float.NaN, 0, 1, 1, Float.NaN, 0, 2, 2};
    float[] ones = {1, 0, 1, 0, 1, 0, 1, 0};
    assertArrayEquals(
        new float[] {5}, PairMultilook.apply(halfThere, ones, null, 1, 1, 2, 2).referencePower());
    float[] oneMoreMissing = {1, 0, 1, 0, 1, 0, Float.NaN, Float.NaN};
    assertNoData(PairMultilook.apply(halfThere, oneMoreMissing, null, 1, 1, 2, 2));
  }

  @Test
  void missingWeightsCountAsZero() {
    float[] steps = {1, 0, 2, 0, 3, 0, 4, 0};
    float[] weights = {1, Float.NaN, 0, 3};
    assertArrayEquals(
        new float[] {(1 + 3 * 16) / 4f},
        PairMultilook.apply(steps, steps, weights, 1, 1, 2, 2).referencePower());
    assertNoData(PairMultilook.apply(steps, steps, new float[4], 1, 1, 2, 2));
    assertNoData(PairMultilook.apply(steps, steps, new float[] {0, Float.NaN, 0, 0}, 1, 1, 2, 2));
  }

  private static void assertNoData(MultilookedPair pair) {
    assertTrue(Float.isNaN(pair.interferogram()[0]));
    assertTrue(Float.isNaN(pair.interferogram()[1]));
    assertTrue(Float.isNaN(pair.referencePower()[0]));
    assertTrue(Float.isNaN(pair.secondaryPower()[0]));
  }

  @Test
  void arraysThatDoNotFitAreRefused() {
    float[] two = new float[4];
    assertRefused("do not fit", () -> PairMultilook.apply(two, two, null, 1, 1, 1, 1));
    assertRefused("1 weights", () -> PairMultilook.apply(two, two, new float[1], 1, 2, 1, 1));
    assertRefused("at least 1", () -> PairMultilook.apply(two, two, null, 1, 2, 0, 1));
    assertRefused("does not fit", () -> new MultilookedPair(1, 1, two, two, two));
  }
}
