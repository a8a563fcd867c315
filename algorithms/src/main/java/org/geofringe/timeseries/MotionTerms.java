package org.geofringe.timeseries;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * What a displacement is made of over time, as a design matrix: a constant, a velocity, and where
 * asked for an acceleration, a season and steps,
 *
 * <pre>
 * d(t) = c + v·t + a·t²/2 + s·sin 2πτ + u·cos 2πτ (+ the same of 4πτ) + Σ b_k·H(t - t_k)
 * </pre>
 *
 * with t in years of 365.25 days since the mean date (so v is the velocity in the middle), τ in
 * years since the first of January 2000, and H = 1 from the date of a step on. Immutable.
 */
public final class MotionTerms {

  /** Index of the constant. */
  public static final int CONSTANT = 0;

  /** Index of the velocity. */
  public static final int VELOCITY = 1;

  /** Not among the terms. */
  public static final int NONE = -1;

  static final double DAYS_PER_YEAR = 365.25;

  /** A greater condition number means that terms imitate each other (Belsley et al. 1980). */
  static final double MOST_CONDITION = 30;

  private static final LocalDate NEW_YEAR = LocalDate.of(2000, 1, 1);

  private final List<LocalDate> dates;
  private final List<LocalDate> steps;
  private final double[][] columns;
  private final int acceleration;
  private final int season;

  /** How ground breathes over the year. */
  public enum Season {
    NONE(0),
    ANNUAL(1),
    /** Annual and half-annual together: a season that is no sine. */
    SEMIANNUAL(2);

    private final int harmonics;

    Season(int harmonics) {
      this.harmonics = harmonics;
    }
  }

  /**
   * The terms of some dates.
   *
   * @param dates ascending, at least two
   * @param season which harmonics of the year
   * @param acceleration whether the velocity may change evenly
   * @param steps first dates after sudden motion, such as earthquakes; any order
   * @throws IllegalArgumentException where the dates cannot tell the terms apart
   */
  public MotionTerms(
      List<LocalDate> dates, Season season, boolean acceleration, List<LocalDate> steps) {
    this.dates = List.copyOf(dates);
    this.steps = steps.stream().sorted().distinct().toList();
    if (dates.size() < 2) {
      throw new IllegalArgumentException("a velocity needs two dates, got " + dates.size());
    }
    List<double[]> terms = new ArrayList<>();
    double[] years = yearsFromMean();
    terms.add(filled(1));
    terms.add(years);
    this.acceleration = acceleration ? terms.size() : NONE;
    if (acceleration) {
      terms.add(Arrays.stream(years).map(t -> 0.5 * t * t).toArray());
    }
    this.season = season == Season.NONE ? NONE : terms.size();
    addSeason(terms, season);
    addSteps(terms);
    this.columns = terms.toArray(double[][]::new);
    requireTellable();
  }

  private double[] yearsFromMean() {
    double[] years = new double[dates.size()];
    for (int i = 0; i < years.length; i++) {
      years[i] = ChronoUnit.DAYS.between(dates.get(0), dates.get(i)) / DAYS_PER_YEAR;
    }
    double mean = Arrays.stream(years).average().orElseThrow();
    return Arrays.stream(years).map(t -> t - mean).toArray();
  }

  private double[] filled(double value) {
    double[] column = new double[dates.size()];
    Arrays.fill(column, value);
    return column;
  }

  private void addSeason(List<double[]> terms, Season season) {
    LocalDate first = dates.get(0);
    LocalDate last = dates.get(dates.size() - 1);
    if (season != Season.NONE && ChronoUnit.DAYS.between(first, last) < DAYS_PER_YEAR) {
      throw new IllegalArgumentException(
          "a season needs dates over a year or more, got "
              + first
              + " to "
              + last
              + ", in which it looks like velocity");
    }
    for (int harmonic = 1; harmonic <= season.harmonics; harmonic++) {
      double[] sine = new double[dates.size()];
      double[] cosine = new double[dates.size()];
      for (int i = 0; i < sine.length; i++) {
        double angle = 2 * Math.PI * harmonic * yearsSinceNewYear(dates.get(i));
        sine[i] = Math.sin(angle);
        cosine[i] = Math.cos(angle);
      }
      terms.add(sine);
      terms.add(cosine);
    }
  }

  static double yearsSinceNewYear(LocalDate date) {
    return ChronoUnit.DAYS.between(NEW_YEAR, date) / DAYS_PER_YEAR;
  }

  private void addSteps(List<double[]> terms) {
    LocalDate before = dates.get(0);
    for (LocalDate step : steps) {
      LocalDate from = before;
      if (!step.isAfter(dates.get(0)) || step.isAfter(dates.get(dates.size() - 1))) {
        throw new IllegalArgumentException(
            "the step of "
                + step
                + " has no dates on both sides: they run from "
                + dates.get(0)
                + " to "
                + dates.get(dates.size() - 1));
      }
      if (dates.stream().noneMatch(date -> !date.isBefore(from) && date.isBefore(step))) {
        throw new IllegalArgumentException(
            "no date lies between the steps of " + from + " and " + step + ", which are then one");
      }
      double[] column = new double[dates.size()];
      Arrays.setAll(column, i -> dates.get(i).isBefore(step) ? 0 : 1);
      terms.add(column);
      before = step;
    }
  }

  private void requireTellable() {
    int terms = columns.length;
    if (dates.size() < terms || (terms > 2 && dates.size() == terms)) {
      throw new IllegalArgumentException(
          terms + " terms need more than " + terms + " dates, got " + dates.size());
    }
    double condition = condition(filled(1));
    if (!(condition <= MOST_CONDITION)) {
      throw new IllegalArgumentException(
          "these dates cannot tell the terms apart (condition number "
              + (condition < 1e6 ? Math.round(condition) : "without bound")
              + ", at most "
              + Math.round(MOST_CONDITION)
              + "): ask for fewer terms");
    }
  }

  /**
   * Condition number of the terms made equally long; without bound where one is not there.
   *
   * @param weights of the dates, not negative
   */
  double condition(double[] weights) {
    DMatrixRMaj unit = weighted(weights);
    for (int j = 0; j < columns.length; j++) {
      double squares = 0;
      for (int d = 0; d < weights.length; d++) {
        squares += unit.get(d, j) * unit.get(d, j);
      }
      if (squares == 0) {
        return Double.POSITIVE_INFINITY;
      }
      for (int d = 0; d < weights.length; d++) {
        unit.set(d, j, unit.get(d, j) / Math.sqrt(squares));
      }
    }
    return NormOps_DDRM.conditionP2(unit);
  }

  /**
   * The matrix that turns values of the dates into the terms by weighted least squares.
   *
   * @param weights of the dates, not negative
   * @return a row per term with a factor per date
   */
  double[][] pseudoInverse(double[] weights) {
    DMatrixRMaj inverse = new DMatrixRMaj(columns.length, weights.length);
    CommonOps_DDRM.pinv(weighted(weights), inverse);
    double[][] rows = new double[columns.length][weights.length];
    for (int j = 0; j < rows.length; j++) {
      for (int d = 0; d < weights.length; d++) {
        rows[j][d] = inverse.get(j, d) * Math.sqrt(weights[d]);
      }
    }
    return rows;
  }

  private DMatrixRMaj weighted(double[] weights) {
    DMatrixRMaj design = new DMatrixRMaj(weights.length, columns.length);
    for (int d = 0; d < weights.length; d++) {
      for (int j = 0; j < columns.length; j++) {
        design.set(d, j, Math.sqrt(weights[d]) * columns[j][d]);
      }
    }
    return design;
  }

  /** Number of terms. */
  public int count() {
    return columns.length;
  }

  public List<LocalDate> dates() {
    return dates;
  }

  /** Dates of the steps, ascending; the last terms are theirs in this order. */
  public List<LocalDate> steps() {
    return steps;
  }

  /** Index of a step's term. */
  public int step(int index) {
    return columns.length - steps.size() + index;
  }

  /** Index of the acceleration; {@link #NONE} where it is not asked for. */
  public int acceleration() {
    return acceleration;
  }

  /** Index of the year's sine, which its cosine follows; {@link #NONE} without a season. */
  public int season() {
    return season;
  }

  /** What the term is at a date for a factor of 1. */
  double at(int date, int term) {
    return columns[term][date];
  }
}
