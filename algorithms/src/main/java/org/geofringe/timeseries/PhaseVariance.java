package org.geofringe.timeseries;

import org.geofringe.interferometry.PhaseNoise;

/**
 * Inverse variance of the multilooked interferometric phase as a function of coherence ({@link
 * PhaseNoise}), tabulated for one number of looks: the weight of a phase.
 *
 * <p>Looks above 80 count as 80, as in MintPy: adjacent looks are correlated, and phase variance
 * that small is never reached.
 */
final class PhaseVariance {

  static final double LARGEST_COHERENCE = 0.999;
  private static final int MOST_LOOKS = 80;
  private static final int STEPS = 1000;

  private final float[] inverse = new float[STEPS + 2];

  /**
   * Tabulates the inverse variance.
   *
   * @param looks effective number of looks, at least 1
   */
  PhaseVariance(double looks) {
    PhaseNoise noise = new PhaseNoise(Math.min(looks, MOST_LOOKS));
    for (int i = 0; i <= STEPS; i++) {
      double coherence = Math.min((double) i / STEPS, LARGEST_COHERENCE);
      inverse[i] = (float) (1 / noise.variance(coherence));
    }
    inverse[STEPS + 1] = inverse[STEPS];
  }

  /** Inverse phase variance in rad⁻², linear between entries 0.001 apart; coherence in 0..1. */
  float inverse(float coherence) {
    float position = coherence * STEPS;
    int index = (int) position;
    float fraction = position - index;
    return inverse[index] + (inverse[index + 1] - inverse[index]) * fraction;
  }
}
