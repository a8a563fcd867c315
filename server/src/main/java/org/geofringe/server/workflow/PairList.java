package org.geofringe.server.workflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.network.Pair;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * A text with a pair in each line: {@code 20200101_20200113}, or two dates with anything but digits
 * between them. What follows a {@code #}, empty lines, and what stands behind the two dates are
 * left out, so a table of pairs that GeoFringe wrote can be read as well.
 */
final class PairList {

  private static final Pattern DATE =
      Pattern.compile("(?<!\\d)(\\d{4})(-?)(\\d{2})\\2(\\d{2})(?!\\d)");
  private static final long MOST_BYTES = 16L << 20;

  private PairList() {}

  /**
   * Reads the pairs, each once, ascending; the dates of a line may come in either order.
   *
   * @throws UserException naming the line that is no pair
   */
  static List<Pair> read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new UserException(
          "FILE " + file + " is too large for a list of pairs: give a text with a pair per line.");
    }
    TreeSet<Pair> pairs = new TreeSet<>();
    int number = 0;
    boolean headerAllowed = true;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = line.replaceFirst("#.*", "").replace("\uFEFF", "").strip();
        boolean header = headerAllowed && text.matches("[^\\d]+");
        if (!text.isEmpty()) {
          headerAllowed = false;
          if (!header) {
            pairs.add(pair(file, number, text));
          }
        }
      }
    } catch (CharacterCodingException e) {
      throw new UserException("FILE " + file + " is no text: give a text with a pair per line.", e);
    }
    if (pairs.isEmpty()) {
      throw new UserException(
          "FILE " + file + " holds no pair: write one per line, such as 20200101_20200113.");
    }
    return List.copyOf(pairs);
  }

  private static Pair pair(Path file, int line, String text) {
    List<LocalDate> dates = new ArrayList<>();
    Matcher matcher = DATE.matcher(text);
    try {
      while (dates.size() < 2 && matcher.find()) {
        dates.add(
            LocalDate.parse(
                matcher.group(1) + matcher.group(3) + matcher.group(4),
                DateTimeFormatter.BASIC_ISO_DATE));
      }
      if (dates.size() == 2) {
        boolean ascending = dates.get(0).isBefore(dates.get(1));
        return new Pair(dates.get(ascending ? 0 : 1), dates.get(ascending ? 1 : 0));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw noPair(file, line, text, e);
    }
    throw noPair(file, line, text, null);
  }

  private static UserException noPair(Path file, int line, String text, @Nullable Exception cause) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    String message =
        "FILE "
            + file
            + " line "
            + line
            + ": \""
            + shown.replaceAll("\\p{Cntrl}", " ")
            + "\" is no pair of two different dates: write it like 20200101_20200113.";
    return cause == null ? new UserException(message) : new UserException(message, cause);
  }
}
