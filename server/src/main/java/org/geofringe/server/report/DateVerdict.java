package org.geofringe.server.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One date, its noise, and what became of it.
 *
 * @param date which
 * @param rank 1 for the noisiest; 0 where the date was not scored
 * @param closureRadians what triangles of pairs say; NaN where unknown
 * @param delayRadians what the variance of its pairs says; NaN where unknown
 * @param correlation what the likeness of its pairs says; NaN where unknown
 * @param outlierIn number of scores that call it an outlier
 * @param fate what became of it
 */
public record DateVerdict(
    LocalDate date,
    int rank,
    double closureRadians,
    double delayRadians,
    double correlation,
    int outlierIn,
    Fate fate) {

  /** What became of a date. */
  public enum Fate {
    KEPT,
    /** Left out since its scores suggest it. */
    LEFT_OUT,
    /** Left out since the user said so. */
    LEFT_OUT_BY_USER,
    /** Suggested, but nobody asked for suggestions to be followed. */
    KEPT_BY_USER,
    /** Noisy, but the pairs would not join all dates without it. */
    KEPT_FOR_NETWORK
  }

  /** A score this many times the median of all dates is large in itself. */
  private static final double LARGE_RATIO = 1.8;

  private static final double LARGE_CORRELATION = 0.75;

  boolean leftOut() {
    return fate == Fate.LEFT_OUT || fate == Fate.LEFT_OUT_BY_USER;
  }

  /**
   * What became of the date and why, as one would tell a colleague.
   *
   * @param medianClosure over all dates, rad
   * @param medianDelay over all dates, rad
   */
  String words(double medianClosure, double medianDelay) {
    List<String> signs = signs(medianClosure, medianDelay);
    String what = signs.isEmpty() ? "" : " " + capital(String.join("; ", signs)) + ".";
    return switch (fate) {
      case KEPT ->
          signs.isEmpty()
              ? "Kept: ordinary."
              : "Kept." + what + " One score alone is no reason to leave a date out.";
      case LEFT_OUT -> "Left out: %d of 3 scores stand out.%s".formatted(outlierIn, what);
      case LEFT_OUT_BY_USER -> "Left out because you named it among the dates to leave out.";
      case KEPT_BY_USER -> "Noisy, but kept: leaving out noisy dates was switched off." + what;
      case KEPT_FOR_NETWORK ->
          "Noisy, but kept: without it the pairs would no longer join all dates." + what;
    };
  }

  private List<String> signs(double medianClosure, double medianDelay) {
    List<String> signs = new ArrayList<>();
    if (closureRadians > LARGE_RATIO * medianClosure) {
      signs.add(
          "its triangles of pairs close %s as other dates' do (the ground changed, such as snow, wet soil or ploughing, or phase was unwrapped wrongly)"
              .formatted(times(closureRadians, medianClosure)));
    }
    if (delayRadians > LARGE_RATIO * medianDelay) {
      signs.add(
          "its pairs vary over the scene %s as other dates' do (weather, or ground that moved in a burst)"
              .formatted(times(delayRadians, medianDelay)));
    }
    if (correlation > LARGE_CORRELATION) {
      signs.add(
          "its pairs show one common pattern with the sign of a delay at this date (weather, or motion at this date)");
    }
    return signs;
  }

  private static String times(double value, double median) {
    return median > 0 ? Texts.number(value / median, 2) + " times as badly" : "more badly";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
