package org.geofringe.server.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.geofringe.server.report.DateVerdict.Fate;

/** The table of noisy dates as verdicts. */
public final class DateVerdicts {

  private DateVerdicts() {}

  /**
   * Reads the table that scores the dates.
   *
   * @param scores as Noisy dates writes it
   * @param byUser dates that the user leaves out, which need not be in the table
   * @param leftOut all dates that were left out
   * @param followed whether suggestions were to be followed
   * @return dates ascending
   * @throws IOException where the file cannot be read
   */
  public static List<DateVerdict> read(
      Path scores, Collection<LocalDate> byUser, Collection<LocalDate> leftOut, boolean followed)
      throws IOException {
    List<String> lines = Files.readAllLines(scores);
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<DateVerdict> verdicts = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = List.of(line.split(",", -1));
      LocalDate date = LocalDate.parse(row.get(header.indexOf("date")));
      int outlierIn = Integer.parseInt(row.get(header.indexOf("outlier_in")));
      boolean suggested = row.get(header.indexOf("suggested")).equals("exclude");
      Fate fate;
      if (byUser.contains(date)) {
        fate = Fate.LEFT_OUT_BY_USER;
      } else if (leftOut.contains(date)) {
        fate = Fate.LEFT_OUT;
      } else if (suggested && !followed) {
        fate = Fate.KEPT_BY_USER;
      } else if (suggested || outlierIn > 1) {
        fate = Fate.KEPT_FOR_NETWORK;
      } else {
        fate = Fate.KEPT;
      }
      verdicts.add(
          new DateVerdict(
              date,
              Integer.parseInt(row.get(header.indexOf("rank"))),
              number(row.get(header.indexOf("closure_rad"))),
              number(row.get(header.indexOf("delay_rad"))),
              number(row.get(header.indexOf("triplet_correlation"))),
              outlierIn,
              fate));
    }
    for (LocalDate date : byUser) {
      if (verdicts.stream().noneMatch(verdict -> verdict.date().equals(date))) {
        verdicts.add(
            new DateVerdict(date, 0, Double.NaN, Double.NaN, Double.NaN, 0, Fate.LEFT_OUT_BY_USER));
      }
    }
    verdicts.sort(Comparator.comparing(DateVerdict::date));
    return verdicts;
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
