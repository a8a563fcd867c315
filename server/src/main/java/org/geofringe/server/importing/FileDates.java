package org.geofringe.server.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dates in a name, in the order they stand there: {@code YYYYMMDD} or {@code YYYY-MM-DD},
 * either followed by a time {@code T?HHMMSS}, or {@code 06Jan2018} as SNAP writes it. A run of
 * digits of another length (a frame, an orbit) is no date.
 *
 * @param dates every date, also a repeated one
 * @param malformed what is written as a date and is no day of the calendar
 * @param secondOfDay the first time in the name
 */
record FileDates(List<LocalDate> dates, List<String> malformed, OptionalInt secondOfDay) {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern DATE =
      Pattern.compile(
          "(?<!\\d)(?:(\\d{4})(-?)(\\d{2})\\2(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2}))?"
              + "|(\\d{2})("
              + String.join("|", MONTHS)
              + ")(\\d{4}))(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  static FileDates of(String name) {
    List<LocalDate> dates = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    OptionalInt seconds = OptionalInt.empty();
    Matcher matcher = DATE.matcher(name);
    while (matcher.find()) {
      try {
        if (matcher.group(5) != null) {
          LocalTime time = LocalTime.of(number(matcher, 5), number(matcher, 6), number(matcher, 7));
          seconds = seconds.isPresent() ? seconds : OptionalInt.of(time.toSecondOfDay());
        }
        dates.add(date(matcher));
      } catch (DateTimeException e) {
        malformed.add(matcher.group());
      }
    }
    return new FileDates(List.copyOf(dates), List.copyOf(malformed), seconds);
  }

  private static LocalDate date(Matcher matcher) {
    String month = matcher.group(9);
    return month == null
        ? LocalDate.of(number(matcher, 1), number(matcher, 3), number(matcher, 4))
        : LocalDate.of(
            number(matcher, 10),
            MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1,
            number(matcher, 8));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
