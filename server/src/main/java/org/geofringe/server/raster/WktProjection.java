package org.geofringe.server.raster;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GeoTIFF keys that spell out the projection of a WKT (version 1). */
final class WktProjection {
  private static final Pattern METHOD = Pattern.compile("PROJECTION\\s*\\[\\s*\"([^\"]+)\"");
  private static final Pattern PARAMETER =
      Pattern.compile("PARAMETER\\s*\\[\\s*\"([^\"]+)\"\\s*,\\s*([-+0-9.eE]+)");

  /** Method name to GeoTIFF's number of it; the keys of its origin depend on the method. */
  private static final Map<String, Integer> METHODS =
      Map.of(
          "transverse_mercator", 1,
          "mercator_1sp", 7,
          "lambert_conformal_conic_2sp", 8,
          "lambert_azimuthal_equal_area", 10,
          "albers_conic_equal_area", 11,
          "polar_stereographic", 15);

  private WktProjection() {}

  /**
   * Keys and their numbers, {@link GeoKeys#PROJECTION_METHOD} among them; empty where the method is
   * none of the usual ones.
   */
  static SortedMap<Integer, Double> keys(String wkt) {
    SortedMap<Integer, Double> keys = new TreeMap<>();
    Matcher method = METHOD.matcher(wkt);
    Integer number = method.find() ? METHODS.get(lower(method.group(1))) : null;
    if (number == null) {
      return keys;
    }
    Map<String, Integer> names = parameterKeys(number);
    Matcher parameter = PARAMETER.matcher(wkt);
    while (parameter.find()) {
      Integer key = names.get(lower(parameter.group(1)));
      if (key != null) {
        keys.put(key, Double.parseDouble(parameter.group(2)));
      }
    }
    keys.put(GeoKeys.PROJECTION_METHOD, (double) number);
    return keys;
  }

  private static Map<String, Integer> parameterKeys(int method) {
    Map<String, Integer> names = new HashMap<>();
    boolean conformalConic = method == 8;
    names.put("scale_factor", GeoKeys.SCALE_AT_ORIGIN);
    names.put("standard_parallel_1", GeoKeys.STANDARD_PARALLEL_1);
    names.put("standard_parallel_2", GeoKeys.STANDARD_PARALLEL_2);
    names.put(
        "false_easting", conformalConic ? GeoKeys.FALSE_ORIGIN_EASTING : GeoKeys.FALSE_EASTING);
    names.put(
        "false_northing", conformalConic ? GeoKeys.FALSE_ORIGIN_NORTHING : GeoKeys.FALSE_NORTHING);
    int latitude =
        switch (method) {
          case 8 -> GeoKeys.FALSE_ORIGIN_LATITUDE;
          case 10 -> GeoKeys.CENTRE_LATITUDE;
          default -> GeoKeys.NATURAL_ORIGIN_LATITUDE;
        };
    int longitude =
        switch (method) {
          case 8 -> GeoKeys.FALSE_ORIGIN_LONGITUDE;
          case 10 -> GeoKeys.CENTRE_LONGITUDE;
          case 15 -> GeoKeys.STRAIGHT_POLE_LONGITUDE;
          default -> GeoKeys.NATURAL_ORIGIN_LONGITUDE;
        };
    names.put("latitude_of_origin", latitude);
    names.put("latitude_of_center", latitude);
    names.put("central_meridian", longitude);
    names.put("longitude_of_center", longitude);
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
