package org.geofringe.timeseries;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws of dates with replacement for a bootstrap, always the same for the same dates and terms.
 *
 * @param counts how often each date was drawn
 * @param inverses the pseudo-inverse of each draw, term by term
 */
record DateDraws(List<int[]> counts, List<double[][]> inverses) {

  private static final long SEED = 0x5EED;

  /** Few dates leave many draws that say nothing; then the bootstrap is not the right tool. */
  private static final int MOST_TRIES = 50;

  /** Dates beyond the terms; with fewer, hardly any two draws differ. */
  private static final int FEWEST_SPARE = 6;

  /**
   * Draws.
   *
   * @throws IllegalArgumentException where hardly any draw tells the terms apart
   */
  static DateDraws of(MotionTerms terms, int size) {
    int dates = terms.dates().size();
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> counts = new ArrayList<>();
    List<double[][]> inverses = new ArrayList<>();
    for (long tries = 0; counts.size() < size; tries++) {
      if (dates < terms.count() + FEWEST_SPARE || tries > (long) MOST_TRIES * size) {
        throw new IllegalArgumentException(
            dates
                + " dates are too few for a bootstrap of "
                + terms.count()
                + " terms: take errors from the covariance");
      }
      int[] count = new int[dates];
      for (int i = 0; i < dates; i++) {
        count[random.nextInt(dates)]++;
      }
      double[] weights = new double[dates];
      for (int d = 0; d < dates; d++) {
        weights[d] = count[d];
      }
      if (tells(terms, weights)) {
        counts.add(count);
        inverses.add(terms.pseudoInverse(weights));
      }
    }
    return new DateDraws(counts, inverses);
  }

  private static boolean tells(MotionTerms terms, double[] weights) {
    int drawn = 0;
    for (double weight : weights) {
      drawn += weight > 0 ? 1 : 0;
    }
    if (drawn <= terms.count()) {
      return false;
    }
    return terms.condition(weights) <= 3 * MotionTerms.MOST_CONDITION;
  }

  int size() {
    return counts.size();
  }
}
