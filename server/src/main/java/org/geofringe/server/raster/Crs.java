package org.geofringe.server.raster;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.geometry.MapProjection;
import org.geofringe.geometry.UtmProjection;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

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

  static final String RADAR_MEANING = "x is the range sample, y is minus the azimuth line";

  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{4,5})");
  private static final Pattern UTM = Pattern.compile("EPSG:32([67])(0[1-9]|[1-5]\\d|60)");
  private static final String WGS_84 = "EPSG:4326";
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
   * Turns coordinates of one system into those of another. The same system, and UTM on WGS 84 from
   * and to EPSG:4326, need no database.
   *
   * @return x and y
   * @throws UserException where a system is unknown or the point lies outside what it can show
   */
  public static double[] transform(double x, double y, String from, String to) {
    if (from.equals(to)) {
      return new double[] {x, y};
    }
    UtmProjection utm = utmProjection(from);
    if (utm != null && to.equals(WGS_84) && Double.isFinite(x + y)) {
      double[] point = new double[2];
      utm.toGeographic(x, y, point);
      return new double[] {Math.toDegrees(point[0]), Math.toDegrees(point[1])};
    }
    utm = utmProjection(to);
    if (utm != null && from.equals(WGS_84) && utm.isNear(Math.toRadians(x)) && Math.abs(y) <= 90) {
      double[] point = new double[2];
      utm.toMap(Math.toRadians(x), Math.toRadians(y), point);
      return point;
    }
    return CrsDatabase.transform(x, y, from, to);
  }

  /**
   * The way from a system's coordinates to longitude and latitude on WGS 84, for many threads at
   * once. It throws a UserException where the system is unknown or a point lies outside it.
   */
  public static MapProjection projection(String crs) {
    UtmProjection utm = utmProjection(crs);
    if (utm != null) {
      return utm;
    }
    return (x, y, geographic) -> {
      double[] point = transform(x, y, crs, WGS_84);
      geographic[0] = Math.toRadians(point[0]);
      geographic[1] = Math.toRadians(point[1]);
    };
  }

  /**
   * The UTM system on WGS 84 of the zone that holds a point, as {@code EPSG:n}.
   *
   * @param longitude degrees
   * @param latitude degrees
   */
  public static String utm(double longitude, double latitude) {
    return "EPSG:"
        + UtmProjection.around(Math.toRadians(longitude), Math.toRadians(latitude)).epsgCode();
  }

  private static @Nullable UtmProjection utmProjection(String crs) {
    Matcher matcher = UTM.matcher(crs);
    return matcher.matches()
        ? new UtmProjection(Integer.parseInt(matcher.group(2)), matcher.group(1).equals("7"))
        : null;
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
