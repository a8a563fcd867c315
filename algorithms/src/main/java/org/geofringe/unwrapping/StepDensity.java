package org.geofringe.unwrapping;

import org.geofringe.interferometry.PhaseNoise;

/**
 * Cost of the neighbouring whole number of cycles on an edge, tabulated for one number of looks.
 *
 * <p>The step between two cells is the local slope and the difference of the two cells' noise. The
 * density D of that difference is the convolution of the density of one cell's noise (Lee et al.
 * 1994) with itself; it reaches to ±2π. A share of all edges crosses a discontinuity, where steps
 * of any length may be. With an edge's step being d from the slope, |d| ≤ π, the next cycle takes
 * it to d - 2π or d + 2π, and costs log D(d) - log D(d ± 2π) (Carballo and Fieguth 2000), in units
 * of {@link EdgeCosts}.
 */
final class StepDensity {

  /** Noise is told apart in so many levels of its deviation. */
  static final int LEVELS = 64;

  /** Noise of a smaller deviation, radians, is as good as normal. */
  private static final double NARROW = 0.1;

  private static final int OFFSETS = 128;
  private static final double PER_RADIAN = OFFSETS / Math.PI;
  private static final int SAMPLES = 512;
  private static final double GREATEST_DEVIATION = Math.PI / Math.sqrt(3);

  private final PhaseNoise noise;
  private final short[][] costs = new short[LEVELS][];

  /**
   * Tabulates the costs.
   *
   * @param noise of one cell
   * @param jumps share of edges that cross a discontinuity, above 0
   * @param width how far the phase jumps there, radians: the mean of an exponential law
   */
  StepDensity(PhaseNoise noise, double jumps, double width) {
    this.noise = noise;
    double[] sampled = new double[SAMPLES];
    for (int level = 0; level < LEVELS; level++) {
      double deviation = deviation(level);
      sample(coherence(deviation), sampled);
      costs[level] = new short[2 * OFFSETS + 1];
      double[] densities = new double[3 * OFFSETS + 1];
      for (int i = 0; i < densities.length; i++) {
        densities[i] = density(sampled, deviation, Math.PI * i / OFFSETS, jumps, width);
      }
      for (int i = -OFFSETS; i <= OFFSETS; i++) {
        double here = densities[Math.abs(i)];
        double there = densities[2 * OFFSETS + i];
        long cost = Math.round(EdgeCosts.UNITS_PER_NAT * Math.log(here / there));
        costs[level][i + OFFSETS] = (short) Math.max(1, Math.min(EdgeCosts.LARGEST, cost));
      }
    }
  }

  private static double density(
      double[] sampled, double deviation, double step, double jumps, double width) {
    double noise = deviation < NARROW ? normal(step, deviation) : difference(sampled, step);
    return (1 - jumps) * noise + jumps * Math.exp(-step / width) / (2 * width);
  }

  /** Density of the difference of two normal deviates. */
  private static double normal(double step, double deviation) {
    return Math.exp(-step * step / (4 * deviation * deviation))
        / (2 * Math.sqrt(Math.PI) * deviation);
  }

  /** Coherence whose noise has a deviation. */
  private double coherence(double deviation) {
    double low = 0;
    double high = 0.9999;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (noise.deviation(middle) > deviation) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void sample(double coherence, double[] sampled) {
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sampled[i] = noise.density((i + 0.5) * 2 * Math.PI / SAMPLES - Math.PI, coherence);
      sum += sampled[i];
    }
    for (int i = 0; i < SAMPLES; i++) {
      sampled[i] /= sum;
    }
  }

  /** Density of the difference of two draws, per radian. */
  private static double difference(double[] sampled, double difference) {
    double shift = difference * SAMPLES / (2 * Math.PI);
    int whole = (int) shift;
    double part = shift - whole;
    double sum = 0;
    for (int i = 0; i + whole < SAMPLES; i++) {
      double next = i + whole + 1 < SAMPLES ? sampled[i + whole + 1] : 0;
      sum += sampled[i] * ((1 - part) * sampled[i + whole] + part * next);
    }
    return sum * SAMPLES / (2 * Math.PI);
  }

  /** Level of a variance of one cell's noise, rad². */
  static int level(double variance) {
    return Math.min(LEVELS - 1, (int) (Math.sqrt(variance) / GREATEST_DEVIATION * LEVELS));
  }

  /** Deviation of a level, radians. */
  static double deviation(int level) {
    return (level + 0.5) / LEVELS * GREATEST_DEVIATION;
  }

  /**
   * Cost of one cycle more on an edge, 1 at least.
   *
   * @param level of the noise of the edge's cells
   * @param offset of the step from the likeliest one, radians; where it is below -π the cycle more
   *     is likelier, and costs 1
   */
  short cost(int level, double offset) {
    double place = Math.max(-OFFSETS, Math.min(OFFSETS, offset * PER_RADIAN));
    return costs[level][(int) (place + OFFSETS + 0.5)];
  }
}
