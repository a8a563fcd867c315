package org.geofringe.network;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * Two dates that make an interferogram.
 *
 * @param reference the earlier date
 * @param secondary the later date
 */
public record Pair(LocalDate reference, LocalDate secondary) implements Comparable<Pair> {

  private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::reference).thenComparing(Pair::secondary);

  public Pair {
    if (!reference.isBefore(secondary)) {
      throw new IllegalArgumentException(
          "the reference date must be before the secondary, got "
              + reference
              + " and "
              + secondary);
    }
  }

  /** Reads {@code YYYYMMDD_YYYYMMDD}. */
  public static Pair parse(String id) {
    String[] parts = id.split("_", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a pair is written YYYYMMDD_YYYYMMDD, got " + id);
    }
    try {
      return new Pair(LocalDate.parse(parts[0], COMPACT), LocalDate.parse(parts[1], COMPACT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("a pair is written YYYYMMDD_YYYYMMDD, got " + id, e);
    }
  }

  /** {@code YYYYMMDD_YYYYMMDD}. */
  public String id() {
    return COMPACT.format(reference) + "_" + COMPACT.format(secondary);
  }

  public int days() {
    return (int) ChronoUnit.DAYS.between(reference, secondary);
  }

  public boolean contains(LocalDate date) {
    return reference.equals(date) || secondary.equals(date);
  }

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return id();
  }
}
