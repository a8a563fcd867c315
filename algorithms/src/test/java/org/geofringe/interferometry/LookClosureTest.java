package org.geofringe.interferometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the closure of three dates tells of taking looks together. */
class LookClosureTest {

  /** arg(I_ab · I_bc · conj(I_ac)) of each cell. */
  private static double[] closures(float[][] dates, int cells, int looks) {
    float[] first = interferogram(dates[0], dates[1], cells, looks);
    float[] next = interferogram(dates[1], dates[2], cells, looks);
    float[] outer = interferogram(dates[0], dates[2], cells, looks);
    double[] closures = new double[cells];
    for (int k = 0; k < 2 * cells; k += 2) {
      double phase = phase(first, k) + phase(next, k) - phase(outer, k);
      closures[k / 2] = Math.IEEEremainder(phase, 2 * Math.PI);
    }
    return closures;
  }

  private static float[] interferogram(float[] reference, float[] secondary, int cells, int looks) {
    return PairMultilook.apply(reference, secondary, null, 1, cells, 1, looks).interferogram();
  }

  private static double phase(float[] interferogram, int k) {
    return Math.atan2(interferogram[k + 1], interferogram[k]);
  }

  /** Three dates of a common part and parts of their own: every pair has the coherence. */
  private static float[][] dates(double coherence, int cells, long seed) {
    Random random = new Random(seed);
    float[] common = SpeckledImages.speckle(cells, random);
    float[][] dates = new float[3][];
    for (int date = 0; date < 3; date++) {
      dates[date] = SpeckledImages.secondary(common, Math.sqrt(coherence), 1.3 * date, random);
    }
    return dates;
  }

  /**
   * A product of two floats is wrong by 6e-8 of it, and the sum of two by as much again: the phase
   * of a product by 1e-7 or so, however dark the cell, since both parts are wrong by that share of
   * |s₁||s₂|. Three of them stay below 1e-6.
   */
  @Test
  void singleLooksCloseToThePrecisionOfFloat() {
    int cells = 50_000;
    for (double closure : closures(dates(0.4, cells, 61), cells, 1)) {
      assertEquals(0, closure, 1e-6);
    }
  }

  /**
   * Looks of three dates that decorrelate do not close. To first order in noise the phase of a pair
   * is Im(mean of s_i s_j*)/g, with g the coherence of all pairs. Per look, for circular Gaussian
   * signals, each has variance (1-g²)/2, pairs that share a date in the same place covariance
   * g(1-g)/2, and (a,b) with (b,c) its negative. Hence the variance of the closure: (3(1-g²)/2 -
   * 6g(1-g)/2) / (L g²) = 3(1-g)² / (2Lg²). Second order adds terms in 1/L², a few per cent of the
   * rms at L = 36 and more; the standard error of 8,000 cells is 0.8 %.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 64", "0.7, 36", "0.85, 30"})
  void looksOfDecorrelatingDatesDoNotClose(double coherence, int looks) {
    int cells = 8_000;
    double squares = 0;
    for (double closure : closures(dates(coherence, cells * looks, 62), cells, looks)) {
      squares += closure * closure;
    }
    double rms = Math.sqrt(squares / cells);
    double expected = (1 - coherence) / coherence * Math.sqrt(1.5 / looks);
    assertEquals(1, rms / expected, 0.1);
    assertTrue(rms > 0.03, "not the rounding of floats: " + rms);
  }
}
