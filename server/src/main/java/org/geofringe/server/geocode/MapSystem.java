package org.geofringe.server.geocode;

import org.geofringe.geometry.MapProjection;
import org.geofringe.geometry.UtmProjection;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;

/** A map in metres, both ways. UTM needs no CRS database. Safe for several threads. */
final class MapSystem {

  private static final String DEGREES = "EPSG:4326";
  private static final int UTM_NORTH = 32_600;
  private static final int UTM_SOUTH = 32_700;
  private static final int ZONES = 60;

  private final String crs;
  private final MapProjection projection;

  private MapSystem(String crs, MapProjection projection) {
    this.crs = crs;
    this.projection = projection;
  }

  /**
   * The map of a code.
   *
   * @param crs {@code EPSG:n}
   * @throws UserException where it is unknown or not in metres
   */
  static MapSystem of(String crs) {
    int code = Crs.epsgCode(crs).orElse(0);
    for (int first : new int[] {UTM_NORTH, UTM_SOUTH}) {
      if (code > first && code <= first + ZONES) {
        return new MapSystem(crs, new UtmProjection(code - first, first == UTM_SOUTH));
      }
    }
    if (Crs.isGeographic(crs)) {
      throw new UserException(
          "CRS " + crs + " is in degrees: choose one in metres, or none for UTM.");
    }
    return new MapSystem(
        crs,
        (x, y, geographic) -> {
          double[] degrees = Crs.transform(x, y, crs, DEGREES);
          geographic[0] = Math.toRadians(degrees[0]);
          geographic[1] = Math.toRadians(degrees[1]);
        });
  }

  /**
   * The UTM zone about a point.
   *
   * @param longitude radians
   * @param latitude radians
   */
  static MapSystem utm(double longitude, double latitude) {
    UtmProjection projection = UtmProjection.around(longitude, latitude);
    return new MapSystem("EPSG:" + projection.epsgCode(), projection);
  }

  String crs() {
    return crs;
  }

  MapProjection projection() {
    return projection;
  }

  /**
   * From longitude and latitude to the map.
   *
   * @param longitude radians
   * @param latitude radians
   * @return x and y
   */
  double[] toMap(double longitude, double latitude) {
    if (projection instanceof UtmProjection utm) {
      double[] map = new double[2];
      utm.toMap(longitude, latitude, map);
      return map;
    }
    return Crs.transform(Math.toDegrees(longitude), Math.toDegrees(latitude), DEGREES, crs);
  }
}
