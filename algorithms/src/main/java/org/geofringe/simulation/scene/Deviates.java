package org.geofringe.simulation.scene;

/**
 * Normal deviates by counting instead of by drawing: a key gives the same numbers in whatever order
 * and on whatever thread it is asked for. The key is scrambled as in SplitMix64 (Steele, Lea and
 * Flood 2014); twelve bits each pick one of 4096 quantiles, which sums over many scatterers cannot
 * tell from a continuous distribution.
 */
final class Deviates {

  private static final int LEVELS = 4096;
  private static final float[] QUANTILES = quantiles();

  private Deviates() {}

  /** Sixty-four scrambled bits for a key. */
  static long scramble(long key) {
    long z = key + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * One of four independent normal deviates in scrambled bits.
   *
   * @param which 0 to 3
   * @return of zero mean and variance 1/2, as a part of a complex number of unit power
   */
  static float half(long bits, int which) {
    return QUANTILES[(int) (bits >>> (12 * which)) & (LEVELS - 1)];
  }

  private static float[] quantiles() {
    double[] values = new double[LEVELS];
    double power = 0;
    for (int i = 0; i < LEVELS; i++) {
      values[i] = quantile((i + 0.5) / LEVELS);
      power += values[i] * values[i];
    }
    double scale = Math.sqrt(0.5 * LEVELS / power);
    float[] scaled = new float[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      scaled[i] = (float) (values[i] * scale);
    }
    return scaled;
  }

  /** Where the normal distribution reaches a share, by halving; needed once. */
  private static double quantile(double share) {
    double low = -5;
    double high = 5;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (distribution(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The normal distribution function by its series around 0. */
  private static double distribution(double x) {
    double term = x;
    double sum = x;
    for (int k = 1; k < 100; k++) {
      term *= x * x / (2 * k + 1);
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
