package org.geofringe.server.workflow;

import java.util.SplittableRandom;

/**
 * How often speckle looks like a persistent scatterer by chance: among few dates its amplitudes,
 * which are Rayleigh distributed, may happen to be alike.
 */
final class SpeckleChance {

  private static final int DRAWS = 200_000;

  private SpeckleChance() {}

  /**
   * Share of cells of pure speckle whose dispersion over so many dates is at or below a limit, by
   * drawing; the same for the same arguments. Shares below 1e-5 come out as 0 at times.
   */
  static double share(int dates, double maxDispersion) {
    SplittableRandom random = new SplittableRandom(dates);
    int below = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      double squares = 0;
      for (int date = 0; date < dates; date++) {
        double power = -Math.log(1 - random.nextDouble());
        sum += Math.sqrt(power);
        squares += power;
      }
      double mean = sum / dates;
      double variance = Math.max(0, squares / dates - mean * mean);
      below += variance <= maxDispersion * maxDispersion * mean * mean ? 1 : 0;
    }
    return below / (double) DRAWS;
  }
}
