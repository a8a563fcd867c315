package org.geofringe.timeseries;

import java.util.Arrays;

/**
 * Sums over the residuals of pairs, a cell to a lane: what temporal coherence (Pepe and Lanari
 * 2006, eq. 9) and residual rms need.
 *
 * <p>Sine and cosine of a residual r come from those of h = r/2 reduced to [-π/2, π/2] by their
 * Taylor series (to h^13 and h^14, off by less than 5e-9): sin r = 2 sin h cos h, cos r = 1 - 2
 * sin² h. The library's sine would take ten times as long, and does not run in vector lanes.
 */
final class ResidualLanes {

  private static final double INVERSE_TWO_PI = 1 / (2 * Math.PI);

  /** Adding and taking away 1.5 · 2^52 rounds a double to the nearest whole number. */
  private static final double ROUNDER = 6755399441055744.0;

  private static final double S3 = -1 / 6.0;
  private static final double S5 = 1 / 120.0;
  private static final double S7 = -1 / 5040.0;
  private static final double S9 = 1 / 362880.0;
  private static final double S11 = -1 / 39916800.0;
  private static final double S13 = 1 / 6227020800.0;
  private static final double C2 = -1 / 2.0;
  private static final double C4 = 1 / 24.0;
  private static final double C6 = -1 / 720.0;
  private static final double C8 = 1 / 40320.0;
  private static final double C10 = -1 / 3628800.0;
  private static final double C12 = 1 / 479001600.0;
  private static final double C14 = -1 / 87178291200.0;

  private final int lanes;
  private final double[] half;
  private final double[] sine;
  private final double[] cosine;
  private final double[] sineSum;
  private final double[] cosineSum;
  private final double[] squareSum;

  ResidualLanes(int lanes) {
    this.lanes = lanes;
    half = new double[lanes];
    sine = new double[lanes];
    cosine = new double[lanes];
    sineSum = new double[lanes];
    cosineSum = new double[lanes];
    squareSum = new double[lanes];
  }

  void clear() {
    Arrays.fill(sineSum, 0);
    Arrays.fill(cosineSum, 0);
    Arrays.fill(squareSum, 0);
  }

  /**
   * Adds the residual of one pair.
   *
   * @param phase observed phase, rad
   * @param from displacement phase at the reference date, rad
   * @param to displacement phase at the secondary date, rad
   * @param valid 1 where the pair counts, else 0
   */
  void add(double[] phase, double[] from, double[] to, double[] valid) {
    residual(phase, from, to, valid, half);
    square(half, squareSum);
    halve(half);
    sine(half, sine);
    cosine(half, cosine);
    sum(sine, cosine, valid);
  }

  private void residual(double[] phase, double[] from, double[] to, double[] valid, double[] out) {
    for (int lane = 0; lane < lanes; lane++) {
      out[lane] = (phase[lane] - (to[lane] - from[lane])) * valid[lane];
    }
  }

  private void square(double[] residual, double[] sum) {
    for (int lane = 0; lane < lanes; lane++) {
      sum[lane] += residual[lane] * residual[lane];
    }
  }

  private void halve(double[] angle) {
    for (int lane = 0; lane < lanes; lane++) {
      double cycles = angle[lane] * INVERSE_TWO_PI + ROUNDER - ROUNDER;
      angle[lane] = 0.5 * angle[lane] - cycles * Math.PI;
    }
  }

  private void sine(double[] angle, double[] out) {
    for (int lane = 0; lane < lanes; lane++) {
      double h = angle[lane];
      double q = h * h;
      out[lane] = h * (1 + q * (S3 + q * (S5 + q * (S7 + q * (S9 + q * (S11 + q * S13))))));
    }
  }

  private void cosine(double[] angle, double[] out) {
    for (int lane = 0; lane < lanes; lane++) {
      double q = angle[lane] * angle[lane];
      out[lane] = 1 + q * (C2 + q * (C4 + q * (C6 + q * (C8 + q * (C10 + q * (C12 + q * C14))))));
    }
  }

  private void sum(double[] sin, double[] cos, double[] valid) {
    for (int lane = 0; lane < lanes; lane++) {
      double s = sin[lane];
      sineSum[lane] += 2 * s * cos[lane];
      cosineSum[lane] += (1 - 2 * s * s) * valid[lane];
    }
  }

  /** Writes temporal coherence and residual rms of the first lanes. */
  void store(double[] used, float[] temporalCoherence, float[] residualRms, int start, int count) {
    for (int lane = 0; lane < count; lane++) {
      double s = sineSum[lane];
      double c = cosineSum[lane];
      temporalCoherence[start + lane] = (float) (Math.sqrt(s * s + c * c) / used[lane]);
      residualRms[start + lane] = (float) Math.sqrt(squareSum[lane] / used[lane]);
    }
  }
}
