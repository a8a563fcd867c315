package org.geofringe.simulation;

import java.util.Random;

/**
 * Independent random sources from one seed. {@link Random} is used because its algorithm, the
 * normal deviates included, is part of its specification: the same numbers on every Java.
 */
public final class Seeds {

  private Seeds() {}

  /** The source of one part of the scene; other parts do not disturb it. */
  public static Random source(long seed, String part) {
    long mixed = seed + 0x9E3779B97F4A7C15L * (1 + part.hashCode());
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return new Random(mixed ^ (mixed >>> 31));
  }

  public static double uniform(Random random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /**
   * A gamma deviate of unit scale (Marsaglia and Tsang 2000, A simple method for generating gamma
   * variables).
   *
   * @param shape at least 1
   */
  static double gamma(Random random, double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      v = v * v * v;
      if (StrictMath.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
