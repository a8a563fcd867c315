package org.geofringe.server.geocode;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.ImageStackWriter;

/** Azimuth shifts of dates. */
public final class Registration {

  /**
   * A date's correction.
   *
   * @param lines to add to its azimuth times
   * @param standardError in lines; NaN where it was not estimated
   */
  public record Shift(double lines, double standardError) {}

  private final SortedMap<LocalDate, Shift> shifts;

  private Registration(Map<LocalDate, Shift> shifts) {
    this.shifts = new TreeMap<>(shifts);
  }

  static Registration of(
      GeocodePlan plan,
      SeamFacts seams,
      GeocodeOptions options,
      ImageStackWriter writer,
      RunContext context)
      throws IOException {
    return new Registration(Map.of());
  }

  Shift shift(LocalDate date) {
    return shifts.getOrDefault(date, new Shift(0, Double.NaN));
  }
}
