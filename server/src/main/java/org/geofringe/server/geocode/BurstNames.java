package org.geofringe.server.geocode;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.sentinel1.BurstId;

/** Names of bursts as a stack keeps them, read back. */
final class BurstNames {

  private static final Pattern NAME = Pattern.compile("t(\\d{3})_(\\d{6})_(iw[123])");

  private BurstNames() {}

  /**
   * The burst of a name.
   *
   * @throws IllegalArgumentException where it is none
   */
  static BurstId parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is no burst");
    }
    return new BurstId(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3).toUpperCase(Locale.ROOT));
  }
}
