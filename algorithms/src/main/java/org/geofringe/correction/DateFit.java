package org.geofringe.correction;

/**
 * The same terms fitted to each date of a series, robustly.
 *
 * <p>Motion gathers from date to date and delays do not. So what varies about each cell's straight
 * line is fitted date by date, with most of the motion gone, and the slopes of the lines are fitted
 * by themselves: only there can motion be taken for the effect, and only with {@link Trend#REMOVE}
 * does that fit enter.
 */
final class DateFit {

  private DateFit() {}

  /** Turns values of cells into coefficients; date is -1 for the slopes. */
  interface Fit {
    double[] apply(float[] values, int offset, int date);
  }

  /**
   * Fits every date.
   *
   * @param detrended as {@link SeriesTime#detrend} leaves it
   * @param slopes as it returns them
   */
  static double[][] fit(SeriesTime time, float[] detrended, float[] slopes, Trend trend, Fit fit) {
    int dates = time.dates();
    double[][] coefficients = new double[dates][];
    for (int d = 0; d < dates; d++) {
      coefficients[d] = fit.apply(detrended, d * slopes.length, d);
    }
    double[] perYear =
        trend == Trend.REMOVE ? fit.apply(slopes, 0, -1) : new double[coefficients[0].length];
    for (int k = 0; k < perYear.length; k++) {
      double[] values = new double[dates];
      for (int d = 0; d < dates; d++) {
        values[d] = coefficients[d][k];
      }
      double slope = time.slope(values);
      for (int d = 0; d < dates; d++) {
        coefficients[d][k] = values[d] - values[0] + (perYear[k] - slope) * time.years(d);
      }
    }
    return coefficients;
  }
}
