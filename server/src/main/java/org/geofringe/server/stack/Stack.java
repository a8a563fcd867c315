package org.geofringe.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
  private final Optional<Network> network;
  private final Map<Pair, StackItem> items;
  private final SortedMap<LocalDate, StackDate> dates;
  private final Optional<StackFrame> frame;
  private final Map<Layer, Path> layers;
  private final SortedMap<LocalDate, Double> baselines;
  private final String fingerprint;

  private Stack(
      Path folder,
      StackDescription description,
      Map<Pair, StackItem> items,
      SortedMap<LocalDate, StackDate> dates,
      Optional<StackFrame> frame,
      Map<Layer, Path> layers,
      SortedMap<LocalDate, Double> baselines,
      String fingerprint) {
    this.folder = folder;
    this.description = description;
    this.network = items.isEmpty() ? Optional.empty() : Optional.of(new Network(items.keySet()));
    this.items = items;
    this.dates = dates;
    this.frame = frame;
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
    JsonNode collection = StackReader.json(file, "the stack");
    try {
      StackDescription description = StacJson.readDescription(collection);
      Map<Pair, StackItem> items = new TreeMap<>();
      SortedMap<LocalDate, StackDate> dates = new TreeMap<>();
      Optional<StackFrame> frame = FrameJson.read(folder);
      for (String href : StacJson.itemLinks(collection)) {
        Path item = StackReader.inside(folder, folder, href);
        boolean twice;
        if (DateJson.isDay(FileNames.stem(item))) {
          StackFrame known =
              frame.orElseThrow(
                  () -> new IllegalArgumentException("its " + FrameJson.PATH + " is missing"));
          StackDate date = StackReader.date(folder, item, known);
          twice = dates.put(date.date(), date) != null;
        } else {
          StackItem pair = StackReader.pair(folder, item, description.grid());
          twice = items.put(pair.pair(), pair) != null;
        }
        if (twice) {
          throw new IllegalArgumentException("item " + FileNames.stem(item) + " is linked twice");
        }
      }
      if (items.isEmpty() && dates.isEmpty()) {
        throw new IllegalArgumentException("it has no dates, so it needs at least one pair");
      }
      Map<Layer, Path> layers = new EnumMap<>(Layer.class);
      for (Layer layer : Layer.values()) {
        JsonNode asset = collection.path("assets").path(layer.key());
        if (asset.isObject()) {
          Path path = StackReader.inside(folder, folder, StacJson.required(asset, "href").asText());
          if (!layer.isRemade() || StackReader.isSound(description.grid(), path, layer)) {
            StackReader.check(description.grid(), path, layer);
            layers.put(layer, path);
          }
        }
      }
      return new Stack(
          folder,
          description,
          items,
          dates,
          frame,
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

  /**
   * The network of pairs.
   *
   * @throws UserException where the stack holds images but no pairs yet
   */
  public Network network() {
    return network.orElseThrow(
        () ->
            new UserException(
                folder
                    + " holds "
                    + dates.size()
                    + " images but no interferograms: choose a stack that has pairs."));
  }

  public boolean hasPairs() {
    return network.isPresent();
  }

  /** Dates that have an image, ascending; empty in a stack of interferograms alone. */
  public List<LocalDate> dates() {
    return List.copyOf(dates.keySet());
  }

  /**
   * A date's item.
   *
   * @throws IllegalArgumentException where the stack has no image of it
   */
  public StackDate date(LocalDate date) {
    StackDate item = dates.get(date);
    if (item == null) {
      throw new IllegalArgumentException(date + " is not in " + folder);
    }
    return item;
  }

  /** What the images share; empty in a stack of interferograms alone. */
  public Optional<StackFrame> frame() {
    return frame;
  }

  /**
   * Opens a raster of a date; the caller closes it.
   *
   * @throws UserException where the date has none, or it is broken
   */
  public FlatRaster open(LocalDate date, DateAsset asset) {
    Path path = date(date).assets().get(asset);
    if (path == null) {
      throw new UserException("Item " + date + " of " + folder + " has no " + asset.key() + ".");
    }
    return FlatRaster.open(path);
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
   * @return row-major values of its first band; NaN where there is no data
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
}
