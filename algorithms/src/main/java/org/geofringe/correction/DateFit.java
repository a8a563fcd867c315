package org.geofringe.correction;

/**
 * Joins what was fitted date by date into coefficients over time.
 *
 * <p>Motion gathers from date to date and delays do not. So what varies about each cell's straight
 * line is fitted date by date, with most of the motion gone, and the slopes of the lines are fitted
 * by themselves: only there can motion be taken for the effect, and only with {@link Trend#REMOVE}
 * does that fit enter.
 */
final class DateFit {

  private DateFit() {}

  /**
   * Makes the coefficients zero at the first date and gives them the even growth that they should
   * have: none, or that of the slopes.
   *
   * @param fitted to the detrended series, by date and term; overwritten with the result
   * @param perYear fitted to the slopes; all 0 to keep what grows evenly in the series
   */
  static void join(SeriesTime time, double[][] fitted, double[] perYear) {
    int dates = time.dates();
    for (int k = 0; k < perYear.length; k++) {
      double[] values = new double[dates];
      for (int d = 0; d < dates; d++) {
        values[d] = fitted[d][k];
      }
      double slope = time.slope(values);
      for (int d = 0; d < dates; d++) {
        fitted[d][k] = values[d] - values[0] + (perYear[k] - slope) * time.years(d);
      }
    }
  }
}
