package org.geofringe.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtmosphereFilterTest {

  private static final int SIDE = 90;
  private static final int CELLS = SIDE * SIDE;
  private static final List<LocalDate> DATES =
      IntStream.range(0, 30).mapToObj(i -> LocalDate.of(2021, 3, 1).plusDays(12L * i)).toList();

  private static float[] atmosphere(float[] series, AtmosphereFilter.Parameters parameters) {
    CoarseGrid blocks = AtmosphereFilter.blocks(SIDE, SIDE, parameters);
    float[] sums = new float[DATES.size() * blocks.cells()];
    float[] counts = new float[blocks.cells()];
    blocks.add(series, 0, SIDE, sums, counts);
    AtmosphereFilter.apply(DATES, blocks, sums, counts, parameters);
    float[] found = new float[series.length];
    for (int d = 0; d < DATES.size(); d++) {
      for (int r = 0; r < SIDE; r++) {
        blocks.interpolate(sums, d * blocks.cells(), r, 0, SIDE, found, d * CELLS + r * SIDE);
      }
    }
    return found;
  }

  private static float[] lines() {
    float[] series = new float[DATES.size() * CELLS];
    for (int d = 0; d < DATES.size(); d++) {
      for (int i = 0; i < CELLS; i++) {
        series[d * CELLS + i] = (float) (d * (i % 13 - 6) * 0.3);
      }
    }
    return series;
  }

  /** Without weather there is nothing to take: straight lines stay to the rounding of floats. */
  @Test
  void straightLinesStay() {
    for (float value : atmosphere(lines(), new AtmosphereFilter.Parameters(60, 9, 9))) {
      assertEquals(0, value, 1e-3);
    }
  }

  /**
   * Waves of 60 cells that change at random from date to date, over lines. A Gaussian of 3 cells
   * keeps exp(-½ (2π·3/60)²) = 95 % of them; the running mean over time holds 12 / (60·√2π) = 8 %
   * of a date's own share, and the even trend stays. So at least 80 % must go.
   */
  @Test
  void weatherGoes() {
    Random random = new Random(5);
    float[] weather = new float[DATES.size() * CELLS];
    for (int d = 0; d < DATES.size(); d++) {
      double strength = 10 * random.nextGaussian();
      double phase = 6 * random.nextDouble();
      for (int i = 0; i < CELLS; i++) {
        double wave = Math.sin(2 * Math.PI * (i % SIDE) / 60 + phase);
        weather[d * CELLS + i] = (float) (strength * wave);
      }
    }
    float[] series = lines();
    for (int i = 0; i < series.length; i++) {
      series[i] += weather[i] - weather[i % CELLS];
    }
    float[] found = atmosphere(series, new AtmosphereFilter.Parameters(60, 3, 3));
    SeriesTime time = new SeriesTime(DATES);
    float[] rest = series.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= found[i];
    }
    float[] before = time.detrend(series, CELLS);
    float[] after = time.detrend(rest, CELLS);
    for (int i = 0; i < CELLS; i++) {
      assertEquals(before[i], after[i], 0.01, "velocity stays");
      assertEquals(0, found[i], "first date");
    }
    assertTrue(rms(rest) < 0.2 * rms(series), rms(rest) + " of " + rms(series));
  }

  private static double rms(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value / values.length;
    }
    return Math.sqrt(squares);
  }

  /**
   * Motion that lasts is longer than the mean over time and mostly stays. A mean of 30 days keeps
   * exp(-½ (2π·30/365)²) = 87 % of a season, less at both ends, where it sees one side.
   */
  @Test
  void aSeasonStays() {
    float[] series = new float[DATES.size() * CELLS];
    for (int d = 0; d < DATES.size(); d++) {
      for (int i = 0; i < CELLS; i++) {
        series[d * CELLS + i] = (float) (i % SIDE * Math.sin(2 * Math.PI * 12 * d / 365.25));
      }
    }
    float[] found = atmosphere(series, new AtmosphereFilter.Parameters(30, 9, 9));
    for (int d = 5; d < DATES.size() - 5; d++) {
      double first = found[5 * CELLS + 80] - found[5 * CELLS + 10];
      double taken = found[d * CELLS + 80] - found[d * CELLS + 10] - first;
      assertEquals(0, taken, 0.3 * 70, "date " + d);
    }
  }

  /**
   * Blocks do as well as cells: the Gaussian of one bright cell in one date, against the formula. A
   * third of a standard deviation is how coarse blocks get; the sum of a Gaussian over them is
   * within 2 % of its peak. The cell lies in the middle of its block.
   */
  @Test
  void aPointBecomesAGaussian() {
    double sigma = 9;
    float[] series = new float[DATES.size() * CELLS];
    int middle = 46 * SIDE + 46;
    series[15 * CELLS + middle] = 1000;
    float[] found = atmosphere(series, new AtmosphereFilter.Parameters(60, sigma, sigma));
    float peak = found[15 * CELLS + middle] - found[14 * CELLS + middle];
    for (int c = 20; c < 70; c++) {
      int i = 46 * SIDE + c;
      double expected = Math.exp(-0.5 * (c - 46) * (c - 46) / (sigma * sigma));
      assertEquals(
          expected, (found[15 * CELLS + i] - found[14 * CELLS + i]) / peak, 0.02, "column " + c);
    }
    assertEquals(1000 / (2 * Math.PI * sigma * sigma), peak, 0.15 * peak);
  }

  @Test
  void gapsAreLeftOutAndDoNotSpread() {
    float[] series = lines();
    for (int d = 0; d < DATES.size(); d++) {
      for (int i = 0; i < CELLS; i++) {
        series[d * CELLS + i] += 5 * (d % 2);
      }
    }
    float[] whole = atmosphere(series, new AtmosphereFilter.Parameters(60, 6, 6));
    for (int d = 0; d < DATES.size(); d++) {
      for (int i = 0; i < CELLS / 3; i++) {
        series[d * CELLS + i] = i % 2 == 0 || d == 4 ? Float.NaN : series[d * CELLS + i];
      }
    }
    float[] gaps = atmosphere(series, new AtmosphereFilter.Parameters(60, 6, 6));
    for (int d = 0; d < DATES.size(); d++) {
      int i = d * CELLS + CELLS / 2;
      assertEquals(whole[i], gaps[i], 0.02, "date " + d);
    }
    for (float value : gaps) {
      assertTrue(Float.isFinite(value));
    }
  }

  @Test
  void refusesNoWidth() {
    assertThrows(IllegalArgumentException.class, () -> new AtmosphereFilter.Parameters(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new AtmosphereFilter.Parameters(1, 0.1, 1));
  }
}
