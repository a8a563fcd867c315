package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Series of known parts. */
class SeasonalTrendTest {

  private static final int DATES = 110;

  /** Four years, 6 to 18 days apart. */
  private static List<LocalDate> dates(int count) {
    Random random = new Random(1);
    List<LocalDate> dates = new ArrayList<>();
    LocalDate date = LocalDate.of(2017, 2, 11);
    for (int i = 0; i < count; i++) {
      dates.add(date);
      date = date.plusDays(6 + 6 * random.nextInt(3));
    }
    return dates;
  }

  private static double years(LocalDate date) {
    return ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), date) / 365.25;
  }

  private static double season(LocalDate date) {
    double angle = 2 * Math.PI * years(date);
    return 5 * Math.sin(angle) - 2 * Math.cos(angle) + 1.5 * Math.sin(2 * angle);
  }

  private static SeasonalTrend kernel() {
    return new SeasonalTrend(dates(DATES), new SeasonalTrend.Parameters(730, 2));
  }

  /** A local line follows a line exactly, so that parts of this kind come back to the float. */
  @Test
  void aLineAndASeasonComeBackAlsoWithGaps() {
    List<LocalDate> dates = dates(DATES);
    int cells = 300;
    float[] series = new float[DATES * cells];
    for (int d = 0; d < DATES; d++) {
      for (int i = 0; i < cells; i++) {
        boolean gap = (i == 3 && d % 5 == 2) || (i == 299 && d > 20 && d < 50);
        series[d * cells + i] =
            gap ? Float.NaN : (float) (-30 * (years(dates.get(d)) - 18) + season(dates.get(d)));
      }
    }
    SeasonalTrend.Result parts = kernel().apply(series, cells);
    for (int i : new int[] {0, 3, 255, 256, 299}) {
      for (int d = 0; d < DATES; d++) {
        int at = d * cells + i;
        assertEquals(-30 * (years(dates.get(d)) - 18), parts.trend()[at], 1e-3);
        assertEquals(season(dates.get(d)), parts.season()[at], 1e-3, "also in gaps");
        assertEquals(Float.isNaN(series[at]), Float.isNaN(parts.remainder()[at]));
      }
    }
  }

  /**
   * A trend that bends: half of the curvature times the variance of the tricube window, 0.144 · (1
   * yr)², is what a local line is off by: 10 mm/yr² · 0.5 · 0.144 = 0.7 mm inside. Noise of 3 mm is
   * averaged over some 40 dates of the window to 0.6 mm (times 2 at the ends, where the window is
   * one-sided), and over 110 dates to 0.6 mm of season.
   */
  @Test
  void aBentTrendAndNoiseAreToldFromTheSeason() {
    List<LocalDate> dates = dates(DATES);
    int cells = 200;
    Random random = new Random(2);
    float[] series = new float[DATES * cells];
    for (int d = 0; d < DATES; d++) {
      double t = years(dates.get(d)) - 19;
      for (int i = 0; i < cells; i++) {
        series[d * cells + i] =
            (float) (5 * t * t + season(dates.get(d)) + 3 * random.nextGaussian());
      }
    }
    SeasonalTrend.Result parts = kernel().apply(series, cells);
    double trendError = 0;
    double seasonError = 0;
    double left = 0;
    for (int d = 0; d < DATES; d++) {
      double t = years(dates.get(d)) - 19;
      for (int i = 0; i < cells; i++) {
        int at = d * cells + i;
        trendError += Math.pow(parts.trend()[at] - 5 * t * t, 2) / series.length;
        seasonError += Math.pow(parts.season()[at] - season(dates.get(d)), 2) / series.length;
        left += Math.pow(parts.remainder()[at], 2) / series.length;
        assertEquals(
            series[at], parts.trend()[at] + parts.season()[at] + parts.remainder()[at], 1e-4);
      }
    }
    assertTrue(Math.sqrt(trendError) < 1.3, "trend off by " + Math.sqrt(trendError));
    assertTrue(Math.sqrt(seasonError) < 0.8, "season off by " + Math.sqrt(seasonError));
    assertEquals(3, Math.sqrt(left), 0.3);
  }

  @Test
  void cellsWithTooFewDatesStayEmptyAndShortSeriesAreRefused() {
    float[] series = new float[DATES * 2];
    for (int d = 0; d < DATES; d++) {
      series[2 * d] = d < 40 ? 1 : Float.NaN;
      series[2 * d + 1] = d % 20 == 0 ? 1 : Float.NaN;
    }
    for (float value : kernel().apply(series, 2).trend()) {
      assertTrue(Float.isNaN(value));
    }
    SeasonalTrend.Parameters usual = new SeasonalTrend.Parameters(730, 2);
    assertThrows(
        IllegalArgumentException.class, () -> new SeasonalTrend(dates(30), usual), "a year");
    List<LocalDate> yearly =
        List.of(LocalDate.of(2010, 5, 1), LocalDate.of(2012, 5, 1), LocalDate.of(2014, 5, 1));
    assertThrows(IllegalArgumentException.class, () -> new SeasonalTrend(yearly, usual));
    assertThrows(IllegalArgumentException.class, () -> new SeasonalTrend.Parameters(365, 2));
    assertThrows(IllegalArgumentException.class, () -> new SeasonalTrend.Parameters(730, 0));
    assertThrows(IllegalArgumentException.class, () -> kernel().apply(new float[5], 2));
  }
}
