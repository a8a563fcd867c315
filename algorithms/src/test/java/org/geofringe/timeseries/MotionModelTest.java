package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.geofringe.timeseries.MotionModel.Errors;
import org.geofringe.timeseries.MotionModel.Estimator;
import org.geofringe.timeseries.MotionTerms.Season;
import org.junit.jupiter.api.Test;

/** Models of motion against series that are known. */
class MotionModelTest {

  private static final int DATES = 60;
  private static final LocalDate QUAKE = LocalDate.of(2020, 10, 30);
  private static final double NOISE = 4;

  /** Every 12 days, a few of them missing. */
  private static List<LocalDate> dates(int count) {
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; dates.size() < count; i++) {
      if (i % 7 != 3) {
        dates.add(LocalDate.of(2019, 3, 5).plusDays(12L * i));
      }
    }
    return dates;
  }

  private static MotionTerms line() {
    return new MotionTerms(dates(DATES), Season.NONE, false, List.of());
  }

  private static MotionTerms full() {
    return new MotionTerms(dates(DATES), Season.SEMIANNUAL, true, List.of(QUAKE));
  }

  private static MotionModel model(MotionTerms terms, Estimator estimator, Errors errors) {
    return new MotionModel(terms, new MotionModel.Parameters(estimator, errors, 400));
  }

  private static float[] series(MotionTerms terms, int cells, IntToDoubleFunction factor) {
    float[] series = new float[terms.dates().size() * cells];
    for (int d = 0; d < terms.dates().size(); d++) {
      double value = 0;
      for (int j = 0; j < terms.count(); j++) {
        value += factor.applyAsDouble(j) * terms.at(d, j);
      }
      Arrays.fill(series, d * cells, (d + 1) * cells, (float) value);
    }
    return series;
  }

  private static float[] noisy(float[] series, double noise, long seed) {
    Random random = new Random(seed);
    float[] noisy = series.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (noise * random.nextGaussian());
    }
    return noisy;
  }

  /** Floats of 100 mm know 1e-5 mm, and every term is some average of sixty of them. */
  @Test
  void everyTermComesBack() {
    MotionTerms terms = full();
    float[] series = series(terms, 3, j -> 10 - 3 * j);
    series[5 * 3 + 1] = Float.NaN;
    series[40 * 3 + 1] = Float.NaN;
    for (Estimator estimator : Estimator.values()) {
      MotionModel model = model(terms, estimator, Errors.COVARIANCE);
      MotionModel.Result result = model.apply(series, 3);
      for (int j = 0; j < terms.count(); j++) {
        for (int i = 0; i < 3; i++) {
          assertEquals(10 - 3 * j, result.values()[j * 3 + i], 1e-3, estimator + " term " + j);
          assertEquals(0, result.errors()[j * 3 + i], 1e-3);
        }
      }
      float[] left = model.residuals(series, result.values(), 3);
      assertTrue(Float.isNaN(left[5 * 3 + 1]), "no data stays so");
      left[5 * 3 + 1] = 0;
      left[40 * 3 + 1] = 0;
      assertArrayEquals(new float[left.length], left, 1e-3f);
    }
  }

  /** A velocity alone is the older line fit, number for number, also with gaps. */
  @Test
  void aLineIsThatOfTheVelocityFit() {
    MotionTerms terms = line();
    int cells = 700;
    float[] series = noisy(series(terms, cells, j -> 20), NOISE, 1);
    Random random = new Random(2);
    for (int i = 0; i < series.length; i++) {
      series[i] = i % cells < 300 && random.nextInt(4) == 0 ? Float.NaN : series[i];
    }
    MotionModel.Result result = model(terms, Estimator.L2, Errors.COVARIANCE).apply(series, cells);
    VelocityFit.Result line = new VelocityFit(terms.dates()).apply(series, cells);
    assertArrayEquals(
        line.velocity(), Arrays.copyOfRange(result.values(), cells, 2 * cells), 1e-4f);
    assertArrayEquals(
        line.standardError(), Arrays.copyOfRange(result.errors(), cells, 2 * cells), 1e-4f);
  }

  @Test
  void aCellIsItsOwnWhereverItLies() {
    MotionTerms terms = full();
    int cells = 600;
    float[] series = noisy(series(terms, cells, j -> j), NOISE, 3);
    series[9 * cells + 400] = Float.NaN;
    for (Estimator estimator : Estimator.values()) {
      for (Errors errors : Errors.values()) {
        MotionModel model =
            new MotionModel(terms, new MotionModel.Parameters(estimator, errors, 20));
        MotionModel.Result all = model.apply(series, cells);
        for (int cell : new int[] {0, 255, 256, 400, 599}) {
          float[] one = new float[DATES];
          for (int d = 0; d < DATES; d++) {
            one[d] = series[d * cells + cell];
          }
          MotionModel.Result alone = model.apply(one, 1);
          for (int j = 0; j < terms.count(); j++) {
            assertEquals(alone.values()[j], all.values()[j * cells + cell]);
            assertEquals(alone.errors()[j], all.errors()[j * cells + cell]);
          }
          assertEquals(alone.rms()[0], all.rms()[cell]);
        }
      }
    }
  }

  /**
   * Over 1500 cells of white noise the scatter of each term about the truth is known to 1/√3000 =
   * 1.8 %; it must be the mean standard error within 4 times that. The bootstrap of 400 draws adds
   * 0.1 % of mean error, and its own bias, of the order k/n, was taken out to first order only: 5
   * of 60 dates leave some 5 %. Huber's needs more than this many dates to be exact, too.
   */
  @Test
  void standardErrorsAreThoseThatHappen() {
    MotionTerms terms = new MotionTerms(dates(DATES), Season.ANNUAL, false, List.of(QUAKE));
    assertCalibrated(terms, Estimator.L2, Errors.COVARIANCE, 0.08);
    assertCalibrated(terms, Estimator.HUBER, Errors.COVARIANCE, 0.12);
    assertCalibrated(terms, Estimator.L2, Errors.BOOTSTRAP, 0.12);
  }

  private static void assertCalibrated(
      MotionTerms terms, Estimator estimator, Errors errors, double tolerance) {
    int cells = 1500;
    float[] series = noisy(series(terms, cells, j -> 7), NOISE, 4);
    MotionModel.Result result = model(terms, estimator, errors).apply(series, cells);
    for (int j = 0; j < terms.count(); j++) {
      double squares = 0;
      double claimed = 0;
      for (int i = j * cells; i < (j + 1) * cells; i++) {
        squares += (result.values()[i] - 7) * (result.values()[i] - 7) / cells;
        claimed += result.errors()[i] * result.errors()[i] / cells;
      }
      assertEquals(
          1, Math.sqrt(claimed / squares), tolerance, estimator + ", " + errors + ", term " + j);
    }
  }

  /**
   * Huber's estimate on clean normal noise is 95 % efficient, so its scatter is 1/√0.95 = 1.026 of
   * the least squares'. With every tenth date 60 mm off, 15 sigma, least squares scatters by √(1 +
   * 0.1·15²) = 4.8 times as much, and the robust one must not by more than half.
   */
  @Test
  void wildDatesHardlyMoveTheRobustEstimate() {
    MotionTerms terms = line();
    int cells = 800;
    float[] clean = noisy(series(terms, cells, j -> 7), NOISE, 5);
    float[] wild = clean.clone();
    Random random = new Random(6);
    for (int i = 0; i < wild.length; i++) {
      wild[i] += random.nextInt(10) == 0 ? (random.nextBoolean() ? 60 : -60) : 0;
    }
    double best = scatter(terms, clean, cells, Estimator.L2);
    assertEquals(1.026, scatter(terms, clean, cells, Estimator.HUBER) / best, 0.05);
    assertTrue(scatter(terms, wild, cells, Estimator.L2) > 4 * best);
    assertTrue(scatter(terms, wild, cells, Estimator.HUBER) < 1.5 * best);
  }

  private static double scatter(MotionTerms terms, float[] series, int cells, Estimator estimator) {
    float[] values = model(terms, estimator, Errors.COVARIANCE).apply(series, cells).values();
    double squares = 0;
    for (int i = cells; i < 2 * cells; i++) {
      squares += (values[i] - 7) * (values[i] - 7) / cells;
    }
    return Math.sqrt(squares);
  }

  @Test
  void cellsWithTooFewDatesStayEmpty() {
    MotionTerms terms = new MotionTerms(dates(20), Season.NONE, false, List.of());
    float[] series = series(terms, 4, j -> 1);
    for (int d = 0; d < 20; d++) {
      series[d * 4] = Float.NaN;
      series[d * 4 + 1] = d == 6 ? 1 : Float.NaN;
      series[d * 4 + 2] = d == 6 || d == 9 ? d : Float.NaN;
    }
    MotionModel.Result result = model(terms, Estimator.HUBER, Errors.BOOTSTRAP).apply(series, 4);
    assertTrue(Float.isNaN(result.values()[4]) && Float.isNaN(result.values()[5]));
    assertTrue(result.values()[6] > 0 && Float.isNaN(result.errors()[6]), "no error of two dates");
    assertEquals(1, result.values()[7], 1e-4);
  }

  @Test
  void whatTheDatesCannotTellApartIsRefused() {
    assertRefused("over a year", () -> terms(25, Season.ANNUAL));
    assertRefused("both sides", () -> terms(25, Season.NONE, dates(25).get(0)));
    assertRefused("both sides", () -> terms(25, Season.NONE, LocalDate.of(2030, 1, 1)));
    LocalDate step = dates(25).get(10);
    assertRefused("are then one", () -> terms(25, Season.NONE, step, step.minusDays(3)));
    assertRefused("need more than 4", () -> terms(4, Season.NONE, step(1), step(2)));
    List<LocalDate> summers = new ArrayList<>();
    for (int year = 2016; year < 2024; year++) {
      summers.add(LocalDate.of(year, 7, 1));
      summers.add(LocalDate.of(year, 7, 13));
    }
    assertRefused("condition", () -> new MotionTerms(summers, Season.ANNUAL, false, List.of()));
    assertRefused("bootstrap", () -> model(terms(3, Season.NONE), Estimator.L2, Errors.BOOTSTRAP));
    assertRefused("draws", () -> new MotionModel.Parameters(Estimator.L2, Errors.BOOTSTRAP, 3));
    assertRefused(
        "cells expected",
        () -> model(line(), Estimator.L2, Errors.COVARIANCE).apply(new float[7], 3));
  }

  private static LocalDate step(int date) {
    return dates(25).get(date);
  }

  private static MotionTerms terms(int dates, Season season, LocalDate... steps) {
    return new MotionTerms(dates(dates), season, false, List.of(steps));
  }

  private static void assertRefused(
      String words, org.junit.jupiter.api.function.Executable executable) {
    String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
    assertTrue(String.valueOf(message).contains(words), message);
  }
}
