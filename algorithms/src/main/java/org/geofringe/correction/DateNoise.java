package org.geofringe.correction;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.geofringe.numeric.Robust;

/** How noisy each date of a series is, by how it scatters over the scene about straight lines. */
public final class DateNoise {

  /** No date is trusted more than this share of the usual variance allows. */
  private static final double LEAST_SHARE = 0.25;

  private DateNoise() {}

  /**
   * The variance of each date.
   *
   * @param dates ascending, two or more
   * @param series of a sample of cells, date i at {@code i * cells}; NaN = no data; overwritten
   * @return in the square of the series' unit, from the median absolute deviation, above 0; a
   *     quarter of the median date's where it is less
   */
  public static double[] variances(List<LocalDate> dates, float[] series, int cells) {
    new SeriesTime(dates).detrend(series, cells);
    double[] variances = new double[dates.size()];
    double[] values = new double[cells];
    for (int d = 0; d < variances.length; d++) {
      for (int i = 0; i < cells; i++) {
        values[i] = series[d * cells + i];
      }
      double sigma = Robust.sigma(values);
      variances[d] = sigma > 0 ? sigma * sigma : 0;
    }
    double usual = Robust.median(variances);
    double least = usual > 0 ? LEAST_SHARE * usual : 1;
    return Arrays.stream(variances).map(v -> Math.max(v, least)).toArray();
  }
}
