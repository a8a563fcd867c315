package org.geofringe.server.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.server.vector.Feature.Shape;

/** The features of a GeoJSON file with their names. */
final class GeoJsonFeatures {

  private GeoJsonFeatures() {}

  static FeatureLayer read(Path file, Shape shape, String nameField) {
    GeoJsonLayer layer = new GeoJsonLayer(file);
    List<Feature> features = new ArrayList<>();
    layer.forEachFeature(
        feature -> {
          JsonNode properties = feature.path("properties");
          if (!nameField.isEmpty() && !properties.has(nameField)) {
            List<String> fields = new ArrayList<>();
            properties.fieldNames().forEachRemaining(fields::add);
            throw FeatureLayer.noField(file, nameField, fields);
          }
          List<List<double[]>> parts = new ArrayList<>();
          add(feature.path("geometry"), shape, parts);
          if (!parts.isEmpty()) {
            String name = nameField.isEmpty() ? "" : properties.path(nameField).asText("");
            features.add(new Feature(name.equals("null") ? "" : name, parts));
          }
        });
    return new FeatureLayer(layer.crs(), features);
  }

  private static void add(JsonNode geometry, Shape shape, List<List<double[]>> parts) {
    JsonNode coordinates = geometry.path("coordinates");
    String type = geometry.path("type").asText("");
    Shape own =
        switch (type.replace("Multi", "")) {
          case "Point" -> Shape.POINT;
          case "LineString" -> Shape.LINE;
          case "Polygon" -> Shape.POLYGON;
          default -> null;
        };
    if (type.equals("GeometryCollection")) {
      geometry.path("geometries").forEach(part -> add(part, shape, parts));
    } else if (own == shape) {
      if (type.startsWith("Multi")) {
        coordinates.forEach(part -> parts.add(part(part, shape)));
      } else {
        parts.add(part(coordinates, shape));
      }
    } else if (!geometry.isNull() && !geometry.isMissingNode()) {
      throw new IllegalArgumentException("it is a " + type + " and not of " + shape.many());
    }
  }

  private static List<double[]> part(JsonNode coordinates, Shape shape) {
    List<double[]> rings = new ArrayList<>();
    switch (shape) {
      case POINT -> rings.add(corners(List.of(coordinates)));
      case LINE -> rings.add(corners(list(coordinates)));
      case POLYGON -> coordinates.forEach(ring -> rings.add(corners(list(ring))));
    }
    return rings;
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  private static double[] corners(List<JsonNode> places) {
    double[] corners = new double[2 * places.size()];
    for (int i = 0; i < places.size(); i++) {
      if (!places.get(i).path(0).isNumber() || !places.get(i).path(1).isNumber()) {
        throw new IllegalArgumentException("a corner is not two numbers");
      }
      corners[2 * i] = places.get(i).get(0).doubleValue();
      corners[2 * i + 1] = places.get(i).get(1).doubleValue();
    }
    return corners;
  }
}
