package org.geofringe.simulation.scene;

/**
 * What a point looks like along one axis of a focused image: the transform of a spectrum of limited
 * width with Hamming weights, h(x) = Σ of three sinc functions, 1 at its peak. For the many
 * scatterers of the ground it is cut off after some samples and tapered with a Kaiser window.
 */
final class PulseResponse {

  private static final int PHASES = 512;

  private final double band;
  private final double weight;
  private final int taps;
  private final float[][] table;
  private final double energy;

  /**
   * A response.
   *
   * @param band width of the spectrum over the sampling rate, below 1
   * @param weight Hamming coefficient, 1 for none
   * @param taps number of samples to keep, even
   * @param taper Kaiser's β
   */
  PulseResponse(double band, double weight, int taps, double taper) {
    this.band = band;
    this.weight = weight;
    this.taps = taps;
    this.table = new float[PHASES + 1][taps];
    double sum = 0;
    for (int p = 0; p <= PHASES; p++) {
      for (int i = 0; i < taps; i++) {
        double x = i - (taps / 2.0 - 1) - p / (double) PHASES;
        double tapered = at(x) * kaiser(2 * x / taps, taper);
        table[p][i] = (float) tapered;
        sum += p < PHASES ? tapered * tapered : 0;
      }
    }
    energy = sum / PHASES;
  }

  int taps() {
    return taps;
  }

  /** Sum of the squares over samples, averaged over where the peak lies between samples. */
  double energy() {
    return energy;
  }

  /**
   * Values at the samples around a peak.
   *
   * @param fraction where the peak lies after sample {@code taps / 2 - 1}, 0 to 1
   */
  float[] around(double fraction) {
    return table[(int) (fraction * PHASES + 0.5)];
  }

  /** The exact response at a distance in samples from the peak. */
  double at(double x) {
    double u = band * x;
    double peak = weight;
    double sides = (1 - weight) / 2;
    return (peak * sinc(u) + sides * (sinc(u - 1) + sinc(u + 1))) / peak;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x, double beta) {
    return Math.abs(x) > 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
  }

  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; k < 40; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }
}
