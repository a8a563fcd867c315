package org.geofringe.server.catalogue;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a coordinate reference system as users give it: {@code EPSG:n}. */
final class CrsCode {

  /** Longitude and latitude on WGS 84. */
  static final String DEGREES = "EPSG:4326";

  private static final Pattern EPSG = Pattern.compile("EPSG:\\d{4,6}");

  private CrsCode() {}

  /**
   * The code in its usual spelling.
   *
   * @throws IllegalArgumentException where it is not a code
   */
  static String parse(String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    if (!EPSG.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "expected a reference system such as \"EPSG:32632\", got \"" + text + "\"");
    }
    return code;
  }
}
