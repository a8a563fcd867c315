package org.geofringe.server.vector;

import java.nio.file.Path;
import java.util.List;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;
import org.geofringe.server.vector.Feature.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The features of a GeoPackage or GeoJSON with their names, as they stand.
 *
 * @param crs {@code EPSG:n} or WKT
 * @param features in the order of the file, those without geometry left out
 */
public record FeatureLayer(String crs, List<Feature> features) {

  public FeatureLayer {
    features = List.copyOf(features);
  }

  /**
   * Reads a layer.
   *
   * @param layerName the GeoPackage's table; null where it has one alone of that shape
   * @param nameField the field that names a feature; empty for none
   * @throws UserException one line: no such file, layer or field, another format or shape, a
   *     damaged geometry
   */
  public static FeatureLayer read(
      Path file, @Nullable String layerName, Shape shape, String nameField) {
    FeatureLayer layer =
        PolygonMask.isGeoPackage(file)
            ? GeoPackageFeatures.read(file, layerName, shape, nameField)
            : GeoJsonFeatures.read(file, shape, nameField);
    if (layer.features.isEmpty()) {
      throw new UserException(file + " holds no " + shape.many() + ". Choose a layer that does.");
    }
    return layer;
  }

  /** The reference system in a form that coordinates can be transformed from. */
  public String usableCrs() {
    return Crs.epsgCode(crs).isPresent() ? crs : Crs.fromWkt(crs);
  }

  static UserException noField(Path file, String field, List<String> fields) {
    return new UserException(
        file
            + " has no field "
            + field
            + ": it has "
            + (fields.isEmpty() ? "none" : String.join(", ", fields))
            + ".");
  }

  static UserException damaged(Path file, String number, Exception cause) {
    return new UserException(
        "Feature "
            + number
            + " of "
            + file
            + " cannot be used: "
            + String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ")
            + ". Run \"Fix geometries\" in QGIS and take its result.",
        cause);
  }
}
