package org.geofringe.simulation;

import java.util.Random;

/**
 * Phase noise and coherence estimate of one multilooked cell, drawn together from their exact joint
 * distribution: the sample covariance of two circular Gaussian signals is complex Wishart, and its
 * Bartlett factor needs two gamma deviates and one complex normal, however many looks (Goodman
 * 1963; Lee et al. 1994 for the phase).
 *
 * @param phase noise of the interferometric phase, radians, in -π..π
 * @param coherence estimate, 0 to 1; too high where the true coherence is low, as in real products
 */
record Speckle(double phase, double coherence) {

  /**
   * One cell.
   *
   * @param coherence true coherence, 0 to 1
   * @param looks independent looks, at least 2
   */
  static Speckle draw(double coherence, double looks, Random random) {
    double rest = Math.sqrt(1 - coherence * coherence);
    double first = Math.sqrt(Seeds.gamma(random, looks));
    double second = Math.sqrt(Seeds.gamma(random, looks - 1));
    double re = coherence * first + rest * random.nextGaussian() * Math.sqrt(0.5);
    double im = rest * random.nextGaussian() * Math.sqrt(0.5);
    double cross = re * re + im * im;
    return new Speckle(
        StrictMath.atan2(im, re), Math.sqrt(cross / (cross + rest * rest * second * second)));
  }
}
