package org.geofringe.numeric;

import java.util.Arrays;

/** Statistics that a few wild values do not move. NaN values are left out. */
public final class Robust {

  /** Turns the median absolute deviation of a normal distribution into its standard deviation. */
  public static final double MAD_TO_SIGMA = 1.4826;

  private Robust() {}

  /** Median; NaN where there is no value. The argument is not modified. */
  public static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  }

  /** Standard deviation from the median absolute deviation; NaN where there is no value. */
  public static double sigma(double[] values) {
    double median = median(values);
    return MAD_TO_SIGMA * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
  }
}
