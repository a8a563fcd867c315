package org.geofringe.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.run.UserException;

/** The frame of a stack as a file: written before its first date, and there for good. */
final class FrameJson {

  static final String PATH = "geometry/frame.json";

  private FrameJson() {}

  static void write(Path stack, StackFrame frame) {
    ObjectNode node = StacJson.MAPPER.createObjectNode();
    node.put("reference_date", frame.referenceDate().toString());
    StacJson.projection(node, frame.grid());
    RadarFrame radar = frame.image();
    if (radar != null) {
      ObjectNode image = node.putObject("radar");
      image.put("first_line_time", radar.firstLineTime().toString());
      image.put("line_interval_seconds", radar.lineInterval());
      image.put("first_range_metres", radar.firstRange());
      image.put("range_spacing_metres", radar.rangeSpacing());
      image.put("lines", radar.lines());
      image.put("samples", radar.samples());
    }
    ArrayNode bursts = node.putArray("bursts");
    frame.bursts().forEach(bursts::add);
    node.put("wavelength_metres", frame.wavelengthMetres());
    node.put("looks_across", frame.looksAcross());
    node.put("looks_down", frame.looksDown());
    node.put("amplitude_of", frame.radiometry().key());
    node.put("settings", frame.settings());
    AtomicFiles.writeString(stack.resolve(PATH), StacJson.write(node));
  }

  /**
   * Reads the frame of a stack; empty where it has none.
   *
   * @throws UserException where it is broken
   */
  static Optional<StackFrame> read(Path stack) throws IOException {
    Path file = stack.resolve(PATH);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode node = StackReader.json(file, "the frame of its images");
    try {
      return Optional.of(frame(node));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          file + " is broken: " + e.getMessage() + ". Make the stack in a new folder.", e);
    }
  }

  private static StackFrame frame(JsonNode node) {
    List<String> bursts = new ArrayList<>();
    StacJson.required(node, "bursts").forEach(burst -> bursts.add(burst.asText()));
    MapGrid grid = StacJson.grid(node);
    LocalDate reference =
        DateJson.day(StacJson.required(node, "reference_date").asText().replace("-", ""));
    return new StackFrame(
        reference,
        grid,
        node.has("radar") ? radar(node.get("radar")) : null,
        bursts,
        StacJson.required(node, "wavelength_metres").asDouble(),
        StacJson.required(node, "looks_across").asInt(),
        StacJson.required(node, "looks_down").asInt(),
        radiometry(node.path("amplitude_of").asText(Radiometry.DIGITAL_NUMBERS.key())),
        StacJson.required(node, "settings").asText());
  }

  private static RadarFrame radar(JsonNode image) {
    return new RadarFrame(
        DateJson.instant(StacJson.required(image, "first_line_time").asText()),
        StacJson.required(image, "line_interval_seconds").asDouble(),
        StacJson.required(image, "first_range_metres").asDouble(),
        StacJson.required(image, "range_spacing_metres").asDouble(),
        StacJson.required(image, "lines").asInt(),
        StacJson.required(image, "samples").asInt());
  }

  private static Radiometry radiometry(String key) {
    return Radiometry.ofKey(key)
        .orElseThrow(() -> new IllegalArgumentException("no amplitudes are of \"" + key + "\""));
  }
}
