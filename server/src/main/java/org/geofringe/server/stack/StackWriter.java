package org.geofringe.server.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.UserException;

/**
 * Makes a stack folder, item by item. An item counts once its JSON is there, which is written last;
 * the stack counts once the collection is there, which {@link #finish} writes. Whatever a killed
 * run finished is found again by its fingerprint.
 */
public final class StackWriter {

  private final Path folder;
  private final StackDescription description;
  private final double[] bbox;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * Opens a folder to write a stack into; makes it where it is missing.
   *
   * @throws UserException where the folder holds something that is no stack, or a stack of images
   */
  public StackWriter(Path folder, StackDescription description) throws IOException {
    this.folder = folder;
    this.description = description;
    this.bbox = StacJson.bbox(description.grid());
    refuseForeignFolder(folder);
    if (FrameJson.read(folder).isPresent()) {
      throw new UserException(
          folder + " holds images: choose another folder for the stack of interferograms.");
    }
    Files.createDirectories(folder);
    AtomicFiles.writeString(
        folder.resolve(Stack.MARKER), "A GeoFringe stack, whole once collection.json is here.\n");
    // A stack whose items are about to change is no stack until it is finished again.
    Files.deleteIfExists(folder.resolve(Stack.COLLECTION));
  }

  /** Whether the pair was finished before from the same inputs and its rasters are still sound. */
  public boolean isComplete(Pair pair, String fingerprint) throws IOException {
    try {
      return StackReader.pair(folder, json(pair), description.grid())
          .fingerprint()
          .equals(fingerprint);
    } catch (UserException e) {
      return false;
    }
  }

  /** Starts a raster of a pair; the caller closes it before {@link #complete}. */
  public FlatRaster.Writer raster(Pair pair, Asset asset) throws IOException {
    Path file = folder.resolve(pair.id()).resolve(asset.fileName());
    Files.createDirectories(file.getParent());
    return FlatRaster.create(AtomicFiles.temporary(file), description.grid(), asset.type(), 1);
  }

  /** Takes a raster of another stack on the same grid as it is, in place of {@link #raster}. */
  public void link(Pair pair, Asset asset, Path source) {
    AtomicFiles.linkTemporary(source, folder.resolve(pair.id()).resolve(asset.fileName()));
  }

  /** Takes a shared layer of another stack on the same grid as it is, and completes it. */
  public void linkLayer(Layer layer, Path source) throws IOException {
    AtomicFiles.linkTemporary(source, folder.resolve(layer.href()));
    completeLayer(layer);
  }

  /** Reads a raster of a pair that was written and closed but is not published yet. */
  public FlatRaster written(Pair pair, Asset asset) {
    return FlatRaster.open(
        AtomicFiles.temporary(folder.resolve(pair.id()).resolve(asset.fileName())));
  }

  /** Publishes the rasters of a pair of which nothing was measured, and its item. */
  public void complete(
      Pair pair, double perpendicularBaselineMetres, String fingerprint, Collection<Asset> assets)
      throws IOException {
    complete(pair, perpendicularBaselineMetres, fingerprint, new TreeMap<>(), assets);
  }

  /**
   * Publishes the rasters of a pair and its item. Rasters that an earlier run left and that are not
   * among them are removed.
   *
   * @param figures what was measured, by name
   */
  public void complete(
      Pair pair,
      double perpendicularBaselineMetres,
      String fingerprint,
      SortedMap<String, Double> figures,
      Collection<Asset> assets)
      throws IOException {
    // An older item must not vouch for rasters that are being replaced.
    Files.deleteIfExists(json(pair));
    Map<Asset, Path> paths = new EnumMap<>(Asset.class);
    for (Asset asset : assets) {
      Path file = folder.resolve(pair.id()).resolve(asset.fileName());
      AtomicFiles.publish(file);
      deleteStyles(file);
      paths.put(asset, file);
    }
    for (Asset asset : Asset.values()) {
      if (!assets.contains(asset)) {
        deleteRaster(folder.resolve(pair.id()).resolve(asset.fileName()));
      }
    }
    StackItem item =
        new StackItem(
            pair, perpendicularBaselineMetres, fingerprint, figures, new TreeMap<>(), paths);
    AtomicFiles.writeString(json(pair), StacJson.write(StacJson.item(description, bbox, item)));
  }

  /** Starts a shared layer; the caller closes it before {@link #completeLayer}. */
  public FlatRaster.Writer layer(Layer layer) throws IOException {
    Path file = folder.resolve(layer.href());
    Files.createDirectories(file.getParent());
    return FlatRaster.create(
        AtomicFiles.temporary(file), description.grid(), layer.type(), layer.bands());
  }

  public void completeLayer(Layer layer) throws IOException {
    AtomicFiles.publish(folder.resolve(layer.href()));
    deleteStyles(folder.resolve(layer.href()));
    layers.add(layer);
  }

  /** Opens a shared layer that was completed. */
  public FlatRaster open(Layer layer) {
    return FlatRaster.open(folder.resolve(layer.href()));
  }

  /**
   * Removes pairs that an earlier run left and that no longer belong, and writes the collection.
   *
   * @param baselines perpendicular baseline of each date in metres; empty where they are unknown
   * @param fingerprint of all inputs and parameters
   */
  public void finish(Network network, SortedMap<LocalDate, Double> baselines, String fingerprint)
      throws IOException {
    List<Path> left;
    try (Stream<Path> entries = Files.list(folder)) {
      left = entries.filter(Files::isDirectory).filter(f -> isForeignPair(f, network)).toList();
    }
    for (Path pair : left) {
      deletePair(pair);
    }
    AtomicFiles.writeString(
        folder.resolve(Stack.COLLECTION),
        StacJson.write(
            StacJson.collection(
                description,
                bbox,
                network.pairs(),
                new TreeSet<>(),
                baselines,
                layers,
                fingerprint)));
  }

  private Path json(Pair pair) {
    return folder.resolve(pair.id()).resolve(pair.id() + ".json");
  }

  private static boolean isPairFolder(Path folder) {
    return folder.getFileName().toString().matches("\\d{8}_\\d{8}");
  }

  private static boolean isForeignPair(Path folder, Network network) {
    return isPairFolder(folder) && network.pairs().stream().noneMatch(p -> folder.endsWith(p.id()));
  }

  /** Deletes what this class has written of a pair; other files in the folder stay. */
  private static void deletePair(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(folder.getFileName() + ".json"));
    for (Asset asset : Asset.values()) {
      deleteRaster(folder.resolve(asset.fileName()));
    }
    boolean empty;
    try (Stream<Path> entries = Files.list(folder)) {
      empty = entries.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(folder);
    }
  }

  private static void deleteRaster(Path raster) throws IOException {
    Files.deleteIfExists(raster);
    Files.deleteIfExists(AtomicFiles.temporary(raster));
    deleteStyles(raster);
  }

  /** The range of an old style need not fit new values. */
  static void deleteStyles(Path raster) throws IOException {
    for (String ending : List.of(".qml", ".sld")) {
      Files.deleteIfExists(FileNames.beside(raster, ending));
    }
  }

  static void refuseForeignFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserException(folder + " is a file: choose a folder for the stack.");
    }
    if (Files.exists(folder.resolve(Stack.MARKER))) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .findFirst()
          .ifPresent(
              entry -> {
                throw new UserException(
                    folder
                        + " holds other files ("
                        + entry.getFileName()
                        + ") and is no stack of GeoFringe's: choose an empty or new folder.");
              });
    }
  }
}
