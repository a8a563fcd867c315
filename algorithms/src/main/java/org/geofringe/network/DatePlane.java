package org.geofringe.network;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Dates as points in the plane of time and perpendicular baseline, where pairs are chosen. A date
 * whose baseline is unknown counts with its time alone: nothing is known that speaks against a
 * pair. Immutable.
 */
public final class DatePlane {

  private final List<LocalDate> dates;
  private final SortedMap<LocalDate, Double> metres;
  private final double daysPerUnit;
  private final double metresPerUnit;

  /**
   * Dates with their baselines, and how many days are worth how many metres.
   *
   * @param metres perpendicular baseline of each date against a common one; NaN where it is
   *     unknown; not modified
   * @param daysPerUnit days that count as far apart as {@code metresPerUnit} metres, positive
   * @param metresPerUnit metres, positive
   * @throws IllegalArgumentException where a scale is not positive
   */
  public DatePlane(Map<LocalDate, Double> metres, double daysPerUnit, double metresPerUnit) {
    if (!(daysPerUnit > 0) || !(metresPerUnit > 0)) {
      throw new IllegalArgumentException(
          "daysPerUnit and metresPerUnit must be positive, got "
              + daysPerUnit
              + " and "
              + metresPerUnit);
    }
    this.metres = new TreeMap<>(metres);
    this.dates = List.copyOf(this.metres.keySet());
    this.daysPerUnit = daysPerUnit;
    this.metresPerUnit = metresPerUnit;
  }

  /** Ascending. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** Perpendicular baseline of each date in metres; NaN where it is unknown. */
  public SortedMap<LocalDate, Double> metres() {
    return Collections.unmodifiableSortedMap(metres);
  }

  /** Every pair of two dates, ascending. */
  public List<Pair> allPairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      for (int j = i + 1; j < dates.size(); j++) {
        pairs.add(new Pair(dates.get(i), dates.get(j)));
      }
    }
    return pairs;
  }

  /**
   * Perpendicular baseline of a pair, secondary minus reference, in metres; NaN where that of
   * either date is unknown.
   *
   * @throws IllegalArgumentException where a date is not in the plane
   */
  public double metres(Pair pair) {
    return metres(pair.secondary()) - metres(pair.reference());
  }

  private double metres(LocalDate date) {
    Double known = metres.get(date);
    if (known == null) {
      throw new IllegalArgumentException(date + " is not in the plane");
    }
    return known;
  }

  /** Time from the first date, in units. */
  double x(LocalDate date) {
    return dates.get(0).until(date, ChronoUnit.DAYS) / daysPerUnit;
  }

  /** Baseline in units; 0 where it is unknown. */
  double y(LocalDate date) {
    double known = metres(date);
    return Double.isNaN(known) ? 0 : known / metresPerUnit;
  }

  /** How much both bounds would have to grow to let a pair in: the greater of its two extents. */
  double extent(Pair pair) {
    double apart = Math.abs(metres(pair));
    return Math.max(pair.days() / daysPerUnit, Double.isNaN(apart) ? 0 : apart / metresPerUnit);
  }

  /** The pair whose {@link #extent} is least first; of equals the shorter in time. */
  Comparator<Pair> shortestFirst() {
    return Comparator.comparingDouble(this::extent)
        .thenComparingInt(Pair::days)
        .thenComparing(Comparator.naturalOrder());
  }
}
