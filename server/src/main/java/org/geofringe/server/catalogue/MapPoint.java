package org.geofringe.server.catalogue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place given by the user.
 *
 * @param x easting, or longitude in degrees
 * @param y northing, or latitude in degrees
 * @param crs {@code EPSG:n}
 */
public record MapPoint(double x, double y, String crs) {

  private static final Pattern SYNTAX =
      Pattern.compile("\\s*([^,\\s]+)\\s*,\\s*([^,\\s\\[]+)\\s*(?:\\[\\s*([^\\]]+?)\\s*\\])?\\s*");

  /**
   * Reads QGIS's point syntax, {@code x,y [EPSG:n]}; without the bracket, longitude and latitude.
   *
   * @throws IllegalArgumentException where the text is something else
   */
  public static MapPoint parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (matcher.matches()) {
      String crs = matcher.group(3) == null ? CrsCode.DEGREES : matcher.group(3);
      try {
        double x = Double.parseDouble(matcher.group(1));
        double y = Double.parseDouble(matcher.group(2));
        if (Double.isFinite(x) && Double.isFinite(y)) {
          return new MapPoint(x, y, CrsCode.parse(crs));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(complaint(text), e);
      }
    }
    throw new IllegalArgumentException(complaint(text));
  }

  private static String complaint(String text) {
    return "expected a point as \"lon,lat\" or \"x,y [EPSG:n]\", got \"" + text + "\"";
  }

  @Override
  public String toString() {
    return x + "," + y + " [" + crs + "]";
  }
}
