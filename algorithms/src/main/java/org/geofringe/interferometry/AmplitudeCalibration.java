package org.geofringe.interferometry;

import java.util.Arrays;
import org.geofringe.numeric.Robust;

/**
 * One factor for the amplitudes of each date that brings it to the level of the others, from sample
 * windows that are the same on all dates.
 *
 * <p>The logarithm of the mean amplitude of window w on date d is taken as level(d) +
 * brightness(w), and both are found by turns as medians (Tukey's median polish): fields that were
 * ploughed, rain or a ship in some windows move nothing. The factors' geometric mean is 1.
 */
public final class AmplitudeCalibration {

  private static final int ROUNDS = 10;

  private final int windows;
  private final double[][] levels;

  /**
   * Starts with no sample.
   *
   * @param dates number of dates, at least 1
   * @param windows number of sample windows, at least 1
   */
  public AmplitudeCalibration(int dates, int windows) {
    if (dates < 1 || windows < 1) {
      throw new IllegalArgumentException(
          "dates and windows must be at least 1, got " + dates + " and " + windows);
    }
    this.windows = windows;
    levels = new double[dates][windows];
    for (double[] ofDate : levels) {
      Arrays.fill(ofDate, Double.NaN);
    }
  }

  /**
   * Adds a window of a date. Windows half of whose cells lack data, or that are black, do not
   * count.
   *
   * @param date number of the date, from 0
   * @param window number of the window, from 0
   * @param samples real and imaginary part in turn, NaN where there is no data; not modified
   */
  public void add(int date, int window, float[] samples) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k + 1 < samples.length; k += 2) {
      double amplitude =
          Math.sqrt((double) samples[k] * samples[k] + (double) samples[k + 1] * samples[k + 1]);
      if (!Double.isNaN(amplitude)) {
        sum += amplitude;
        count++;
      }
    }
    levels[date][window] =
        4L * count > samples.length && sum > 0 ? Math.log(sum / count) : Double.NaN;
  }

  /** The factors, one per date; NaN for a date that has no window that counts. */
  public double[] factors() {
    double[] ofDate = new double[levels.length];
    double[] ofWindow = new double[windows];
    for (int round = 0; round < ROUNDS; round++) {
      for (int window = 0; window < windows; window++) {
        double[] rest = new double[levels.length];
        for (int date = 0; date < rest.length; date++) {
          rest[date] = levels[date][window] - ofDate[date];
        }
        ofWindow[window] = Robust.median(rest);
      }
      for (int date = 0; date < ofDate.length; date++) {
        double[] rest = new double[windows];
        for (int window = 0; window < windows; window++) {
          rest[window] = levels[date][window] - ofWindow[window];
        }
        ofDate[date] = Robust.median(rest);
      }
    }
    double mean = Arrays.stream(ofDate).filter(level -> !Double.isNaN(level)).average().orElse(0);
    return Arrays.stream(ofDate).map(level -> Math.exp(mean - level)).toArray();
  }
}
