package org.geofringe.server.raster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.grid.MapGrid;

/** Writes where a raster lies as GeoTIFF fields. */
final class GeoTags {
  private static final Pattern ELLIPSOID =
      Pattern.compile(
          "(?:SPHEROID|ELLIPSOID)\\s*\\[\\s*\"[^\"]*\"\\s*,\\s*([-+0-9.eE]+)\\s*,\\s*([-+0-9.eE]+)");

  private GeoTags() {}

  /** A raster in radar geometry gets its corner and cell size, and no reference system. */
  static void put(DirectoryBuilder directory, MapGrid grid) {
    directory.doubles(TiffTag.MODEL_PIXEL_SCALE, grid.spacingX(), grid.spacingY(), 0);
    directory.doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, grid.west(), grid.north(), 0);
    if (grid.crs().equals(Crs.RADAR)) {
      return;
    }
    boolean geographic = Crs.isGeographic(grid.crs());
    List<int[]> keys = new ArrayList<>();
    keys.add(
        key(GeoKeys.MODEL_TYPE, geographic ? GeoKeys.MODEL_GEOGRAPHIC : GeoKeys.MODEL_PROJECTED));
    keys.add(key(GeoKeys.RASTER_TYPE, GeoKeys.PIXEL_IS_AREA));
    int crsKey = geographic ? GeoKeys.GEODETIC_CRS : GeoKeys.PROJECTED_CRS;
    Crs.epsgCode(grid.crs())
        .ifPresentOrElse(
            code -> keys.add(key(crsKey, code)),
            () -> putWkt(directory, keys, grid.crs(), geographic));
    int[] list = new int[4 + 4 * keys.size()];
    list[0] = 1;
    list[1] = 1;
    list[3] = keys.size();
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i), 0, list, 4 + 4 * i, 4);
    }
    directory.shorts(TiffTag.GEO_KEY_DIRECTORY, list);
  }

  /** The whole WKT as a citation, and the same spelled out for readers that ignore it. */
  private static void putWkt(
      DirectoryBuilder directory, List<int[]> keys, String wkt, boolean geographic) {
    List<Double> numbers = new ArrayList<>();
    keys.add(key(GeoKeys.GEODETIC_CRS, GeoKeys.USER_DEFINED));
    String citation = WktKeys.ESRI_MARK + wkt + "|";
    int[] inCitation = {0, TiffTag.GEO_ASCII_PARAMS, citation.getBytes(UTF_8).length, 0};
    Matcher ellipsoid = ELLIPSOID.matcher(wkt);
    if (geographic) {
      keys.add(with(GeoKeys.GEODETIC_CITATION, inCitation));
    }
    if (ellipsoid.find()) {
      keys.add(key(GeoKeys.GEODETIC_DATUM, GeoKeys.USER_DEFINED));
      keys.add(key(GeoKeys.ANGULAR_UNITS, WktKeys.DEGREE));
      keys.add(key(GeoKeys.ELLIPSOID, GeoKeys.USER_DEFINED));
      keys.add(number(GeoKeys.SEMI_MAJOR_AXIS, ellipsoid.group(1), numbers));
      keys.add(number(GeoKeys.INVERSE_FLATTENING, ellipsoid.group(2), numbers));
    }
    if (!geographic) {
      keys.add(key(GeoKeys.PROJECTED_CRS, GeoKeys.USER_DEFINED));
      keys.add(with(GeoKeys.PROJECTED_CITATION, inCitation));
      keys.add(key(GeoKeys.PROJECTION, GeoKeys.USER_DEFINED));
      keys.add(key(GeoKeys.LINEAR_UNITS, WktKeys.METRE));
      WktProjection.keys(wkt)
          .forEach(
              (key, value) ->
                  keys.add(
                      key == GeoKeys.PROJECTION_METHOD
                          ? key(key, value.intValue())
                          : number(key, value.toString(), numbers)));
    }
    keys.sort(Comparator.comparingInt(key -> key[0]));
    if (!numbers.isEmpty()) {
      directory.doubles(
          TiffTag.GEO_DOUBLE_PARAMS, numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
    directory.text(TiffTag.GEO_ASCII_PARAMS, citation);
  }

  private static int[] number(int key, String value, List<Double> numbers) {
    numbers.add(Double.parseDouble(value));
    return new int[] {key, TiffTag.GEO_DOUBLE_PARAMS, 1, numbers.size() - 1};
  }

  private static int[] with(int key, int[] place) {
    return new int[] {key, place[1], place[2], place[3]};
  }

  private static int[] key(int key, int code) {
    return new int[] {key, 0, 1, code};
  }
}
