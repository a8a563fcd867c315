package org.geofringe.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeightDelayTest {

  private static final int SIDE = 60;
  private static final int CELLS = SIDE * SIDE;
  private static final List<LocalDate> DATES =
      IntStream.range(0, 10).mapToObj(i -> LocalDate.of(2021, 3, 1).plusDays(24L * i)).toList();
  private static final double[] SLOPE = {0, 12, -9, 4, -14, 13, -3, 8, -11, 2};
  private static final int[] ROWS = IntStream.range(0, CELLS).map(i -> i / SIDE).toArray();
  private static final int[] COLUMNS = IntStream.range(0, CELLS).map(i -> i % SIDE).toArray();

  private static double height(int row, int column) {
    return 800 + 400 * Math.sin(row / 1.7) * Math.cos(column / 2.1);
  }

  private static float[] heights(double datum) {
    float[] heights = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      heights[i] = (float) (height(i / SIDE, i % SIDE) + datum);
    }
    return heights;
  }

  private interface Delay {
    double at(int date, int row, int column);
  }

  private static float[] series(Delay delay) {
    float[] series = new float[DATES.size() * CELLS];
    for (int d = 0; d < DATES.size(); d++) {
      for (int i = 0; i < CELLS; i++) {
        series[d * CELLS + i] = (float) delay.at(d, i / SIDE, i % SIDE);
      }
    }
    return series;
  }

  private static float[] found(float[] series, float[] heights, double window, Trend trend) {
    HeightDelay delay =
        HeightDelay.fit(
            DATES,
            ROWS,
            COLUMNS,
            heights,
            series.clone(),
            new HeightDelay.Windows(window, window, SIDE, SIDE),
            trend);
    float[] found = new float[series.length];
    for (int d = 0; d < DATES.size(); d++) {
      float[] date = new float[CELLS];
      for (int r = 0; r < SIDE; r++) {
        delay.at(d, r, 0, SIDE, heights, date, r * SIDE);
      }
      System.arraycopy(date, 0, found, d * CELLS, CELLS);
    }
    return found;
  }

  /** Spread about its mean of a date of a series without another. */
  private static double spread(float[] series, float[] taken, int date) {
    double sum = 0;
    double squares = 0;
    for (int i = date * CELLS; i < (date + 1) * CELLS; i++) {
      double rest = series[i] - taken[i];
      sum += rest / CELLS;
      squares += rest * rest / CELLS;
    }
    return Math.sqrt(Math.max(0, squares - sum * sum));
  }

  /** 12 mm per km over 400 m of relief are several mm; all of it is found. */
  @Test
  void oneSlopeIsFound() {
    float[] series = series((d, r, c) -> SLOPE[d] * height(r, c) / 1000 + 3 * d);
    float[] found = found(series, heights(0), 0, Trend.REMOVE);
    for (int d = 1; d < DATES.size(); d++) {
      assertTrue(spread(series, found, d) < 0.01, "date " + d);
    }
  }

  /**
   * The slope turns its sign from west to east: one slope finds little, windows most of it. What
   * lies between their centres and the edge of the scene is flattened, so half is asked for.
   */
  @Test
  void windowsFollowSlopesThatChange() {
    float[] series = series((d, r, c) -> SLOPE[d] * (c - 30) / 30.0 * (height(r, c) - 800) / 1000);
    float[] whole = found(series, heights(0), 0, Trend.REMOVE);
    float[] windows = found(series, heights(0), 24, Trend.REMOVE);
    for (int d = 1; d < DATES.size() - 1; d++) {
      assertTrue(
          spread(series, windows, d) < 0.5 * spread(series, whole, d),
          d + ": " + spread(series, windows, d) + " of " + spread(series, whole, d));
    }
  }

  @Test
  void whereHeightsAreCountedFromDoesNotMatter() {
    float[] series = series((d, r, c) -> SLOPE[d] * Math.sin(c / 9.0) * height(r, c) / 1000);
    float[] low = found(series, heights(0), 24, Trend.CHANCE);
    float[] high = found(series, heights(2000), 24, Trend.CHANCE);
    for (int d = 0; d < DATES.size(); d++) {
      assertEquals(0, spread(low, high, d), 0.02, "date " + d);
    }
  }

  /**
   * The floor of a basin sinks by 100 mm/yr, a third of the scene and the lowest: it follows
   * height. What varies about the lines is weather alone, so the slopes are found as without it,
   * and with the trend kept the velocity is untouched.
   */
  @Test
  void motionThatFollowsHeightIsLeft() {
    float[] weather = series((d, r, c) -> SLOPE[d] * height(r, c) / 1000);
    float[] series =
        series(
            (d, r, c) ->
                SLOPE[d] * height(r, c) / 1000 - (height(r, c) < 700 ? 100 * d * 24 / 365.25 : 0));
    float[] without = found(weather, heights(0), 0, Trend.KEEP);
    float[] with = found(series, heights(0), 0, Trend.KEEP);
    for (int d = 0; d < DATES.size(); d++) {
      assertEquals(0, spread(without, with, d), 0.05, "date " + d);
    }
  }

  @Test
  void theFirstDateIsZeroAndGapsAreLeftOut() {
    float[] series = series((d, r, c) -> SLOPE[d] * height(r, c) / 1000);
    for (int i = 0; i < CELLS; i += 7) {
      series[3 * CELLS + i] = Float.NaN;
    }
    float[] found = found(series, heights(0), 24, Trend.CHANCE);
    for (int i = 0; i < CELLS; i++) {
      assertEquals(0, found[i]);
    }
    for (float value : found) {
      assertTrue(Float.isFinite(value));
    }
  }

  @Test
  void flatGroundIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> found(series((d, r, c) -> d), new float[CELLS], 0, Trend.KEEP));
  }
}
