package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import org.geofringe.unwrapping.Unwrapper.Cost;
import org.geofringe.unwrapping.Unwrapper.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnwrapperTest {

  private static final int SIDE = 160;

  /**
   * Most that may be wrong, in percent. Of 25,600 cells one is 0.004 %. What is left are single
   * cells whose noise is near half a cycle; measured shares are a half to a tenth of these.
   */
  @ParameterizedTest
  @CsvSource({
    "bowls, SMOOTH, 0.02",
    "bowls, DEFORMATION, 0.02",
    "bowls, TOPOGRAPHY, 0.02",
    "bowls-low, SMOOTH, 0.1",
    "ramp, SMOOTH, 0.02",
    "fault, DEFORMATION, 0.05",
    "fault-in, DEFORMATION, 0.05",
    "lakes, DEFORMATION, 0.05",
    "lakes-nodata, SMOOTH, 0.02",
    "fractal, TOPOGRAPHY, 0.02",
    "fractal-rough, TOPOGRAPHY, 0.05",
    "speckle5, SMOOTH, 0.4",
    "sinkhole, SMOOTH, 0.02",
    "sinkhole-low, SMOOTH, 0.2",
    "cone, SMOOTH, 0.1",
    "dim, DEFORMATION, 0.4",
    "ramp-2.4, SMOOTH, 0.05",
    "ramp-2.7, SMOOTH, 0.05",
    "ramp-2.9, SMOOTH, 0.02",
    "ramp-3.0, SMOOTH, 0.02",
  })
  void coherentCellsGetTheRightCycles(String kind, Cost cost, double mostPercent) {
    WrappedField field = WrappedFields.make(kind, SIDE, 11);
    for (float[] coherence : new float[][] {field.coherence(), field.estimated()}) {
      Score score = Score.of(field, unwrap(field, coherence, cost).phase());
      assertTrue(score.percentWrong() <= mostPercent, kind + ": " + score);
    }
  }

  @ParameterizedTest
  @EnumSource(Cost.class)
  void islandsAreRightWithinThemselves(Cost cost) {
    WrappedField field = WrappedFields.islands(SIDE, 12);
    Score score = Score.of(field, unwrap(field, field.coherence(), cost).phase());
    // Ten cells of shore in 10,000 at the most.
    assertTrue(score.percentWrongWithin() < 0.1, score.toString());
  }

  @Test
  void withoutCoherenceTheScatterOfThePhaseTells() {
    for (String kind : new String[] {"bowls", "speckle5", "lakes", "sinkhole"}) {
      WrappedField field = WrappedFields.make(kind, SIDE, 13);
      Unwrapped unwrapped =
          Unwrapper.apply(
              SIDE,
              SIDE,
              field.wrapped(),
              null,
              field.looks(),
              new Parameters(Cost.DEFORMATION, 0),
              SolverContext.alone());
      assertTrue(Score.of(field, unwrapped.phase()).percentWrong() < 0.5, kind);
    }
  }

  @ParameterizedTest
  @EnumSource(Cost.class)
  void wholeCyclesAreAllThatIsAdded(Cost cost) {
    WrappedField field = WrappedFields.islands(128, 14);
    Unwrapped unwrapped = unwrap(field, field.coherence(), cost);
    for (int i = 0; i < unwrapped.phase().length; i++) {
      double cycles = (unwrapped.phase()[i] - field.wrapped()[i]) / (2 * Math.PI);
      assertEquals(Math.rint(cycles), cycles, 1e-5);
    }
  }

  @Test
  void isTheSameWithManyHands() {
    WrappedField field = WrappedFields.lakes(SIDE, 15);
    Unwrapped alone = unwrap(field, field.coherence(), Cost.DEFORMATION);
    Unwrapped helped =
        Unwrapper.apply(
            SIDE,
            SIDE,
            field.wrapped(),
            field.coherence(),
            field.looks(),
            new Parameters(Cost.DEFORMATION, 0),
            new UnwrapFields.Hands(4));
    assertArrayEquals(alone.phase(), helped.phase());
    assertArrayEquals(alone.components(), helped.components());
    assertArrayEquals(alone.reliability(), helped.reliability());
    assertEquals(alone.figures(), helped.figures());
  }

  @Test
  void unreliableCellsAreWrongMoreOften() {
    WrappedField field = WrappedFields.speckle(SIDE, 16);
    Unwrapped unwrapped = unwrap(field, field.coherence(), Cost.SMOOTH);
    long wrong = 0;
    long found = 0;
    long doubted = 0;
    double level = Math.rint((unwrapped.phase()[0] - field.truth()[0]) / (2 * Math.PI));
    for (int i = 0; i < unwrapped.phase().length; i++) {
      boolean right = Math.rint((unwrapped.phase()[i] - field.truth()[i]) / (2 * Math.PI)) == level;
      boolean doubt = unwrapped.reliability()[i] < 0.9;
      wrong += right ? 0 : 1;
      found += !right && doubt ? 1 : 0;
      doubted += doubt ? 1 : 0;
    }
    // Two of three wrong cells among a few in a hundred.
    assertTrue(found > 0.66 * wrong, found + " of " + wrong);
    assertTrue(doubted < 0.05 * unwrapped.phase().length, "doubted " + doubted);
  }

  @Test
  void cellsOfLessThanTheLeastCoherenceAreNoData() {
    WrappedField field = WrappedFields.islands(128, 17);
    Unwrapped unwrapped =
        Unwrapper.apply(
            128,
            128,
            field.wrapped(),
            field.coherence(),
            field.looks(),
            new Parameters(Cost.DEFORMATION, 0.3),
            SolverContext.alone());
    for (int i = 0; i < unwrapped.phase().length; i++) {
      assertEquals(field.coherence()[i] < 0.3, Float.isNaN(unwrapped.phase()[i]));
    }
    assertTrue(Score.of(field, unwrapped.phase()).percentWrongWithin() < 0.1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 40", "40, 1", "2, 2", "3, 50"})
  void smallImagesAreUnwrapped(int rows, int columns) {
    float[] wrapped = new float[rows * columns];
    for (int i = 0; i < wrapped.length; i++) {
      int row = i / columns;
      wrapped[i] = (float) Math.IEEEremainder(1.1 * (i % columns) + row, 2 * Math.PI);
    }
    float[] phase = unwrap(rows, columns, wrapped).phase();
    for (int i = 0; i < wrapped.length; i++) {
      int row = i / columns;
      assertEquals(1.1 * (i % columns) + row, phase[i] - phase[0], 1e-4);
    }
  }

  @Test
  void noDataAndNoCoherenceAreDefined() {
    float[] nothing = new float[60];
    Arrays.fill(nothing, Float.NaN);
    Unwrapped none = unwrap(6, 10, nothing);
    assertArrayEquals(nothing, none.phase());
    assertArrayEquals(new int[60], none.components());
    assertArrayEquals(nothing, none.reliability());
    assertEquals(new Unwrapped.Figures(0, 0, 0, 0), none.figures());

    WrappedField noise = WrappedField.of(50, 50, 5, 18, (r, c) -> 0, (r, c) -> 0, (r, c) -> 1);
    Unwrapped some = unwrap(noise, noise.coherence(), Cost.SMOOTH);
    for (int i = 0; i < some.phase().length; i++) {
      double cycles = (some.phase()[i] - noise.wrapped()[i]) / (2 * Math.PI);
      assertEquals(Math.rint(cycles), cycles, 1e-5);
    }
  }

  @Test
  void aCheckerboardIsAllIslands() {
    float[] wrapped = new float[400];
    Random random = new Random(19);
    for (int i = 0; i < wrapped.length; i++) {
      wrapped[i] = (i / 20 + i % 20) % 2 == 0 ? Float.NaN : 6 * random.nextFloat() - 3;
    }
    assertArrayEquals(wrapped, unwrap(20, 20, wrapped).phase());
  }

  @Test
  void phasesBeyondHalfACycleAreWrappedFirst() {
    float[] ramp = new float[900];
    float[] wrapped = new float[900];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 30;
      wrapped[i] = (float) Math.IEEEremainder(ramp[i], 2 * Math.PI);
    }
    assertArrayEquals(unwrap(30, 30, wrapped).phase(), unwrap(30, 30, ramp).phase());
  }

  @Test
  void refusesWhatCannotBe() {
    float[] infinite = new float[12];
    infinite[7] = Float.POSITIVE_INFINITY;
    assertRefused("phase is infinite at row 1, column 3", infinite, new float[12], 5);
    assertRefused("looks must be 1 or more, got 0.5", new float[12], new float[12], 0.5);
    float[] outside = new float[12];
    outside[4] = 1.5f;
    assertRefused(
        "coherence must be 0 to 1, got 1.5 at row 1, column 0", new float[12], outside, 5);
    assertRefused("phase has 11 cells, not 3 x 4", new float[11], new float[12], 5);
    assertRefused("coherence has 11 cells, the phase 12", new float[12], new float[11], 5);
    assertThrows(IllegalArgumentException.class, () -> new Parameters(Cost.SMOOTH, 1.1));
  }

  private static void assertRefused(String why, float[] phase, float[] coherence, double looks) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Unwrapper.apply(
                    3,
                    4,
                    phase,
                    coherence,
                    looks,
                    new Parameters(Cost.SMOOTH, 0),
                    SolverContext.alone()));
    assertEquals(why, refusal.getMessage());
  }

  @Test
  void tellsHowFarItIsAndCanBeStopped() {
    WrappedField field = WrappedFields.lakes(SIDE, 20);
    Watcher watcher = new Watcher();
    Unwrapper.apply(
        SIDE,
        SIDE,
        field.wrapped(),
        field.coherence(),
        field.looks(),
        new Parameters(Cost.SMOOTH, 0),
        watcher);
    assertEquals(1, watcher.last);
    assertTrue(watcher.steps > 3);
    watcher.stop = true;
    assertThrows(
        CancellationException.class,
        () ->
            Unwrapper.apply(
                SIDE,
                SIDE,
                field.wrapped(),
                field.coherence(),
                field.looks(),
                new Parameters(Cost.SMOOTH, 0),
                watcher));
  }

  /** Sees that progress never goes back. */
  private static final class Watcher implements SolverContext {
    private double last;
    private int steps;
    private boolean stop;

    @Override
    public void progress(double share) {
      assertTrue(share >= last && share <= 1 || stop, share + " after " + last);
      last = share;
      steps++;
    }

    @Override
    public void checkCancelled() {
      if (stop) {
        throw new CancellationException();
      }
    }

    @Override
    public void each(int count, IntConsumer task) {
      SolverContext.alone().each(count, task);
    }
  }

  private static Unwrapped unwrap(WrappedField field, float[] coherence, Cost cost) {
    return Unwrapper.apply(
        field.rows(),
        field.columns(),
        field.wrapped(),
        coherence,
        field.looks(),
        new Parameters(cost, 0),
        SolverContext.alone());
  }

  private static Unwrapped unwrap(int rows, int columns, float[] wrapped) {
    float[] coherence = new float[rows * columns];
    Arrays.fill(coherence, 0.5f);
    return Unwrapper.apply(
        rows,
        columns,
        wrapped,
        coherence,
        5,
        new Parameters(Cost.DEFORMATION, 0),
        SolverContext.alone());
  }
}
