package org.geofringe.unwrapping;

import java.util.Random;

/**
 * A wrapped phase of which the truth is known.
 *
 * @param truth unwrapped phase without noise, radians
 * @param wrapped phase of the multilooked interferogram, radians; NaN = no data
 * @param coherence true coherence
 * @param estimated coherence as the looks themselves give it, too high where it is low
 * @param regions cells that no data or water parts have different numbers; 0 = not to be judged
 */
record WrappedField(
    int rows,
    int columns,
    double looks,
    double[] truth,
    float[] wrapped,
    float[] coherence,
    float[] estimated,
    int[] regions) {

  /** A number at every cell. */
  interface Surface {
    double at(int row, int column);
  }

  /**
   * Averages products of correlated circular Gaussian signals over independent looks.
   *
   * @param coherence true coherence, 1 = no noise, NaN = no data
   * @param regions region of a cell, 0 = not judged
   */
  static WrappedField of(
      int rows,
      int columns,
      int looks,
      long seed,
      Surface phase,
      Surface coherence,
      Surface regions) {
    Random random = new Random(seed);
    int cells = rows * columns;
    double[] truth = new double[cells];
    float[] wrapped = new float[cells];
    float[] gammas = new float[cells];
    float[] estimated = new float[cells];
    int[] region = new int[cells];
    for (int i = 0; i < cells; i++) {
      int r = i / columns;
      int c = i % columns;
      truth[i] = phase.at(r, c);
      double gamma = coherence.at(r, c);
      double rest = Math.sqrt(1 - gamma * gamma);
      double re = 0;
      double im = 0;
      double first = 0;
      double second = 0;
      for (int look = 0; look < looks && gamma < 1; look++) {
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        double x = gamma * a + rest * random.nextGaussian();
        double y = gamma * b + rest * random.nextGaussian();
        re += a * x + b * y;
        im += b * x - a * y;
        first += a * a + b * b;
        second += x * x + y * y;
      }
      double noise = gamma < 1 ? Math.atan2(im, re) : 0;
      wrapped[i] =
          Double.isNaN(gamma)
              ? Float.NaN
              : (float) Math.IEEEremainder(truth[i] + noise, 2 * Math.PI);
      gammas[i] = (float) gamma;
      estimated[i] = gamma < 1 ? (float) (Math.hypot(re, im) / Math.sqrt(first * second)) : 1;
      if (Double.isNaN(gamma)) {
        estimated[i] = Float.NaN;
      } else {
        region[i] = (int) regions.at(r, c);
      }
    }
    return new WrappedField(rows, columns, looks, truth, wrapped, gammas, estimated, region);
  }
}
