package org.geofringe.server.raster;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the WKT (version 1) of a system that GeoTIFF keys spell out instead of naming. */
final class WktKeys {
  /** What GDAL and ArcGIS put before a WKT in a citation. */
  static final String ESRI_MARK = "ESRI PE String = ";

  static final int METRE = 9001;
  static final int DEGREE = 9102;

  private WktKeys() {}

  /** WKT of a geographic system, or null where its ellipsoid is unknown. */
  static @Nullable String geographic(GeoKeys keys) {
    if (keys.code(GeoKeys.ANGULAR_UNITS).orElse(DEGREE) != DEGREE) {
      return null;
    }
    double semiMajor = keys.number(GeoKeys.SEMI_MAJOR_AXIS).orElse(0);
    double inverseFlattening = keys.number(GeoKeys.INVERSE_FLATTENING).orElse(0);
    OptionalDouble semiMinor = keys.number(GeoKeys.SEMI_MINOR_AXIS);
    if (inverseFlattening == 0 && semiMinor.isPresent() && semiMinor.getAsDouble() < semiMajor) {
      inverseFlattening = semiMajor / (semiMajor - semiMinor.getAsDouble());
    }
    int known =
        keys.code(GeoKeys.GEODETIC_CRS).orElse(0) == 4326
            ? 7030
            : keys.code(GeoKeys.ELLIPSOID).orElse(0);
    if (semiMajor == 0 && (known == 7030 || known == 7019)) {
      semiMajor = 6_378_137;
      inverseFlattening = known == 7030 ? 298.257223563 : 298.257222101;
    }
    if (semiMajor <= 0) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"%s\",%s,%s]],PRIMEM[\"Greenwich\",0],"
            + "UNIT[\"degree\",0.0174532925199433]]",
        known == 7030 ? "WGS 84" : "unnamed",
        known == 7030 ? "WGS_1984" : "unnamed",
        known == 7030 ? "WGS 84" : "unnamed",
        semiMajor,
        inverseFlattening);
  }

  /** WKT of a projected system, or null where its method is none of the usual ones. */
  static @Nullable String projected(GeoKeys keys) {
    String base = geographic(keys);
    String method = method(keys);
    if (base == null || method == null || keys.code(GeoKeys.LINEAR_UNITS).orElse(METRE) != METRE) {
      return null;
    }
    String name = keys.text(GeoKeys.CITATION).replace("\"", "").strip();
    return "PROJCS[\""
        + (name.isEmpty() ? "unnamed" : name)
        + "\","
        + base
        + ","
        + method
        + ",UNIT[\"metre\",1]]";
  }

  private static @Nullable String method(GeoKeys keys) {
    double longitude = first(keys, 0, GeoKeys.NATURAL_ORIGIN_LONGITUDE, GeoKeys.CENTRE_LONGITUDE);
    double latitude = first(keys, 0, GeoKeys.NATURAL_ORIGIN_LATITUDE, GeoKeys.CENTRE_LATITUDE);
    double easting = first(keys, 0, GeoKeys.FALSE_EASTING, GeoKeys.FALSE_ORIGIN_EASTING);
    double northing = first(keys, 0, GeoKeys.FALSE_NORTHING, GeoKeys.FALSE_ORIGIN_NORTHING);
    double scale = first(keys, 1, GeoKeys.SCALE_AT_ORIGIN);
    double parallel1 = first(keys, 0, GeoKeys.STANDARD_PARALLEL_1);
    double parallel2 = first(keys, 0, GeoKeys.STANDARD_PARALLEL_2);
    double falseLongitude =
        first(keys, longitude, GeoKeys.FALSE_ORIGIN_LONGITUDE, GeoKeys.NATURAL_ORIGIN_LONGITUDE);
    double falseLatitude =
        first(keys, latitude, GeoKeys.FALSE_ORIGIN_LATITUDE, GeoKeys.NATURAL_ORIGIN_LATITUDE);
    String shift = parameter("false_easting", easting) + parameter("false_northing", northing);
    return switch (keys.code(GeoKeys.PROJECTION_METHOD).orElse(0)) {
      case 1 ->
          projection("Transverse_Mercator")
              + parameter("latitude_of_origin", latitude)
              + parameter("central_meridian", longitude)
              + parameter("scale_factor", scale)
              + shift;
      case 7 ->
          projection("Mercator_1SP")
              + parameter("central_meridian", longitude)
              + parameter("scale_factor", scale)
              + shift;
      case 8 ->
          projection("Lambert_Conformal_Conic_2SP")
              + parameter("standard_parallel_1", parallel1)
              + parameter("standard_parallel_2", parallel2)
              + parameter("latitude_of_origin", falseLatitude)
              + parameter("central_meridian", falseLongitude)
              + shift;
      case 10 ->
          projection("Lambert_Azimuthal_Equal_Area")
              + parameter("latitude_of_center", latitude)
              + parameter("longitude_of_center", longitude)
              + shift;
      case 11 ->
          projection("Albers_Conic_Equal_Area")
              + parameter("standard_parallel_1", parallel1)
              + parameter("standard_parallel_2", parallel2)
              + parameter("latitude_of_center", latitude)
              + parameter("longitude_of_center", longitude)
              + shift;
      case 15 ->
          projection("Polar_Stereographic")
              + parameter("latitude_of_origin", latitude)
              + parameter(
                  "central_meridian", first(keys, longitude, GeoKeys.STRAIGHT_POLE_LONGITUDE))
              + parameter("scale_factor", scale)
              + shift;
      default -> null;
    };
  }

  private static double first(GeoKeys keys, double otherwise, int... candidates) {
    for (int key : candidates) {
      OptionalDouble number = keys.number(key);
      if (number.isPresent()) {
        return number.getAsDouble();
      }
    }
    return otherwise;
  }

  private static String projection(String name) {
    return "PROJECTION[\"" + name + "\"]";
  }

  private static String parameter(String name, double value) {
    return ",PARAMETER[\"" + name + "\"," + value + "]";
  }
}
