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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.UserException;

/** A finished stack, for reading. Safe to use from several threads. */
public final class Stack {

  /** In a folder that GeoFringe makes a stack in, from the first moment on. */
  public static final String MARKER = ".geofringe-stack";

  static final String COLLECTION = "collection.json";

  private final Path folder;
  private final StackDescription description;
  private final Network network;
  private final Map<Pair, StackItem> items;
  private final Map<Layer, Path> layers;
  private final SortedMap<LocalDate, Double> baselines;
  private final String fingerprint;

  private Stack(
      Path folder,
      StackDescription description,
      Map<Pair, StackItem> items,
      Map<Layer, Path> layers,
      SortedMap<LocalDate, Double> baselines,
      String fingerprint) {
    this.folder = folder;
    this.description = description;
    this.network = new Network(items.keySet());
    this.items = items;
    this.layers = layers;
    this.baselines = baselines;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads the catalogue of a stack and checks that every raster is there, whole, and on the grid.
   *
   * @throws UserException naming the item and the file at fault
   */
  public static Stack open(Path folder) throws IOException {
    Path file = folder.resolve(COLLECTION);
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          folder
              + " is no finished stack: "
              + COLLECTION
              + " is missing. Run the import again; it goes on where it stopped.");
    }
    JsonNode collection = json(file, "the stack");
    try {
      StackDescription description = StacJson.readDescription(collection);
      Map<Pair, StackItem> items = new TreeMap<>();
      for (String href : StacJson.itemLinks(collection)) {
        StackItem item = item(folder, inside(folder, folder, href), description.grid());
        if (items.put(item.pair(), item) != null) {
          throw new IllegalArgumentException("item " + item.pair() + " is linked twice");
        }
      }
      Map<Layer, Path> layers = new EnumMap<>(Layer.class);
      for (Layer layer : Layer.values()) {
        JsonNode asset = collection.path("assets").path(layer.key());
        if (asset.isObject()) {
          Path path = inside(folder, folder, StacJson.required(asset, "href").asText());
          check(description.grid(), path, "layer " + layer.key());
          layers.put(layer, path);
        }
      }
      return new Stack(
          folder,
          description,
          items,
          layers,
          StacJson.readBaselines(collection),
          collection.path(StacJson.FINGERPRINT).asText(""));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          file + " is broken: " + e.getMessage() + ". Run the import again.", e);
    }
  }

  public Path folder() {
    return folder;
  }

  public StackDescription description() {
    return description;
  }

  public MapGrid grid() {
    return description.grid();
  }

  public Network network() {
    return network;
  }

  /** Perpendicular baseline of each date in metres; empty where the origin did not tell. */
  public SortedMap<LocalDate, Double> perpendicularBaselines() {
    return baselines;
  }

  /** What the stack was made from; other stacks of the same inputs have the same. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Whether a folder holds a finished and sound stack of these inputs; one that is broken has to be
   * made again.
   */
  public static boolean isFinished(Path folder, String fingerprint) throws IOException {
    try {
      return open(folder).fingerprint().equals(fingerprint);
    } catch (UserException e) {
      return false;
    }
  }

  /**
   * A pair's item.
   *
   * @throws IllegalArgumentException where the pair is not in the stack
   */
  public StackItem item(Pair pair) {
    StackItem item = items.get(pair);
    if (item == null) {
      throw new IllegalArgumentException(pair + " is not in " + folder);
    }
    return item;
  }

  public Optional<Path> layer(Layer layer) {
    return Optional.ofNullable(layers.get(layer));
  }

  /** Whether every pair has this raster. */
  public boolean hasAll(Asset asset) {
    return items.values().stream().allMatch(item -> item.assets().containsKey(asset));
  }

  /**
   * Reads a window of a pair's raster.
   *
   * @param target row-major, filled from {@code offset}; NaN where there is no data
   */
  public void read(Pair pair, Asset asset, Window window, float[] target, int offset)
      throws IOException {
    try (FlatRaster raster = FlatRaster.open(file(pair, asset))) {
      raster.read(0, window, target, offset);
    }
  }

  /**
   * Opens a raster of many pairs for reading window by window.
   *
   * @throws UserException where a pair has none, or it is broken
   */
  public PairRasters open(List<Pair> pairs, Asset asset) {
    PairRasters rasters = new PairRasters();
    boolean opened = false;
    try {
      for (Pair pair : pairs) {
        rasters.add(FlatRaster.open(file(pair, asset)));
      }
      opened = true;
      return rasters;
    } finally {
      if (!opened) {
        rasters.close();
      }
    }
  }

  private Path file(Pair pair, Asset asset) {
    Path path = item(pair).assets().get(asset);
    if (path == null) {
      throw new UserException(
          "Item " + pair + " of " + folder + " has no " + asset.key() + ": import it with one.");
    }
    return path;
  }

  /**
   * Reads a window of a shared layer.
   *
   * @return row-major values; NaN where there is no data
   * @throws UserException where the stack has no such layer
   */
  public float[] read(Layer layer, Window window) {
    Path path = layers.get(layer);
    if (path == null) {
      throw new UserException(folder + " has no layer " + layer.key() + ". Run the import again.");
    }
    float[] values = new float[window.cells()];
    try (FlatRaster raster = FlatRaster.open(path)) {
      raster.read(0, window, values, 0);
    }
    return values;
  }

  /**
   * Reads a window of many pairs, one behind the other.
   *
   * @param target {@code pairs.size() * window.cells()} values
   */
  public void read(List<Pair> pairs, Asset asset, Window window, float[] target)
      throws IOException {
    for (int i = 0; i < pairs.size(); i++) {
      read(pairs.get(i), asset, window, target, i * window.cells());
    }
  }

  /**
   * Reads an item and checks its rasters.
   *
   * @throws UserException naming the item and the file at fault
   */
  static StackItem item(Path stack, Path file, MapGrid grid) throws IOException {
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
      assets.values().forEach(path -> check(grid, path, "item " + name));
      return new StackItem(
          pair,
          properties.path("insar:perpendicular_baseline").asDouble(Double.NaN),
          properties.path(StacJson.FINGERPRINT).asText(""),
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

  private static JsonNode json(Path file, String what) throws IOException {
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
  private static Path inside(Path stack, Path base, String href) {
    Path path = base.resolve(href).normalize();
    if (!path.startsWith(stack.normalize())) {
      throw new IllegalArgumentException("\"" + href + "\" leads out of the stack");
    }
    return path;
  }

  private static void check(MapGrid grid, Path raster, String what) {
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
    } catch (UserException e) {
      String reason = String.valueOf(e.getMessage());
      throw reason.startsWith("Stack is broken")
          ? e
          : new UserException(
              "Stack is broken: " + what + ": " + reason + ". Run the import again.", e);
    }
  }
}
