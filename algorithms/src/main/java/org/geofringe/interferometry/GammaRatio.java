package org.geofringe.interferometry;

/** Γ(x+½)/Γ(x), which speckle statistics are full of. */
final class GammaRatio {

  private static final int LARGE = 16;

  private GammaRatio() {}

  /**
   * The ratio, to a relative error below 1e-8: its asymptotic series at x + n ≥ 16, brought down by
   * the recurrence.
   *
   * @param x positive
   */
  static double of(double x) {
    double factor = 1;
    double large = x;
    while (large < LARGE) {
      factor *= large / (large + 0.5);
      large += 1;
    }
    double inverse = 1 / large;
    double series = 1 - inverse / 8 * (1 - inverse / 16 * (1 + 5 * inverse / 8));
    return factor * Math.sqrt(large) * series;
  }
}
