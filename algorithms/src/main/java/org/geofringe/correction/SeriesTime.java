package org.geofringe.correction;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The dates of a series as years of 365.25 days since the first, and straight lines over them. */
final class SeriesTime {

  private static final double DAYS_PER_YEAR = 365.25;

  private final double[] years;

  SeriesTime(List<LocalDate> dates) {
    if (dates.size() < 2) {
      throw new IllegalArgumentException("dates must be two or more, got " + dates.size());
    }
    years = new double[dates.size()];
    for (int i = 0; i < years.length; i++) {
      years[i] = ChronoUnit.DAYS.between(dates.get(0), dates.get(i)) / DAYS_PER_YEAR;
      if (i > 0 && !(years[i] > years[i - 1])) {
        throw new IllegalArgumentException("dates must ascend, got " + dates);
      }
    }
  }

  int dates() {
    return years.length;
  }

  double years(int date) {
    return years[date];
  }

  /**
   * Takes the straight line off each cell; dates without data are left out of it.
   *
   * @param series date i at {@code i * cells}; overwritten with what is left, about zero
   * @return slope per year of each cell; NaN where fewer than two dates hold a value
   */
  float[] detrend(float[] series, int cells) {
    check(series, cells);
    float[] slopes = new float[cells];
    for (int i = 0; i < cells; i++) {
      int count = 0;
      double time = 0;
      double value = 0;
      for (int d = 0; d < years.length; d++) {
        float v = series[d * cells + i];
        if (!Float.isNaN(v)) {
          count++;
          time += years[d];
          value += v;
        }
      }
      time /= count;
      value /= count;
      double squares = 0;
      double products = 0;
      for (int d = 0; d < years.length; d++) {
        float v = series[d * cells + i];
        if (!Float.isNaN(v)) {
          squares += (years[d] - time) * (years[d] - time);
          products += (years[d] - time) * (v - value);
        }
      }
      double slope = count < 2 ? Double.NaN : products / squares;
      slopes[i] = (float) slope;
      for (int d = 0; d < years.length; d++) {
        series[d * cells + i] -= (float) (value + slope * (years[d] - time));
      }
    }
    return slopes;
  }

  /** Slope per year of the straight line through one value per date. */
  double slope(double[] values) {
    double time = 0;
    double value = 0;
    for (int d = 0; d < years.length; d++) {
      time += years[d] / years.length;
      value += values[d] / years.length;
    }
    double squares = 0;
    double products = 0;
    for (int d = 0; d < years.length; d++) {
      squares += (years[d] - time) * (years[d] - time);
      products += (years[d] - time) * (values[d] - value);
    }
    return products / squares;
  }

  /** Sum over dates of the squared time since their mean, years². */
  double squares() {
    double mean = 0;
    for (double year : years) {
      mean += year / years.length;
    }
    double squares = 0;
    for (double year : years) {
      squares += (year - mean) * (year - mean);
    }
    return squares;
  }

  void check(float[] series, int cells) {
    if (cells < 1 || series.length != (long) years.length * cells) {
      throw new IllegalArgumentException(
          "series of "
              + years.length
              + " dates x "
              + cells
              + " cells expected, got "
              + series.length);
    }
  }
}
