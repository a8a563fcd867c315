package org.geofringe.server.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;

/** Names of files as they stand in messages: relative, on one line, never endless. */
final class Names {

  private static final int LONGEST = 160;

  private Names() {}

  /** A path as the user gave it. */
  static String show(Path path) {
    return clean(path.toString());
  }

  /** A file relative to the folder that was given, with forward slashes. */
  static String show(Path root, Path file) {
    Path inside = file.startsWith(root) ? root.relativize(file) : file;
    return clean(inside.toString().replace('\\', '/'));
  }

  /** What an input/output error says, without line breaks. */
  static String oneLine(IOException e) {
    String message = e.getMessage();
    return clean(message == null ? e.getClass().getSimpleName() : message);
  }

  /** A number with as many digits as tell, at most so many: 0.002, 37, -0.5. */
  static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Control characters become question marks, and what is far too long loses its beginning. */
  static String clean(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : "…" + line.substring(line.length() - LONGEST);
  }
}
