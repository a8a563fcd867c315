package org.geofringe.server.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.geofringe.server.run.UserException;

/**
 * A text with a date and its perpendicular baseline in metres in each line, in this order. A head
 * line may tell that the baseline is in another column, as in the table that Geocode Sentinel-1
 * images writes. What follows a {@code #} is left out.
 */
public final class DateBaselines {

  private static final Pattern BREAK = Pattern.compile("[,;\\s]+");
  private static final long LARGEST = 16 << 20;

  private DateBaselines() {}

  /**
   * Reads the baselines.
   *
   * @throws UserException naming the line that cannot be understood
   */
  public static SortedMap<LocalDate, Double> read(Path file) {
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    int number = 0;
    int column = 1;
    for (String line : lines(file)) {
      number++;
      String text = line.replaceFirst("#.*", "").strip();
      if (text.isEmpty()) {
        continue;
      }
      String[] words = BREAK.split(text);
      if (baselines.isEmpty() && text.matches("[^\\d]+")) {
        column = column(words);
        continue;
      }
      FileDates dates = FileDates.of(words[0]);
      OptionalDouble metres =
          words.length <= column ? OptionalDouble.empty() : Keys.parse(words[column]);
      if (dates.dates().size() != 1 || metres.isEmpty()) {
        throw new UserException(
            Names.show(file)
                + " line "
                + number
                + ": \""
                + Names.clean(text)
                + "\" is no date and baseline; write it like 20180106 -37.5");
      }
      baselines.put(dates.dates().get(0), metres.getAsDouble());
    }
    return baselines;
  }

  private static int column(String[] head) {
    for (int i = 1; i < head.length; i++) {
      if (head[i].matches("(?i).*(perp|baseline).*")) {
        return i;
      }
    }
    return 1;
  }

  private static Iterable<String> lines(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UserException(Names.show(file) + ": far too large for a list of baselines");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new UserException(Names.show(file) + ": cannot be read: " + Names.oneLine(e), e);
    }
  }
}
