package org.geofringe.server.raster;

import java.util.ArrayList;
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

  static void put(DirectoryBuilder directory, MapGrid grid) {
    directory.doubles(TiffTag.MODEL_PIXEL_SCALE, grid.spacingX(), grid.spacingY(), 0);
    directory.doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, grid.west(), grid.north(), 0);
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

  private static void putWkt(
      DirectoryBuilder directory, List<int[]> keys, String wkt, boolean geographic) {
    String citation = WktKeys.ESRI_MARK + wkt + "|";
    int citationLength = citation.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    keys.add(new int[] {GeoKeys.CITATION, TiffTag.GEO_ASCII_PARAMS, citationLength, 0});
    keys.add(key(GeoKeys.GEODETIC_CRS, GeoKeys.USER_DEFINED));
    Matcher ellipsoid = ELLIPSOID.matcher(wkt);
    if (ellipsoid.find()) {
      keys.add(key(GeoKeys.ANGULAR_UNITS, 9102));
      keys.add(key(GeoKeys.ELLIPSOID, GeoKeys.USER_DEFINED));
      keys.add(new int[] {GeoKeys.SEMI_MAJOR_AXIS, TiffTag.GEO_DOUBLE_PARAMS, 1, 0});
      keys.add(new int[] {GeoKeys.INVERSE_FLATTENING, TiffTag.GEO_DOUBLE_PARAMS, 1, 1});
      directory.doubles(
          TiffTag.GEO_DOUBLE_PARAMS,
          Double.parseDouble(ellipsoid.group(1)),
          Double.parseDouble(ellipsoid.group(2)));
    }
    if (!geographic) {
      keys.add(key(GeoKeys.PROJECTED_CRS, GeoKeys.USER_DEFINED));
      keys.add(new int[] {GeoKeys.PROJECTED_CITATION, TiffTag.GEO_ASCII_PARAMS, citationLength, 0});
    }
    directory.text(TiffTag.GEO_ASCII_PARAMS, citation);
  }

  private static int[] key(int key, int code) {
    return new int[] {key, 0, 1, code};
  }
}
