package org.geofringe.server.correct;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Acquisition;
import org.geofringe.server.stack.Stack;

/** When the satellite passed on the dates of a time series. */
public final class PassTimes {

  private PassTimes() {}

  /**
   * The time of each date.
   *
   * @param stack whose images may know their times
   * @param timeOfDay UTC, such as 00:38 or 00:38:21; blank takes the stack's times
   * @throws UserException where neither is known, or the text is no time
   */
  public static List<Instant> of(Stack stack, List<LocalDate> dates, String timeOfDay) {
    if (!timeOfDay.isBlank()) {
      LocalTime time = parse(timeOfDay.strip());
      return dates.stream().map(date -> date.atTime(time).toInstant(ZoneOffset.UTC)).toList();
    }
    List<Instant> times = new ArrayList<>();
    for (LocalDate date : dates) {
      Acquisition pass = stack.dates().contains(date) ? stack.date(date).pass() : null;
      if (pass == null) {
        throw new UserException(
            stack.folder()
                + " does not know when the satellite passed on "
                + date
                + ": give the time of day (TIME, UTC, such as 00:38) or the stack of images (IMAGES)"
                + " that the interferograms were made from.");
      }
      times.add(pass.time());
    }
    return times;
  }

  private static LocalTime parse(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new UserException(
          "TIME \"" + text + "\" is no time of day: give it as 00:38 or 00:38:21, UTC.", e);
    }
  }
}
