package org.geofringe.server.vector;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.server.raster.Crs;

/**
 * A coordinate reference system as files name it. Only WGS 84 and its UTM zones are written out as
 * WKT; other codes go by their number, which GDAL and QGIS look up, so that no CRS database has to
 * be opened here.
 *
 * @param organisation EPSG or NONE
 * @param code the organisation's number for it; in a GeoPackage also its own
 * @param name for people
 * @param wkt well-known text, or {@code undefined}
 */
public record CrsText(String organisation, int code, String name, String wkt) {

  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{1,9})");
  private static final Pattern NAME = Pattern.compile("\\A\\w+\\s*\\[\\s*\"([^\"]*)\"");
  private static final int OWN_CODE = 100000;

  static final CrsText WGS84 =
      new CrsText(
          "EPSG",
          4326,
          "WGS 84",
          "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
              + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
              + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
              + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
              + "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]");

  /** A plane that is nowhere on Earth. */
  static final CrsText CARTESIAN = new CrsText("NONE", -1, "Undefined Cartesian SRS", "undefined");

  static final CrsText GEOGRAPHIC = new CrsText("NONE", 0, "Undefined geographic SRS", "undefined");

  /**
   * Reads {@code EPSG:n} or WKT; radar geometry is a plane that is nowhere on Earth.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static CrsText of(String crs) {
    if (crs.equals(Crs.RADAR)) {
      return CARTESIAN;
    }
    Matcher epsg = EPSG.matcher(crs);
    if (epsg.matches()) {
      return ofCode(Integer.parseInt(epsg.group(1)));
    }
    Matcher name = NAME.matcher(crs);
    if (!name.find()) {
      throw new IllegalArgumentException("crs must be EPSG:n or WKT, got " + crs);
    }
    return new CrsText("NONE", OWN_CODE, name.group(1), crs);
  }

  /** Whether the code is one of the EPSG. */
  public boolean hasCode() {
    return organisation.equals("EPSG");
  }

  private static CrsText ofCode(int code) {
    if (code == WGS84.code) {
      return WGS84;
    }
    int zone = code % 100;
    boolean utm = (code / 100 == 326 || code / 100 == 327) && zone >= 1 && zone <= 60;
    if (!utm) {
      return new CrsText("EPSG", code, "EPSG:" + code, "undefined");
    }
    boolean north = code / 100 == 326;
    String name = "WGS 84 / UTM zone " + zone + (north ? "N" : "S");
    String wkt =
        String.format(
            Locale.ROOT,
            "PROJCS[\"%s\",%s,PROJECTION[\"Transverse_Mercator\"],"
                + "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",%d],"
                + "PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],"
                + "PARAMETER[\"false_northing\",%d],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],"
                + "AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],AUTHORITY[\"EPSG\",\"%d\"]]",
            name,
            WGS84.wkt,
            zone * 6 - 183,
            north ? 0 : 10_000_000,
            code);
    return new CrsText("EPSG", code, name, wkt);
  }
}
