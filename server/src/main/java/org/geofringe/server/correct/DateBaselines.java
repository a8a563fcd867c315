package org.geofringe.server.correct;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geofringe.correction.DemError;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;

/** Perpendicular baselines of a time series' dates, and whether they can tell a height error. */
public final class DateBaselines {

  /**
   * Below this many metres of rms baseline, 3 mm of noise at each of 20 dates are 70 m of height.
   */
  private static final double LEAST_RMS = 5;

  /** With a larger share explained by time, motion and height error cannot be told apart. */
  private static final double MOST_EXPLAINED = 0.9;

  private DateBaselines() {}

  /**
   * An estimator over the dates of a series.
   *
   * @param variances of each date's noise; all the same where they are not known yet
   * @throws UserException where there are too few dates or the stack does not know the baseline of
   *     one
   */
  public static DemError estimator(
      Stack stack, List<LocalDate> dates, int order, double[] variances) {
    Map<LocalDate, Double> known = stack.perpendicularBaselines();
    List<String> missing =
        dates.stream()
            .filter(date -> Double.isNaN(known.getOrDefault(date, Double.NaN)))
            .map(LocalDate::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw new UserException(
          stack.folder()
              + " does not know the perpendicular baseline of "
              + String.join(", ", missing)
              + ": import it with a table of baselines, or leave this correction out.");
    }
    if (dates.size() < order + 4) {
      throw new UserException(
          "A height error beside motion of order "
              + order
              + " needs "
              + (order + 4)
              + " dates and the time series has "
              + dates.size()
              + ": lower ORDER or leave this correction out.");
    }
    double[] baselines = new double[dates.size()];
    for (int d = 0; d < baselines.length; d++) {
      baselines[d] = known.getOrDefault(dates.get(d), Double.NaN);
    }
    return new DemError(dates, baselines, order, variances);
  }

  /** Why these baselines cannot tell a height error, a sentence; empty where they can. */
  public static String weakness(DemError estimator) {
    if (estimator.explainedByTime() > MOST_EXPLAINED) {
      return String.format(
          Locale.ROOT,
          "Time explains %.0f %% of the baselines (at most %.0f %% is allowed), so that motion"
              + " and height errors look the same.",
          100 * estimator.explainedByTime(),
          100 * MOST_EXPLAINED);
    }
    if (!(estimator.freeBaselineRms() >= LEAST_RMS)) {
      return String.format(
          Locale.ROOT,
          "The baselines vary by only %.1f m rms about their trend (%.0f m are needed), so that"
              + " height errors leave no trace to find.",
          estimator.freeBaselineRms(),
          LEAST_RMS);
    }
    return "";
  }
}
