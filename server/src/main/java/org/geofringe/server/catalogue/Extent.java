package org.geofringe.server.catalogue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rectangle on a map, given by the user.
 *
 * @param west x of the left edge: easting, or longitude in degrees
 * @param east x of the right edge, above west
 * @param south y of the lower edge: northing, or latitude in degrees
 * @param north y of the upper edge, above south
 * @param crs {@code EPSG:n}
 */
public record Extent(double west, double east, double south, double north, String crs) {

  private static final String NUMBER = "\\s*([^,\\s\\[]+)\\s*";
  private static final Pattern SYNTAX =
      Pattern.compile(
          NUMBER
              + ","
              + NUMBER
              + ","
              + NUMBER
              + ","
              + NUMBER
              + "(?:\\[\\s*([^\\]]+?)\\s*\\]\\s*)?");

  public Extent {
    if (!Double.isFinite(west + east + south + north) || !(west < east) || !(south < north)) {
      throw new IllegalArgumentException(
          "an extent needs west < east and south < north, got west %s, east %s, south %s, north %s"
              .formatted(west, east, south, north));
    }
    crs = CrsCode.parse(crs);
    if (crs.equals(CrsCode.DEGREES) && (west < -180 || east > 180 || south < -90 || north > 90)) {
      throw new IllegalArgumentException(
          ("an extent without [EPSG:n] is in degrees, -180 to 180 and -90 to 90, got west %s, east"
                  + " %s, south %s, north %s")
              .formatted(west, east, south, north));
    }
  }

  /**
   * Reads QGIS's syntax, {@code xmin,xmax,ymin,ymax [EPSG:n]}; without the bracket, degrees of
   * longitude and latitude.
   *
   * @throws IllegalArgumentException where the text is something else
   */
  public static Extent parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(complaint(text));
    }
    try {
      return new Extent(
          Double.parseDouble(matcher.group(1)),
          Double.parseDouble(matcher.group(2)),
          Double.parseDouble(matcher.group(3)),
          Double.parseDouble(matcher.group(4)),
          matcher.group(5) == null ? CrsCode.DEGREES : matcher.group(5));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(complaint(text), e);
    }
  }

  private static String complaint(String text) {
    return "expected an extent as \"west,east,south,north\" in degrees or \"xmin,xmax,ymin,ymax"
        + " [EPSG:n]\", got \""
        + text
        + "\"";
  }

  @Override
  public String toString() {
    return west + "," + east + "," + south + "," + north + " [" + crs + "]";
  }
}
