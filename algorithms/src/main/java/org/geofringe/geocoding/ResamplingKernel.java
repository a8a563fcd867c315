package org.geofringe.geocoding;

/**
 * Weights that interpolate a regularly sampled, band-limited signal: sin(πx)/(πx) under a Kaiser
 * window I0(β √(1 - (2x/n)²)) / I0(β) of n taps, scaled so that the weights of every fraction sum
 * to one. A larger β asks for more room between the signal's band and the sampling rate and pays
 * with less ripple within the band (Kaiser 1974).
 *
 * <p>The weights are tabulated at 256 fractions and drawn linearly between them. The curvature of
 * the kernel is at most about π²/3 at its centre, so that a weight is wrong by less than (1/256)²/8
 * · π²/3 = 6e-6, far below the -40 dB that the window itself leaves.
 */
public final class ResamplingKernel {

  /** Bins between one sample and the next. */
  private static final int BINS = 256;

  private static final int MOST_TAPS = 32;

  private final int taps;
  private final double beta;
  private final float[] table;

  /**
   * A kernel.
   *
   * @param taps number of samples that make a value, even, 2 to 32
   * @param beta of the Kaiser window, 0 to 20
   */
  public ResamplingKernel(int taps, double beta) {
    if (taps < 2 || taps > MOST_TAPS || taps % 2 != 0) {
      throw new IllegalArgumentException(
          "taps must be even, from 2 to " + MOST_TAPS + ", got " + taps);
    }
    if (!(beta >= 0 && beta <= 20)) {
      throw new IllegalArgumentException("beta must be from 0 to 20, got " + beta);
    }
    this.taps = taps;
    this.beta = beta;
    this.table = new float[(BINS + 1) * taps];
    double[] exact = new double[taps];
    for (int bin = 0; bin <= BINS; bin++) {
      exactWeights((double) bin / BINS, exact);
      for (int tap = 0; tap < taps; tap++) {
        table[bin * taps + tap] = (float) exact[tap];
      }
    }
  }

  public int taps() {
    return taps;
  }

  /** Taps before and including the sample at or below the position. */
  public int before() {
    return taps / 2;
  }

  /**
   * The weights of a position between two samples, from the table.
   *
   * @param fraction from the sample at or below the position, 0 to 1
   * @param weights receives {@link #taps()} weights, of the samples from {@code 1 - taps / 2} to
   *     {@code taps / 2} about the one at or below the position; modified
   */
  public void weights(float fraction, float[] weights) {
    float place = fraction * BINS;
    int bin = Math.min((int) place, BINS - 1);
    float rest = place - bin;
    int at = bin * taps;
    for (int tap = 0; tap < taps; tap++) {
      float low = table[at + tap];
      weights[tap] = low + rest * (table[at + taps + tap] - low);
    }
  }

  /** The weights as the formula gives them: what the table approximates. */
  void exactWeights(double fraction, double[] weights) {
    double sum = 0;
    for (int tap = 0; tap < taps; tap++) {
      double x = tap - (taps / 2 - 1) - fraction;
      double relative = 2 * x / taps;
      double window = bessel(beta * Math.sqrt(Math.max(0, 1 - relative * relative)));
      weights[tap] = sinc(x) * window;
      sum += weights[tap];
    }
    for (int tap = 0; tap < taps; tap++) {
      weights[tap] /= sum;
    }
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The modified Bessel function of the first kind and order 0, by its series. */
  private static double bessel(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
