package org.geofringe.server.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.Crs;

/**
 * The STAC side of a stack: version 1.1.0 with the projection, sar and insar extensions where they
 * fit, and fields of our own under {@code geofringe:} where none does.
 */
final class StacJson {

  static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static final String FINGERPRINT = "geofringe:fingerprint";

  static final String FIGURES = "geofringe:figures";

  private static final String NOTES = "geofringe:notes";

  static final String VERSION = "1.1.0";
  private static final String RADAR_GEOMETRY = "geofringe:radar_geometry";

  /** Where a stack has no place on Earth; a collection must tell one. */
  private static final double[] ANYWHERE = {-180, -90, 180, 90};

  private static final String GEOTIFF = "image/tiff; application=geotiff";
  private static final List<String> EXTENSIONS =
      List.of(
          "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
          "https://stac-extensions.github.io/sar/v1.2.0/schema.json",
          "https://stac-extensions.github.io/insar/v1.0.0/schema.json");
  static final double LIGHT_METRES_PER_SECOND = 299_792_458;

  private StacJson() {}

  /** The item of a pair; its assets lie beside it. */
  static ObjectNode item(StackDescription stack, double[] bbox, StackItem item) {
    Pair pair = item.pair();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("type", "Feature");
    node.put("stac_version", VERSION);
    EXTENSIONS.forEach(node.putArray("stac_extensions")::add);
    node.put("id", pair.id());
    node.put("collection", "stack");
    place(node, bbox);

    ObjectNode properties = node.putObject("properties");
    properties.putNull("datetime");
    properties.put("start_datetime", pair.reference() + "T00:00:00Z");
    properties.put("end_datetime", pair.secondary() + "T00:00:00Z");
    if (!stack.platform().isEmpty()) {
      properties.put("platform", stack.platform());
    }
    properties.put("insar:reference_datetime", pair.reference() + "T00:00:00Z");
    properties.put("insar:secondary_datetime", pair.secondary() + "T00:00:00Z");
    properties.put("insar:temporal_baseline", pair.days());
    if (Double.isFinite(item.perpendicularBaselineMetres())) {
      properties.put("insar:perpendicular_baseline", item.perpendicularBaselineMetres());
    }
    properties.put(
        "sar:center_frequency", LIGHT_METRES_PER_SECOND / stack.wavelengthMetres() / 1e9);
    projection(properties, stack.grid());
    properties.put(FINGERPRINT, item.fingerprint());
    if (!item.figures().isEmpty()) {
      ObjectNode figures = properties.putObject(FIGURES);
      item.figures().forEach((name, value) -> put(figures, name, value));
    }
    if (!item.notes().isEmpty()) {
      item.notes().forEach(properties.putObject(NOTES)::put);
    }

    ArrayNode links = node.putArray("links");
    for (String relation : List.of("root", "parent", "collection")) {
      link(links, relation, "../collection.json", "application/json");
    }
    ObjectNode assets = node.putObject("assets");
    for (Map.Entry<Asset, Path> asset : new EnumMap<>(item.assets()).entrySet()) {
      asset(
          assets.putObject(asset.getKey().key()),
          "./" + asset.getKey().fileName(),
          asset.getKey().title(),
          asset.getKey().unit());
    }
    return node;
  }

  /** The collection: what all dates and pairs share, and a link to each. */
  static ObjectNode collection(
      StackDescription stack,
      double[] bbox,
      List<Pair> pairs,
      SortedSet<LocalDate> dates,
      SortedMap<LocalDate, Double> baselines,
      List<Layer> layers,
      String fingerprint) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("type", "Collection");
    node.put("stac_version", VERSION);
    EXTENSIONS.forEach(node.putArray("stac_extensions")::add);
    node.put("id", "stack");
    node.put("title", (dates.isEmpty() ? "Interferograms from " : "Images from ") + stack.origin());
    node.put(
        "description",
        "A stack of "
            + (dates.isEmpty() ? "" : pairs.isEmpty() ? "images" : "images and ")
            + (pairs.isEmpty() ? "" : "interferograms")
            + " on one map grid.");
    node.put("license", "other");
    ObjectNode extent = node.putObject("extent");
    numbers(
        extent.putObject("spatial").putArray("bbox").addArray(),
        bbox.length == 0 ? ANYWHERE : bbox);
    ArrayNode interval = extent.putObject("temporal").putArray("interval").addArray();
    SortedSet<LocalDate> all = new TreeSet<>(dates);
    pairs.forEach(pair -> all.addAll(List.of(pair.reference(), pair.secondary())));
    interval.add(all.first() + "T00:00:00Z");
    interval.add(all.last() + "T00:00:00Z");
    projection(node.putObject("summaries"), stack.grid());

    node.put("geofringe:wavelength_metres", stack.wavelengthMetres());
    node.put("geofringe:looks", stack.looks());
    if (Double.isFinite(stack.incidenceDegrees())) {
      node.put("geofringe:incidence_degrees", stack.incidenceDegrees());
    }
    node.put("geofringe:platform", stack.platform());
    node.put("geofringe:origin", stack.origin());
    ObjectNode metres = node.putObject("geofringe:perpendicular_baselines");
    baselines.forEach((date, baseline) -> metres.put(date.toString(), baseline));
    node.put(FINGERPRINT, fingerprint);

    ArrayNode links = node.putArray("links");
    link(links, "root", "./collection.json", "application/json");
    List<String> ids = new ArrayList<>();
    dates.forEach(date -> ids.add(DateJson.id(date)));
    pairs.forEach(pair -> ids.add(pair.id()));
    for (String id : ids) {
      link(links, "item", "./" + id + "/" + id + ".json", "application/geo+json");
    }
    ObjectNode assets = node.putObject("assets");
    for (Layer layer : layers) {
      asset(assets.putObject(layer.key()), "./" + layer.href(), layer.title(), layer.unit());
    }
    return node;
  }

  static StackDescription readDescription(JsonNode collection) {
    MapGrid grid = grid(required(collection, "summaries"));
    return new StackDescription(
        grid,
        required(collection, "geofringe:wavelength_metres").asDouble(),
        required(collection, "geofringe:looks").asDouble(),
        collection.path("geofringe:incidence_degrees").asDouble(Double.NaN),
        collection.path("geofringe:platform").asText(""),
        collection.path("geofringe:origin").asText(""));
  }

  /** The grid that the fields of the projection extension tell. */
  static MapGrid grid(JsonNode properties) {
    JsonNode shape = numbers(properties, "proj:shape", 2);
    JsonNode transform = numbers(properties, "proj:transform", 6);
    return new MapGrid(
        crs(properties),
        transform.path(2).asDouble(),
        transform.path(5).asDouble(),
        transform.path(0).asDouble(),
        -transform.path(4).asDouble(),
        shape.path(0).asInt(),
        shape.path(1).asInt());
  }

  private static String crs(JsonNode properties) {
    if (properties.path(RADAR_GEOMETRY).asBoolean()) {
      return Crs.RADAR;
    }
    return properties.hasNonNull("proj:code")
        ? properties.get("proj:code").asText()
        : required(properties, "proj:wkt2").asText();
  }

  static SortedMap<LocalDate, Double> readBaselines(JsonNode collection) {
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    collection
        .path("geofringe:perpendicular_baselines")
        .properties()
        .forEach(e -> baselines.put(date(e.getKey()), e.getValue().asDouble()));
    return baselines;
  }

  /** Writes what is no number as null, since JSON has none. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  static SortedMap<String, Double> readFigures(JsonNode properties) {
    SortedMap<String, Double> figures = new TreeMap<>();
    properties
        .path(FIGURES)
        .properties()
        .forEach(e -> figures.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
    return figures;
  }

  static SortedMap<String, String> readNotes(JsonNode properties) {
    SortedMap<String, String> notes = new TreeMap<>();
    properties.path(NOTES).properties().forEach(e -> notes.put(e.getKey(), e.getValue().asText()));
    return notes;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no date", e);
    }
  }

  static JsonNode numbers(JsonNode node, String field, int count) {
    JsonNode array = required(node, field);
    boolean sound = array.size() == count;
    for (JsonNode number : array) {
      sound &= number.isNumber();
    }
    if (!sound) {
      throw new IllegalArgumentException(
          "the field \"" + field + "\" must be " + count + " numbers");
    }
    return array;
  }

  static List<String> itemLinks(JsonNode collection) {
    List<String> links = new ArrayList<>();
    for (JsonNode link : required(collection, "links")) {
      if (link.path("rel").asText().equals("item")) {
        links.add(required(link, "href").asText());
      }
    }
    return links;
  }

  static JsonNode required(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("the field \"" + field + "\" is missing");
    }
    return value;
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /** West, south, east and north in degrees; no numbers for a grid in radar geometry. */
  static double[] bbox(MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      return new double[0];
    }
    double[] bbox = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double x : new double[] {grid.west(), grid.east()}) {
      for (double y : new double[] {grid.south(), grid.north()}) {
        double[] lonLat = Crs.transform(x, y, grid.crs(), "EPSG:4326");
        bbox[0] = Math.min(bbox[0], lonLat[0]);
        bbox[1] = Math.min(bbox[1], lonLat[1]);
        bbox[2] = Math.max(bbox[2], lonLat[0]);
        bbox[3] = Math.max(bbox[3], lonLat[1]);
      }
    }
    return bbox;
  }

  /** Geometry and bounding box of an item; a null geometry has no box. */
  static void place(ObjectNode item, double[] bbox) {
    if (bbox.length == 0) {
      item.putNull("geometry");
    } else {
      item.set("geometry", rectangle(bbox));
      numbers(item.putArray("bbox"), bbox);
    }
  }

  static void projection(ObjectNode properties, MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      properties.putNull("proj:code");
      properties.put(RADAR_GEOMETRY, true);
    } else {
      properties.put(grid.crs().startsWith("EPSG:") ? "proj:code" : "proj:wkt2", grid.crs());
    }
    properties.putArray("proj:shape").add(grid.rows()).add(grid.columns());
    numbers(
        properties.putArray("proj:transform"),
        grid.spacingX(),
        0,
        grid.west(),
        0,
        -grid.spacingY(),
        grid.north());
  }

  static ObjectNode rectangle(double[] bbox) {
    ObjectNode geometry = MAPPER.createObjectNode();
    geometry.put("type", "Polygon");
    ArrayNode ring = geometry.putArray("coordinates").addArray();
    int[][] corners = {{0, 1}, {2, 1}, {2, 3}, {0, 3}, {0, 1}};
    for (int[] corner : corners) {
      ring.addArray().add(bbox[corner[0]]).add(bbox[corner[1]]);
    }
    return geometry;
  }

  static void asset(ObjectNode node, String href, String title, String unit) {
    node.put("href", href);
    node.put("type", GEOTIFF);
    node.put("title", title);
    node.putArray("roles").add("data");
    if (!unit.isEmpty()) {
      node.put("unit", unit);
    }
  }

  static void link(ArrayNode links, String relation, String href, String type) {
    ObjectNode link = links.addObject();
    link.put("rel", relation);
    link.put("href", href);
    link.put("type", type);
  }

  static void numbers(ArrayNode array, double... values) {
    for (double value : values) {
      array.add(value);
    }
  }
}
