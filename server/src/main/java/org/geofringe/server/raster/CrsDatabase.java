package org.geofringe.server.raster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.geofringe.server.run.UserException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * What needs GeoTools and its EPSG database. A class of its own so that {@link Crs} can be used
 * without loading them.
 */
final class CrsDatabase {
  private static final Map<String, CoordinateReferenceSystem> SYSTEMS = new ConcurrentHashMap<>();
  private static final Map<String, MathTransform> TRANSFORMS = new ConcurrentHashMap<>();

  private CrsDatabase() {}

  static boolean isGeographic(String crs) {
    return CRS.getHorizontalCRS(system(crs)) instanceof GeographicCRS;
  }

  static double[] transform(double x, double y, String from, String to) {
    MathTransform transform =
        TRANSFORMS.computeIfAbsent(
            from + " to " + to,
            key -> {
              try {
                return CRS.findMathTransform(system(from), system(to), true);
              } catch (FactoryException e) {
                throw new UserException(
                    "no way is known from " + from + " to " + to + "; use EPSG:4326", e);
              }
            });
    double[] point = {x, y};
    try {
      transform.transform(point, 0, point, 0, 1);
    } catch (TransformException e) {
      throw outside(x, y, from, to, e);
    }
    if (!Double.isFinite(point[0]) || !Double.isFinite(point[1])) {
      throw outside(x, y, from, to, null);
    }
    return point;
  }

  static String toWkt(String crs) {
    // The single-line form, as QGIS and GDAL write it.
    return system(crs).toWKT().replaceAll("\\s*\\R\\s*", "");
  }

  static String fromWkt(String wkt) {
    try {
      Integer code = CRS.lookupEpsgCode(system(wkt), true);
      return code == null ? wkt : "EPSG:" + code;
    } catch (FactoryException e) {
      throw new UserException("the coordinate reference system cannot be looked up: " + wkt, e);
    }
  }

  private static CoordinateReferenceSystem system(String crs) {
    return SYSTEMS.computeIfAbsent(
        crs,
        key -> {
          try {
            return Crs.epsgCode(key).isPresent() ? CRS.decode(key, true) : CRS.parseWKT(key);
          } catch (FactoryException e) {
            throw new UserException(
                "the coordinate reference system " + key + " is not known; give it as EPSG:n", e);
          }
        });
  }

  private static UserException outside(
      double x, double y, String from, String to, @org.jspecify.annotations.Nullable Throwable e) {
    String message =
        "the point "
            + x
            + ", "
            + y
            + " of "
            + from
            + " cannot be shown in "
            + to
            + "; check the coordinates and their order (x before y)";
    return e == null ? new UserException(message) : new UserException(message, e);
  }
}
