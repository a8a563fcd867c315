package org.geofringe.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RampsTest {

  private static final int SIDE = 40;
  private static final int CELLS = SIDE * SIDE;
  private static final List<LocalDate> DATES =
      IntStream.range(0, 12).mapToObj(i -> LocalDate.of(2020, 1, 1).plusDays(24L * i)).toList();

  /** Ups and downs without a trend in time: one beside its mirror image, both ways. */
  private static final double[] TILT = {0, 3, -2, -4, 1, 5, 5, 1, -4, -2, 3, 0};

  private interface Motion {
    double at(int date, int row, int column);
  }

  private static float[] series(Motion motion) {
    float[] series = new float[DATES.size() * CELLS];
    for (int d = 0; d < DATES.size(); d++) {
      for (int i = 0; i < CELLS; i++) {
        series[d * CELLS + i] = (float) motion.at(d, i / SIDE, i % SIDE);
      }
    }
    return series;
  }

  private static float[] ramp(float[] series, Ramps.Surface surface, Trend trend) {
    int[] rows = IntStream.range(0, CELLS).map(i -> i / SIDE).toArray();
    int[] columns = IntStream.range(0, CELLS).map(i -> i % SIDE).toArray();
    Ramps ramps = Ramps.fit(DATES, rows, columns, series.clone(), surface, trend);
    float[] found = new float[series.length];
    for (int d = 0; d < DATES.size(); d++) {
      for (int r = 0; r < SIDE; r++) {
        ramps.at(d, r, 0, SIDE, found, d * CELLS + r * SIDE);
      }
    }
    return found;
  }

  /** Difference of a date's ramp between opposite corners. */
  private static double tilt(float[] ramp, int date) {
    return ramp[date * CELLS + CELLS - 1] - ramp[date * CELLS];
  }

  @ParameterizedTest
  @EnumSource(Trend.class)
  void aPlaneIsFoundToTheRoundingOfFloats(Trend trend) {
    float[] found =
        ramp(
            series((d, r, c) -> 7 * d + TILT[d] * (0.1 * r + 0.05 * c)),
            Ramps.Surface.PLANE,
            trend);
    for (int d = 0; d < DATES.size(); d++) {
      assertEquals(TILT[d] * 0.15 * (SIDE - 1), tilt(found, d), 1e-3, "date " + d);
    }
  }

  @Test
  void aSurfaceOfSecondOrderIsFound() {
    float[] truth = series((d, r, c) -> TILT[d] * (0.01 * r * r - 0.02 * r * c + 0.1 * c));
    float[] found = ramp(truth, Ramps.Surface.QUADRATIC, Trend.REMOVE);
    for (int d = 0; d < DATES.size(); d++) {
      assertEquals(truth[d * CELLS + CELLS - 1], tilt(found, d), 2e-3, "date " + d);
    }
  }

  /**
   * A corner of a sixth of the scene sinks unevenly, by up to 60 mm: least squares would tilt by 20
   * mm and more. The corner pulls on no fit whose scale is that of the rest. (A quarter that moves
   * as one is too much, and belongs into a mask.)
   */
  @Test
  void groundThatMovesDoesNotTiltIt() {
    float[] series =
        series(
            (d, r, c) ->
                TILT[d] * 0.1 * r
                    + 0.1 * Math.sin(r * 12.9898 + c * 78.233)
                    - (r < 0.4 * SIDE && c < 0.4 * SIDE ? 5 * d + 10 * (d % 3) : 0));
    float[] found = ramp(series, Ramps.Surface.PLANE, Trend.REMOVE);
    for (int d = 0; d < DATES.size(); d++) {
      assertEquals(TILT[d] * 0.1 * (SIDE - 1), tilt(found, d), 0.3, "date " + d);
    }
  }

  /**
   * Tectonics: an even tilt of 30 mm/yr under weather whose trend chance makes 5 mm/yr large. Kept
   * it stays, removed it goes, and by chance less than a tenth goes, as 1 / (30 / 5)².
   */
  @Test
  void anEvenTiltThatChanceDoesNotMakeStays() {
    double perDate = 30 * 24 / 365.25 / (SIDE - 1);
    float[] series = series((d, r, c) -> perDate * d * r + TILT[d] * 0.04 * r);
    double whole = perDate * 11 * (SIDE - 1);
    assertEquals(0, tilt(ramp(series, Ramps.Surface.PLANE, Trend.KEEP), 11), 0.01);
    assertEquals(whole, tilt(ramp(series, Ramps.Surface.PLANE, Trend.REMOVE), 11), 0.01);
    double chance = tilt(ramp(series, Ramps.Surface.PLANE, Trend.CHANCE), 11) / whole;
    assertTrue(chance > 0 && chance < 0.1, "share " + chance);
  }

  @Test
  void keepingTheTrendKeepsEveryVelocity() {
    float[] series =
        series((d, r, c) -> d * 0.3 * r - d * 0.1 * c + Math.cos(5 * d) * r + (r * c % 7) * d);
    float[] corrected = series.clone();
    float[] found = ramp(series, Ramps.Surface.PLANE, Trend.KEEP);
    for (int i = 0; i < corrected.length; i++) {
      corrected[i] -= found[i];
    }
    SeriesTime time = new SeriesTime(DATES);
    float[] before = time.detrend(series, CELLS);
    float[] after = time.detrend(corrected, CELLS);
    for (int i = 0; i < CELLS; i++) {
      assertEquals(before[i], after[i], 2e-3, "cell " + i);
    }
  }

  /** Whatever the series and wherever it has gaps. */
  @Property(tries = 20)
  void theFirstDateHasNoRampAndGapsAreLeftOut(
      @ForAll @DoubleRange(min = -5, max = 5) double slope,
      @ForAll @IntRange(max = CELLS - 1) int gap,
      @ForAll @IntRange(max = 11) int date) {
    float[] series = series((d, r, c) -> slope * TILT[d] * c);
    series[date * CELLS + gap] = Float.NaN;
    float[] found = ramp(series, Ramps.Surface.PLANE, Trend.CHANCE);
    for (int i = 0; i < CELLS; i++) {
      assertEquals(0, found[i]);
    }
    for (int d = 0; d < DATES.size(); d++) {
      assertEquals(slope * TILT[d] * (SIDE - 1), tilt(found, d), 0.02);
    }
  }

  @Test
  void tooFewCellsAreRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Ramps.fit(
                    DATES, new int[3], new int[3], new float[36], Ramps.Surface.PLANE, Trend.KEEP));
    assertTrue(String.valueOf(refused.getMessage()).contains("10 or more"));
  }
}
