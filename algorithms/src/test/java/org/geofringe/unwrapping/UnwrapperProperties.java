package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.geofringe.simulation.Turbulence;
import org.geofringe.unwrapping.Unwrapper.Cost;
import org.geofringe.unwrapping.Unwrapper.Parameters;

/** What holds for every field. */
class UnwrapperProperties {

  private static final double CYCLE = 2 * Math.PI;

  /** All steps are shorter than half a cycle: plain adding up is right, and the answer. */
  @Property(tries = 60)
  void fieldsWithoutResiduesComeBackExactly(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @DoubleRange(min = 0.1, max = 3.1) double steepest,
      @ForAll @DoubleRange(min = 0, max = 0.4) double holes,
      @ForAll @DoubleRange(min = 0, max = 1) double coherence,
      @ForAll Cost cost,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    double[] truth = withinSteps(rows, columns, steepest, seed);
    Random random = new Random(seed);
    float[] wrapped = new float[truth.length];
    float[] coherences = new float[truth.length];
    for (int i = 0; i < truth.length; i++) {
      // Wide holes and single cells.
      boolean hole = i / columns * 7 / rows == 3 && random.nextInt(20) > 0;
      hole = hole && holes > 0.2 || random.nextDouble() < holes / 4;
      wrapped[i] = hole ? Float.NaN : (float) Math.IEEEremainder(truth[i], CYCLE);
      coherences[i] = (float) (coherence * random.nextDouble());
    }
    float[] phase = unwrap(rows, columns, wrapped, coherences, cost).phase();
    int[] plain = Integration.cycles(rows, columns, wrapped, EdgeCycles.none(rows, columns));
    for (int i = 0; i < truth.length; i++) {
      assertSameStep(phase, wrapped, plain, i % columns + 1 < columns, i, i + 1);
      assertSameStep(phase, wrapped, plain, i + columns < truth.length, i, i + columns);
    }
  }

  private static void assertSameStep(
      float[] phase, float[] wrapped, int[] plain, boolean within, int from, int to) {
    if (within && !Float.isNaN(wrapped[from]) && !Float.isNaN(wrapped[to])) {
      double step = wrapped[to] - wrapped[from] + CYCLE * (plain[to] - plain[from]);
      assertEquals(step, phase[to] - phase[from], 1e-3);
    }
  }

  /** Whole cycles on single cells are taken off first; what is added to all stays. */
  @Property(tries = 15)
  void wholeCyclesAndConstantsChangeTheConstantOnly(
      @ForAll @DoubleRange(min = -20, max = 20) double constant,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    WrappedField field = noisy(seed);
    int side = field.rows();
    float[] moved = field.wrapped().clone();
    float[] turned = field.wrapped().clone();
    Random random = new Random(seed);
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) Math.IEEEremainder(moved[i] + constant, CYCLE);
      turned[i] = (float) (turned[i] + CYCLE * (random.nextInt(7) - 3));
    }
    float[] plain = unwrap(side, side, field.wrapped(), field.coherence(), Cost.SMOOTH).phase();
    float[] more = unwrap(side, side, moved, field.coherence(), Cost.SMOOTH).phase();
    float[] same = unwrap(side, side, turned, field.coherence(), Cost.SMOOTH).phase();
    assertFewDiffer(plain, more);
    assertFewDiffer(plain, same);
  }

  /** Rotated by a quarter and flipped, the same cells get the same cycles, but for ties. */
  @Property(tries = 15)
  void turningAndFlippingChangesTiesOnly(
      @ForAll Cost cost, @ForAll @LongRange(min = 0, max = 1000) long seed) {
    WrappedField field = noisy(seed);
    int side = field.rows();
    float[] plain = unwrap(side, side, field.wrapped(), field.coherence(), cost).phase();
    float[] rotated =
        unwrap(side, side, rotate(field.wrapped(), side), rotate(field.coherence(), side), cost)
            .phase();
    assertFewDiffer(rotate(plain, side), rotated);
    float[] flipped =
        unwrap(side, side, flip(field.wrapped(), side), flip(field.coherence(), side), cost)
            .phase();
    assertFewDiffer(flip(plain, side), flipped);
  }

  /**
   * All but a few cells differ by one and the same constant. Sums in another order, and phases that
   * are rounded another way, may settle single cells near half a cycle otherwise: 1 in 1000.
   */
  private static void assertFewDiffer(float[] first, float[] second) {
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = second[i] - first[i];
    }
    double[] sorted = differences.clone();
    java.util.Arrays.sort(sorted);
    double constant = sorted[sorted.length / 2];
    int different = 0;
    for (double difference : differences) {
      different += Math.abs(difference - constant) > 0.01 ? 1 : 0;
    }
    assertTrue(different <= first.length / 1000, different + " of " + first.length);
  }

  private static WrappedField noisy(long seed) {
    float[] relief = Turbulence.field(64, 64, -11.0 / 3, 6, new Random(seed)).values();
    return WrappedField.of(
        64, 64, 6, seed, (r, c) -> relief[64 * r + c], (r, c) -> 0.3 + 0.6 * r / 64, (r, c) -> 1);
  }

  private static float[] rotate(float[] values, int side) {
    float[] rotated = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rotated[i % side * side + side - 1 - i / side] = values[i];
    }
    return rotated;
  }

  private static float[] flip(float[] values, int side) {
    float[] flipped = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      flipped[i / side * side + side - 1 - i % side] = values[i];
    }
    return flipped;
  }

  /** A rough field whose steepest step is given. */
  private static double[] withinSteps(int rows, int columns, double steepest, long seed) {
    Random random = new Random(seed);
    double[] field = new double[rows * columns];
    double kr = random.nextDouble();
    double kc = random.nextDouble();
    for (int i = 0; i < field.length; i++) {
      int r = i / columns;
      int c = i % columns;
      field[i] =
          3 * Math.sin(kr * r + kc * c)
              + 2 * Math.cos(kc * r)
              + Math.hypot(r - 11.3, c - 9.6)
              + 0.3 * random.nextDouble();
    }
    double most = 1e-9;
    for (int i = 0; i < field.length; i++) {
      if (i % columns + 1 < columns) {
        most = Math.max(most, Math.abs(field[i + 1] - field[i]));
      }
      if (i + columns < field.length) {
        most = Math.max(most, Math.abs(field[i + columns] - field[i]));
      }
    }
    for (int i = 0; i < field.length; i++) {
      field[i] *= steepest / most;
    }
    return field;
  }

  private static Unwrapped unwrap(
      int rows, int columns, float[] wrapped, float[] coherence, Cost cost) {
    return Unwrapper.apply(
        rows, columns, wrapped, coherence, 6, new Parameters(cost, 0), SolverContext.alone());
  }
}
