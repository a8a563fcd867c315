package org.geofringe.unwrapping;

import org.geofringe.interferometry.PhaseNoise;

/**
 * Noise of one cell's phase by its coherence, tabulated for one number of looks: the variance and
 * the resultant ρ = E cos(noise), which is how long the mean of many such phasors is.
 */
final class CellNoise {

  /** Coherence is told apart in so many steps; a byte holds one. */
  static final int STEPS = 255;

  private static final int ANGLES = 200;
  private static final double WEIGHT_FLOOR = 0.1;

  private final float[] variances = new float[STEPS + 1];
  private final float[] resultants = new float[STEPS + 1];

  CellNoise(PhaseNoise noise) {
    for (int step = 0; step <= STEPS; step++) {
      double coherence = (double) step / STEPS;
      variances[step] = (float) noise.variance(coherence);
      // Noise this small has no far tail, and its density is too narrow to be sampled.
      resultants[step] =
          variances[step] < 0.05
              ? (float) Math.exp(-variances[step] / 2)
              : (float) resultant(noise, Math.min(coherence, 0.9999));
    }
  }

  private static double resultant(PhaseNoise noise, double coherence) {
    double sum = 0;
    double mass = 0;
    for (int i = 0; i < ANGLES; i++) {
      double angle = Math.PI * (i + 0.5) / ANGLES;
      double density = noise.density(angle, coherence);
      sum += Math.cos(angle) * density;
      mass += density;
    }
    return Math.max(0, sum / mass);
  }

  /**
   * Step of a coherence.
   *
   * @param coherence 0 to 1, NaN counts as 0
   */
  static byte step(float coherence) {
    return (byte) (int) (coherence * STEPS + 0.5f);
  }

  /** Step of the coherence whose noise has a resultant. */
  byte stepOf(double resultant) {
    int low = 0;
    int high = STEPS;
    while (low < high) {
      int middle = (low + high) / 2;
      if (resultants[middle] < resultant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (byte) low;
  }

  /** Variance of the phase, rad². */
  float variance(byte step) {
    return variances[step & 0xff];
  }

  float resultant(byte step) {
    return resultants[step & 0xff];
  }

  /** Weight in means: as the inverse of the variance, but no cell outweighs all others. */
  float weight(byte step) {
    return (float) (WEIGHT_FLOOR / (WEIGHT_FLOOR + variances[step & 0xff]));
  }
}
