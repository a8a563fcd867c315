package org.geofringe.server.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Progress on standard error: one line that is written over at a terminal, a line per tenth
 * elsewhere.
 */
final class Terminal {

  /** The launcher knows whether standard error is a terminal; Java does not. */
  private final boolean interactive = System.getenv("GEOFRINGE_TERMINAL") != null;

  private int lastTenth = -1;
  private String lastMessage = "";
  private boolean lineOpen;

  synchronized void progress(double percent, String message, OptionalDouble secondsLeft) {
    int tenth = (int) (percent / 10);
    if (interactive) {
      System.err.printf(
          Locale.ROOT, "\r\033[K%5.1f %%  %s%s", percent, message, timeLeft(secondsLeft));
      System.err.flush();
      lineOpen = true;
    } else if (tenth != lastTenth || !stage(message).equals(lastMessage)) {
      System.err.printf(Locale.ROOT, "%5.1f %%  %s%s%n", percent, message, timeLeft(secondsLeft));
    }
    lastTenth = tenth;
    lastMessage = stage(message);
  }

  synchronized void line(String line) {
    closeLine();
    System.err.println(line);
  }

  synchronized void closeLine() {
    if (lineOpen) {
      System.err.println();
      lineOpen = false;
    }
  }

  static String timeLeft(OptionalDouble seconds) {
    if (seconds.isEmpty()) {
      return "";
    }
    long left = Math.round(seconds.getAsDouble());
    return left < 60
        ? ", " + left + " s left"
        : String.format(Locale.ROOT, ", %d min %02d s left", left / 60, left % 60);
  }

  /** A message without its counters, so that a log shows each stage once. */
  private static String stage(String message) {
    return message.replaceAll("[0-9]+", "");
  }
}
