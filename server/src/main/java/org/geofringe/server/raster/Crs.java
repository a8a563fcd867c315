package org.geofringe.server.raster;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.server.run.UserException;

/**
 * Coordinate reference systems, named as {@code EPSG:n} or by their WKT. The first question that
 * needs the CRS database loads it, which takes seconds; what can be told from the name alone never
 * does. Coordinates are always in the order x, y (longitude before latitude).
 */
public final class Crs {
  /**
   * Stands for no place on Earth: x is the range sample and y minus the azimuth line of an image,
   * each counted from 0 at centres.
   */
  public static final String RADAR = "RADAR";

  /** The file metadata that tells such a raster from one that has lost its reference system. */
  static final String RADAR_ITEM = "RADAR_GEOMETRY";

  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{4,5})");
  private static final Pattern GEOGRAPHIC =
      Pattern.compile("\\s*(GEOGCS|GEOGCRS|GEODCRS)\\b.*", Pattern.DOTALL);
  private static final Pattern PROJECTED =
      Pattern.compile("\\s*(PROJCS|PROJCRS)\\b.*", Pattern.DOTALL);

  private Crs() {}

  /** The number of {@code EPSG:n}, or nothing where the system is given as WKT. */
  public static OptionalInt epsgCode(String crs) {
    Matcher matcher = EPSG.matcher(crs);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * Whether coordinates are longitude and latitude in degrees.
   *
   * @throws UserException where the system is unknown
   */
  public static boolean isGeographic(String crs) {
    OptionalInt code = epsgCode(crs);
    if (code.isEmpty()) {
      if (GEOGRAPHIC.matcher(crs).matches()) {
        return true;
      }
      if (PROJECTED.matcher(crs).matches()) {
        return false;
      }
      return CrsDatabase.isGeographic(crs);
    }
    int number = code.getAsInt();
    // WGS 84, ETRS89, NAD83, NAD27, GDA94, SIRGAS 2000, WGS 72, ED50.
    switch (number) {
      case 4326, 4258, 4269, 4267, 4283, 4674, 4322, 4230 -> {
        return true;
      }
      default -> {}
    }
    // EPSG numbers above 20000 were given to projected systems only; above 32767 is no GeoTIFF
    // code.
    if (number == 3857 || (number >= 20_000 && number < GeoKeys.USER_DEFINED)) {
      return false;
    }
    return CrsDatabase.isGeographic(crs);
  }

  /**
   * Turns coordinates of one system into those of another. The same system needs no database.
   *
   * @return x and y
   * @throws UserException where a system is unknown or the point lies outside what it can show
   */
  public static double[] transform(double x, double y, String from, String to) {
    if (from.equals(to)) {
      return new double[] {x, y};
    }
    return CrsDatabase.transform(x, y, from, to);
  }

  /**
   * The WKT (version 1) of a system.
   *
   * @throws UserException where the system is unknown
   */
  public static String toWkt(String crs) {
    return epsgCode(crs).isPresent() ? CrsDatabase.toWkt(crs) : crs;
  }

  /**
   * {@code EPSG:n} where the WKT is that system, else the WKT itself.
   *
   * @throws UserException where the WKT cannot be read
   */
  public static String fromWkt(String wkt) {
    return epsgCode(wkt).isPresent() ? wkt : CrsDatabase.fromWkt(wkt);
  }
}
