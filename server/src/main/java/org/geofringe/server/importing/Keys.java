package org.geofringe.server.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.geofringe.server.run.UserException;

/**
 * A side file of lines that hold a key and a value: {@code key: value} (GAMMA, HyP3), {@code
 * key=value} (LiCSAR) or {@code KEY value} (ROI_PAC, MintPy). Values are text; what they name is
 * never opened as a file.
 */
final class Keys {

  /** Parameter files have a few kilobytes; what is far larger is something else. */
  private static final long LARGEST = 16 << 20;

  private static final Pattern SPLIT = Pattern.compile("\\s*[:=]\\s*|\\s+");
  private static final Pattern COLON = Pattern.compile("\\s*[:=]\\s*");

  private static final Pattern BLANK = Pattern.compile("\\s+");

  private final Map<String, String> values;

  private Keys(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a side file.
   *
   * @throws UserException where it cannot be read
   */
  static Keys read(FolderScan scan, Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines(scan, file)) {
      String trimmed = line.strip();
      String[] parts =
          COLON.matcher(trimmed).find() ? COLON.split(trimmed, 2) : SPLIT.split(trimmed, 2);
      if (parts.length == 2 && !parts[0].isEmpty()) {
        values.putIfAbsent(parts[0], parts[1]);
      }
    }
    return new Keys(values);
  }

  /** The lines of a text file; Latin-1, so that any bytes can be read. */
  static List<String> lines(FolderScan scan, Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UserException(
            scan.show(file) + ": far too large for a parameter file; remove or rename it");
      }
      List<String> lines = new ArrayList<>();
      Files.readString(file, StandardCharsets.ISO_8859_1).lines().forEach(lines::add);
      return lines;
    } catch (IOException e) {
      throw new UserException(scan.show(file) + ": cannot be read: " + Names.oneLine(e), e);
    }
  }

  /** The text behind a key; empty where the key is not there. */
  String text(String key) {
    return values.getOrDefault(key, "");
  }

  /** The first number behind a key; empty where there is none, or it is not finite. */
  OptionalDouble number(String key) {
    String text = text(key).strip();
    return parse(text.split("\\s+", 2)[0]);
  }

  /** All numbers behind a key, up to the first word that is none. */
  double[] numbers(String key) {
    return text(key)
        .strip()
        .transform(BLANK::splitAsStream)
        .map(Keys::parse)
        .takeWhile(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  /** A finite number, or empty. */
  static OptionalDouble parse(String word) {
    try {
      double value = Double.parseDouble(word);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
