package org.geofringe.server.raster;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The keys of GeoTIFF 1.1 (OGC 19-008) that name a coordinate reference system. */
final class GeoKeys {
  static final int MODEL_TYPE = 1024;
  static final int RASTER_TYPE = 1025;
  static final int CITATION = 1026;
  static final int GEODETIC_CRS = 2048;
  static final int GEODETIC_CITATION = 2049;
  static final int GEODETIC_DATUM = 2050;
  static final int ANGULAR_UNITS = 2054;
  static final int ELLIPSOID = 2056;
  static final int SEMI_MAJOR_AXIS = 2057;
  static final int SEMI_MINOR_AXIS = 2058;
  static final int INVERSE_FLATTENING = 2059;
  static final int PROJECTED_CRS = 3072;
  static final int PROJECTED_CITATION = 3073;
  static final int PROJECTION = 3074;
  static final int PROJECTION_METHOD = 3075;
  static final int LINEAR_UNITS = 3076;
  static final int STANDARD_PARALLEL_1 = 3078;
  static final int STANDARD_PARALLEL_2 = 3079;
  static final int NATURAL_ORIGIN_LONGITUDE = 3080;
  static final int NATURAL_ORIGIN_LATITUDE = 3081;
  static final int FALSE_EASTING = 3082;
  static final int FALSE_NORTHING = 3083;
  static final int FALSE_ORIGIN_LONGITUDE = 3084;
  static final int FALSE_ORIGIN_LATITUDE = 3085;
  static final int FALSE_ORIGIN_EASTING = 3086;
  static final int FALSE_ORIGIN_NORTHING = 3087;
  static final int CENTRE_LONGITUDE = 3088;
  static final int CENTRE_LATITUDE = 3089;
  static final int SCALE_AT_ORIGIN = 3092;
  static final int STRAIGHT_POLE_LONGITUDE = 3095;
  static final int VERTICAL_CRS = 4096;

  /** Longitude, latitude and height above the ellipsoid, as a geodetic system. */
  static final int WGS_84_3D = 4979;

  static final int MODEL_PROJECTED = 1;
  static final int MODEL_GEOGRAPHIC = 2;
  static final int PIXEL_IS_AREA = 1;
  static final int PIXEL_IS_POINT = 2;
  static final int USER_DEFINED = 32_767;

  private final Map<Integer, Integer> codes = new HashMap<>();
  private final Map<Integer, Double> numbers = new HashMap<>();
  private final Map<Integer, String> texts = new HashMap<>();

  private GeoKeys() {}

  /** The keys of a directory, or null where it has none. Keys that point nowhere are left out. */
  static @Nullable GeoKeys of(TiffDirectory directory) {
    long[] list = directory.integers(TiffTag.GEO_KEY_DIRECTORY);
    if (list == null || list.length < 4) {
      return null;
    }
    double[] doubles = directory.doubles(TiffTag.GEO_DOUBLE_PARAMS);
    String ascii = directory.text(TiffTag.GEO_ASCII_PARAMS);
    byte[] text = ascii == null ? new byte[0] : ascii.getBytes(StandardCharsets.UTF_8);
    GeoKeys keys = new GeoKeys();
    for (int i = 4; i + 3 < list.length; i += 4) {
      int key = (int) list[i];
      int location = (int) list[i + 1];
      int count = (int) list[i + 2];
      int value = (int) list[i + 3];
      if (location == 0) {
        keys.codes.put(key, value);
      } else if (location == TiffTag.GEO_DOUBLE_PARAMS
          && doubles != null
          && value < doubles.length) {
        keys.numbers.put(key, doubles[value]);
      } else if (location == TiffTag.GEO_ASCII_PARAMS && value + count <= text.length + 1) {
        int length = Math.min(count, text.length - value);
        String string = new String(text, value, Math.max(0, length), StandardCharsets.UTF_8);
        keys.texts.put(key, string.endsWith("|") ? string.substring(0, length - 1) : string);
      }
    }
    return keys;
  }

  OptionalInt code(int key) {
    Integer code = codes.get(key);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  OptionalDouble number(int key) {
    Double number = numbers.get(key);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  String text(int key) {
    return texts.getOrDefault(key, "");
  }

  boolean isPixelPoint() {
    return code(RASTER_TYPE).orElse(PIXEL_IS_AREA) == PIXEL_IS_POINT;
  }

  /** {@code EPSG:n} or WKT, or null where the keys do not tell enough. No CRS database is asked. */
  @Nullable String crs() {
    int projected = code(PROJECTED_CRS).orElse(0);
    if (isEpsg(projected)) {
      return "EPSG:" + projected;
    }
    int model = code(MODEL_TYPE).orElse(projected == 0 ? MODEL_GEOGRAPHIC : MODEL_PROJECTED);
    int geodetic = code(GEODETIC_CRS).orElse(0);
    if (model == MODEL_GEOGRAPHIC && isEpsg(geodetic)) {
      return "EPSG:" + geodetic;
    }
    if (model != MODEL_GEOGRAPHIC && model != MODEL_PROJECTED) {
      return null;
    }
    for (int key : new int[] {PROJECTED_CITATION, CITATION, GEODETIC_CITATION}) {
      int wkt = text(key).indexOf(WktKeys.ESRI_MARK);
      if (wkt >= 0) {
        return text(key).substring(wkt + WktKeys.ESRI_MARK.length()).strip();
      }
    }
    return model == MODEL_GEOGRAPHIC ? WktKeys.geographic(this) : WktKeys.projected(this);
  }

  private static boolean isEpsg(int code) {
    return code >= 1024 && code < USER_DEFINED;
  }
}
