package org.geofringe.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.orbit.StateVector;

/** The STAC item of a date: version 1.1.0 with the projection, sar and sat extensions. */
final class DateJson {

  private static final List<String> EXTENSIONS =
      List.of(
          "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
          "https://stac-extensions.github.io/sar/v1.2.0/schema.json",
          "https://stac-extensions.github.io/sat/v1.1.0/schema.json");
  private static final String OWN = "geofringe:";
  private static final int NUMBERS_OF_A_VECTOR = 6;

  private DateJson() {}

  /** The name of a date's folder and item. */
  static String id(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  static boolean isDay(String name) {
    return name.matches("\\d{8}");
  }

  static LocalDate day(String name) {
    try {
      return LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + name + "\" is no date", e);
    }
  }

  static ObjectNode item(StackFrame frame, double[] bbox, StackDate date) {
    String id = id(date.date());
    ObjectNode node = StacJson.MAPPER.createObjectNode();
    node.put("type", "Feature");
    node.put("stac_version", StacJson.VERSION);
    EXTENSIONS.forEach(node.putArray("stac_extensions")::add);
    node.put("id", id);
    node.put("collection", "stack");
    StacJson.place(node, bbox);
    properties(node.putObject("properties"), frame, date);
    ArrayNode links = node.putArray("links");
    for (String relation : List.of("root", "parent", "collection")) {
      StacJson.link(links, relation, "../collection.json", "application/json");
    }
    ObjectNode assets = node.putObject("assets");
    for (DateAsset asset : DateAsset.values()) {
      if (date.assets().containsKey(asset)) {
        ObjectNode described = assets.putObject(asset.key());
        StacJson.asset(described, "./" + asset.fileName(), asset.title(), "");
        MapGrid grid = asset == DateAsset.SLC ? frame.grid() : frame.amplitudeGrid();
        StacJson.projection(described, grid);
      }
    }
    return node;
  }

  private static void properties(ObjectNode properties, StackFrame frame, StackDate date) {
    Acquisition pass = date.pass();
    if (pass == null) {
      properties.putNull("datetime");
      properties.put("start_datetime", date.date() + "T00:00:00Z");
      properties.put("end_datetime", date.date() + "T23:59:59Z");
    } else {
      pass(properties, pass);
    }
    properties.put(
        "sar:center_frequency", StacJson.LIGHT_METRES_PER_SECOND / frame.wavelengthMetres() / 1e9);
    StacJson.projection(properties, frame.grid());
    if (Double.isFinite(date.perpendicularBaselineMetres())) {
      properties.put(OWN + "perpendicular_baseline_metres", date.perpendicularBaselineMetres());
    }
    properties.put(OWN + "azimuth_shift_lines", date.azimuthShiftLines());
    if (Double.isFinite(date.azimuthShiftStd())) {
      properties.put(OWN + "azimuth_shift_std_lines", date.azimuthShiftStd());
    }
    properties.put(OWN + "missing_bursts", date.missingBursts());
    properties.put(OWN + "amplitude_of", frame.radiometry().key());
    properties.put(StacJson.FINGERPRINT, date.fingerprint());
  }

  private static void pass(ObjectNode properties, Acquisition acquisition) {
    properties.put("datetime", acquisition.time().toString());
    properties.put("platform", acquisition.platform());
    properties.put("constellation", "sentinel-1");
    properties.putArray("instruments").add("c-sar");
    properties.put("sar:instrument_mode", "IW");
    properties.put("sar:frequency_band", "C");
    properties.putArray("sar:polarizations").add(acquisition.polarisation());
    properties.put("sar:observation_direction", "right");
    properties.put("sat:orbit_state", acquisition.pass());
    properties.put("sat:relative_orbit", acquisition.relativeOrbit());
    properties.put(OWN + "orbit_source", acquisition.orbitSource());
    ArrayNode orbit = properties.putArray(OWN + "orbit");
    for (StateVector v : acquisition.orbit()) {
      ArrayNode vector = orbit.addArray().add(v.time().toString());
      StacJson.numbers(vector, v.x(), v.y(), v.z(), v.vx(), v.vy(), v.vz());
    }
  }

  static StackDate read(JsonNode item, LocalDate date, Map<DateAsset, Path> assets) {
    String id = StacJson.required(item, "id").asText();
    if (!id.equals(id(date))) {
      throw new IllegalArgumentException("its id is " + id);
    }
    JsonNode properties = StacJson.required(item, "properties");
    return new StackDate(
        date,
        properties.hasNonNull("datetime") ? pass(properties) : null,
        properties.path(OWN + "perpendicular_baseline_metres").asDouble(Double.NaN),
        properties.path(OWN + "azimuth_shift_lines").asDouble(0),
        properties.path(OWN + "azimuth_shift_std_lines").asDouble(Double.NaN),
        properties.path(OWN + "missing_bursts").asInt(),
        properties.path(StacJson.FINGERPRINT).asText(""),
        assets);
  }

  private static Acquisition pass(JsonNode properties) {
    List<StateVector> orbit = new ArrayList<>();
    for (JsonNode vector : properties.path(OWN + "orbit")) {
      orbit.add(vector(vector));
    }
    return new Acquisition(
        instant(StacJson.required(properties, "datetime").asText()),
        properties.path("platform").asText(""),
        properties.path("sat:relative_orbit").asInt(),
        properties.path("sat:orbit_state").asText(""),
        properties.path("sar:polarizations").path(0).asText(""),
        properties.path(OWN + "orbit_source").asText(""),
        orbit);
  }

  private static StateVector vector(JsonNode node) {
    if (node.size() != NUMBERS_OF_A_VECTOR + 1) {
      throw new IllegalArgumentException("a state vector of its orbit is not a time and 6 numbers");
    }
    double[] numbers = new double[NUMBERS_OF_A_VECTOR];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.path(i + 1).asDouble(Double.NaN);
    }
    return new StateVector(
        instant(node.path(0).asText()),
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5]);
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no time", e);
    }
  }
}
