package org.geofringe.server.vector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * The polygons of a GeoJSON file (RFC 7946), feature by feature. Coordinates are longitude and
 * latitude on WGS 84, unless the file names another system as GeoJSON of 2008 could.
 */
final class GeoJsonLayer implements PolygonLayer {

  private static final String WGS_84 = "EPSG:4326";
  private static final Pattern EPSG = Pattern.compile("(?:urn:ogc:def:crs:)?EPSG:[^:]*:?(\\d+)");
  private static final Pattern SHORT_EPSG = Pattern.compile("EPSG:(\\d+)");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory FACTORY = MAPPER.getFactory();

  private final Path file;
  private final String crs;

  /**
   * Reads what the file says of itself.
   *
   * @throws UserException where it is not GeoJSON
   */
  GeoJsonLayer(Path file) {
    this.file = file;
    JsonNode named = read(null).path("crs").path("properties").path("name");
    this.crs = named.isTextual() ? crs(file, named.textValue()) : WGS_84;
  }

  @Override
  public String crs() {
    return crs;
  }

  @Override
  public void forEach(Box box, Consumer<Rings> polygons) {
    forEachFeature(feature -> geometry(feature.path("geometry"), polygons));
  }

  /**
   * Goes through the features, as JSON; a file that is one geometry is one feature.
   *
   * @param features may throw an IllegalArgumentException, which names the feature then
   */
  void forEachFeature(Consumer<JsonNode> features) {
    read(features);
  }

  /**
   * Goes through the file.
   *
   * @param features null where only the members beside the features are wanted
   * @return the members of the outermost object but its features
   */
  private ObjectNode read(@Nullable Consumer<JsonNode> features) {
    int feature = 0;
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      ObjectNode members = MAPPER.createObjectNode();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it does not start with an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!name.equals("features") || value != JsonToken.START_ARRAY) {
          members.set(name, parser.<JsonNode>readValueAsTree());
        } else if (features == null) {
          parser.skipChildren();
        } else {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            feature++;
            features.accept(parser.<JsonNode>readValueAsTree());
          }
        }
      }
      if (features != null && feature == 0) {
        features.accept(
            members.has("geometry") ? members : MAPPER.createObjectNode().set("geometry", members));
      }
      return members;
    } catch (IOException | IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
      throw new UserException(
          (feature > 0 ? "Feature " + feature + " of " : "")
              + file
              + " cannot be used: "
              + why
              + ". Save the layer from QGIS as a GeoPackage and take that.",
          e);
    }
  }

  private static void geometry(JsonNode geometry, Consumer<Rings> polygons) {
    switch (geometry.path("type").asText("")) {
      case "Polygon" -> polygon(geometry.path("coordinates"), polygons);
      case "MultiPolygon" -> geometry.path("coordinates").forEach(part -> polygon(part, polygons));
      case "GeometryCollection" ->
          geometry.path("geometries").forEach(part -> geometry(part, polygons));
      case "FeatureCollection" -> {}
      case "" -> {
        if (!geometry.isNull()) {
          throw new IllegalArgumentException("it has no geometry of GeoJSON");
        }
      }
      default ->
          throw new IllegalArgumentException(
              "it is a " + geometry.path("type").asText() + ", not a polygon");
    }
  }

  private static void polygon(JsonNode coordinates, Consumer<Rings> polygons) {
    if (!coordinates.isArray()) {
      throw new IllegalArgumentException("a polygon has no coordinates");
    }
    List<double[]> rings = new ArrayList<>();
    for (JsonNode ring : coordinates) {
      double[] corners = new double[2 * ring.size()];
      for (int i = 0; i < ring.size(); i++) {
        JsonNode corner = ring.get(i);
        if (!corner.path(0).isNumber() || !corner.path(1).isNumber()) {
          throw new IllegalArgumentException("a corner is not two numbers");
        }
        corners[2 * i] = corner.get(0).doubleValue();
        corners[2 * i + 1] = corner.get(1).doubleValue();
      }
      rings.add(corners);
    }
    polygons.accept(new Rings(rings));
  }

  private static String crs(Path file, String name) {
    if (name.endsWith("CRS84")) {
      return WGS_84;
    }
    for (Pattern pattern : List.of(SHORT_EPSG, EPSG)) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        return "EPSG:" + matcher.group(1);
      }
    }
    throw new UserException(
        file
            + " lies in the coordinate reference system "
            + name
            + ", which is not known. Save the layer from QGIS as a GeoPackage and take that.");
  }
}
