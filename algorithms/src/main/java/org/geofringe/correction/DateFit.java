package org.geofringe.correction;

/**
 * Joins what was fitted date by date into coefficients over time.
 *
 * <p>Motion gathers from date to date and delays do not. So what varies about each cell's straight
 * line is fitted date by date, with most of the motion gone, and the slopes of the lines are fitted
 * by themselves: only there can motion be taken for the effect, and {@link Trend} says how much of
 * that fit enters.
 */
final class DateFit {

  private DateFit() {}

  /**
   * Makes the coefficients zero at the first date and gives them the even growth that they should
   * have.
   *
   * @param fitted to the detrended series, by date and term; overwritten with the result
   * @param perYear fitted to the slopes
   * @param terms those that are one effect, such as the two tilts of a plane: chance is told of
   *     them together
   */
  static void join(SeriesTime time, double[][] fitted, double[] perYear, Trend trend, int[] terms) {
    int dates = time.dates();
    double[][] values = new double[terms.length][dates];
    double surprise = 0;
    for (int k = 0; k < terms.length; k++) {
      double squares = 0;
      for (int d = 0; d < dates; d++) {
        values[k][d] = fitted[d][terms[k]];
      }
      double slope = time.slope(values[k]);
      for (int d = 0; d < dates; d++) {
        values[k][d] -= slope * time.years(d);
      }
      double mean = mean(values[k]);
      for (double value : values[k]) {
        squares += (value - mean) * (value - mean);
      }
      double chance = squares / Math.max(1, dates - 2) / time.squares();
      double growth = perYear[terms[k]] * perYear[terms[k]];
      surprise += growth == 0 ? 0 : growth / chance / terms.length;
    }
    double share =
        switch (trend) {
          case KEEP -> 0;
          case CHANCE -> surprise > 1 ? 1 / surprise : 1;
          case REMOVE -> 1;
        };
    for (int k = 0; k < terms.length; k++) {
      for (int d = 0; d < dates; d++) {
        fitted[d][terms[k]] =
            values[k][d] - values[k][0] + share * perYear[terms[k]] * time.years(d);
      }
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
