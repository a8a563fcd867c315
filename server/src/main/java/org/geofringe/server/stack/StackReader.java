package org.geofringe.server.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.UserException;

/** Reads items of a stack, and checks that what they name is there, whole, and on the grid. */
final class StackReader {

  private StackReader() {}

  /**
   * Reads an item and checks its rasters.
   *
   * @throws UserException naming the item and the file at fault
   */
  static StackItem pair(Path stack, Path file, MapGrid grid) throws IOException {
    String name = FileNames.stem(file);
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "Item " + name + " is missing: there is no " + file + ". Run the import again.");
    }
    JsonNode node = json(file, "item " + name);
    try {
      Pair pair = Pair.parse(StacJson.required(node, "id").asText());
      if (!pair.id().equals(name)) {
        throw new IllegalArgumentException("its id is " + pair);
      }
      JsonNode properties = StacJson.required(node, "properties");
      Map<Asset, Path> assets = new EnumMap<>(Asset.class);
      List<String> keys = new ArrayList<>();
      StacJson.required(node, "assets").fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        String href = StacJson.required(node.get("assets").get(key), "href").asText();
        Path path = inside(stack, stack.resolve(pair.id()), href);
        Asset.ofKey(key).ifPresent(asset -> assets.put(asset, path));
      }
      assets.forEach((asset, path) -> check(grid, path, "item " + name, asset.type(), 1));
      return new StackItem(
          pair,
          properties.path("insar:perpendicular_baseline").asDouble(Double.NaN),
          properties.path(StacJson.FINGERPRINT).asText(""),
          StacJson.readFigures(properties),
          StacJson.readNotes(properties),
          assets);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "Item "
              + name
              + " is broken: "
              + file
              + ": "
              + e.getMessage()
              + ". Run the import again.",
          e);
    }
  }

  /**
   * Reads the item of a date and checks its rasters.
   *
   * @throws UserException naming the item and the file at fault
   */
  static StackDate date(Path stack, Path file, StackFrame frame) throws IOException {
    String name = FileNames.stem(file);
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "Item " + name + " is missing: there is no " + file + ". Run the geocoding again.");
    }
    JsonNode node = json(file, "item " + name);
    try {
      LocalDate date = DateJson.day(name);
      Map<DateAsset, Path> assets = new EnumMap<>(DateAsset.class);
      for (DateAsset asset : DateAsset.values()) {
        JsonNode described = StacJson.required(node, "assets").path(asset.key());
        if (described.isObject()) {
          String href = StacJson.required(described, "href").asText();
          Path path = inside(stack, stack.resolve(name), href);
          boolean slc = asset == DateAsset.SLC;
          check(
              slc ? frame.grid() : frame.amplitudeGrid(),
              path,
              "item " + name,
              slc ? SampleType.COMPLEX_FLOAT32 : SampleType.FLOAT32,
              1);
          assets.put(asset, path);
        }
      }
      return DateJson.read(node, date, assets);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "Item "
              + name
              + " is broken: "
              + file
              + ": "
              + e.getMessage()
              + ". Run the geocoding again.",
          e);
    }
  }

  static JsonNode json(Path file, String what) throws IOException {
    try {
      return StacJson.MAPPER.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new UserException(
          file
              + " is broken ("
              + what
              + "): no JSON at line "
              + e.getLocation().getLineNr()
              + ". Run the import again.",
          e);
    }
  }

  /** A catalogue is only data: what it names must lie within the stack. */
  static Path inside(Path stack, Path base, String href) {
    Path path = base.resolve(href).normalize();
    if (!path.startsWith(stack.normalize())) {
      throw new IllegalArgumentException("\"" + href + "\" leads out of the stack");
    }
    return path;
  }

  static void check(MapGrid grid, Path raster, Layer layer) {
    check(grid, raster, "layer " + layer.key(), layer.type(), layer.bands());
  }

  static boolean isSound(MapGrid grid, Path raster, Layer layer) {
    try {
      check(grid, raster, layer);
      return true;
    } catch (UserException e) {
      return false;
    }
  }

  static void check(MapGrid grid, Path raster, String what, SampleType type, int bands) {
    if (!Files.isRegularFile(raster)) {
      throw new UserException(
          "Stack is incomplete: " + what + " has no file " + raster + ". Run the import again.");
    }
    try (FlatRaster open = FlatRaster.open(raster)) {
      if (!open.grid().matches(grid)) {
        throw new UserException(
            "Stack is broken: "
                + what
                + ": "
                + raster
                + " lies on another grid. Run the import again.");
      }
      if (open.type() != type || open.bands() != bands) {
        throw new UserException(
            "Stack is broken: "
                + what
                + ": "
                + raster
                + " does not hold "
                + bands
                + " x "
                + type
                + ". Run the step that made it again.");
      }
    } catch (UserException e) {
      String reason = String.valueOf(e.getMessage());
      throw reason.startsWith("Stack is broken")
          ? e
          : new UserException(
              "Stack is broken: " + what + ": " + reason + ". Run the import again.", e);
    }
  }
}
