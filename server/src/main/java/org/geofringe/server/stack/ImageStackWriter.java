package org.geofringe.server.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geofringe.network.Pair;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.UserException;

/**
 * Makes a stack of images, date by date, or adds dates to one. A date counts once its item is
 * there, which is written last; finished dates are never touched. What all dates share is settled
 * in the frame before the first, so that a later run brings its dates onto the same cells. The
 * collection of an older run stays in place, and true, until {@link #finish} writes a new one.
 */
public final class ImageStackWriter {

  private static final Path LAYERS = Path.of("geometry", "layers.json");

  private final Path folder;
  private final StackFrame frame;
  private final double[] bbox;

  /**
   * Opens a folder to write images into; makes it where it is missing.
   *
   * @throws UserException where the folder holds something that is no stack, or a stack of another
   *     frame
   */
  public ImageStackWriter(Path folder, StackFrame frame) throws IOException {
    this.folder = folder;
    this.frame = frame;
    this.bbox = StacJson.bbox(frame.grid());
    Optional<StackFrame> before = frameOf(folder);
    if (before.isEmpty()) {
      Files.createDirectories(folder);
      AtomicFiles.writeString(
          folder.resolve(Stack.MARKER), "A GeoFringe stack, whole once collection.json is here.\n");
      FrameJson.write(folder, frame);
    } else if (!before.get().equals(frame)) {
      throw new IllegalArgumentException(folder + " has another frame");
    }
  }

  /**
   * The frame of a folder that images were written into before; empty where it is new or empty.
   *
   * @throws UserException where the folder holds something else
   */
  public static Optional<StackFrame> frameOf(Path folder) throws IOException {
    StackWriter.refuseForeignFolder(folder);
    Optional<StackFrame> frame = FrameJson.read(folder);
    if (frame.isEmpty() && Files.exists(folder.resolve(Stack.COLLECTION))) {
      throw new UserException(
          folder + " is a stack of interferograms from elsewhere: choose a new folder.");
    }
    return frame;
  }

  /** The item of a date that was finished before and whose rasters are still sound. */
  public Optional<StackDate> date(LocalDate date) throws IOException {
    return date(folder, frame, date);
  }

  private static Optional<StackDate> date(Path folder, StackFrame frame, LocalDate date)
      throws IOException {
    String id = DateJson.id(date);
    try {
      return Optional.of(StackReader.date(folder, json(folder, id), frame));
    } catch (UserException e) {
      return Optional.empty();
    }
  }

  /** The dates of a folder that are finished and sound. */
  public static SortedMap<LocalDate, StackDate> dates(Path folder, StackFrame frame)
      throws IOException {
    SortedMap<LocalDate, StackDate> dates = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return dates;
    }
    List<String> names;
    try (Stream<Path> entries = Files.list(folder)) {
      names = entries.map(FileNames::name).filter(DateJson::isDay).toList();
    }
    for (String name : names) {
      date(folder, frame, DateJson.day(name)).ifPresent(date -> dates.put(date.date(), date));
    }
    return dates;
  }

  /** Starts a raster of a date; the caller closes it before {@link #complete}. */
  public FlatRaster.Writer raster(LocalDate date, DateAsset asset) throws IOException {
    Path file = folder.resolve(DateJson.id(date)).resolve(asset.fileName());
    Files.createDirectories(file.getParent());
    return asset == DateAsset.SLC
        ? FlatRaster.create(
            AtomicFiles.temporary(file), frame.grid(), SampleType.COMPLEX_FLOAT32, 1)
        : FlatRaster.create(AtomicFiles.temporary(file), frame.amplitudeGrid(), 1);
  }

  /** Reads a raster of a date that was written and closed but is not published yet. */
  public FlatRaster written(LocalDate date, DateAsset asset) {
    return FlatRaster.open(
        AtomicFiles.temporary(folder.resolve(DateJson.id(date)).resolve(asset.fileName())));
  }

  /**
   * Publishes all rasters of a date and its item.
   *
   * @param date its assets are those that were written, whatever it names
   * @return the item with the paths of its rasters
   */
  public StackDate complete(StackDate date) throws IOException {
    String id = DateJson.id(date.date());
    // An older item must not vouch for rasters that are being replaced.
    Files.deleteIfExists(json(folder, id));
    Map<DateAsset, Path> paths = new EnumMap<>(DateAsset.class);
    for (DateAsset asset : DateAsset.values()) {
      Path file = folder.resolve(id).resolve(asset.fileName());
      AtomicFiles.publish(file);
      StackWriter.deleteStyles(file);
      paths.put(asset, file);
    }
    StackDate done =
        new StackDate(
            date.date(),
            date.pass(),
            date.perpendicularBaselineMetres(),
            date.azimuthShiftLines(),
            date.azimuthShiftStd(),
            date.missingBursts(),
            date.fingerprint(),
            paths);
    AtomicFiles.writeString(json(folder, id), StacJson.write(DateJson.item(frame, bbox, done)));
    return done;
  }

  /** Whether the shared layers of a folder were finished and are still sound. */
  public static boolean hasLayers(Path folder, StackFrame frame, Set<Layer> layers)
      throws IOException {
    if (!Files.isRegularFile(folder.resolve(LAYERS))) {
      return false;
    }
    return layers.stream()
        .allMatch(layer -> StackReader.isSound(frame.grid(), folder.resolve(layer.href()), layer));
  }

  /** Where a shared layer lies. */
  public Path layerFile(Layer layer) {
    return folder.resolve(layer.href());
  }

  public Path folder() {
    return folder;
  }

  public StackFrame frame() {
    return frame;
  }

  /** Starts a shared layer; the caller closes it before {@link #completeLayers}. */
  public FlatRaster.Writer layer(Layer layer) throws IOException {
    Path file = layerFile(layer);
    Files.createDirectories(file.getParent());
    return FlatRaster.create(
        AtomicFiles.temporary(file), frame.grid(), layer.type(), layer.bands());
  }

  /** A shared layer that is closed but not published yet. */
  public FlatRaster written(Layer layer) {
    return FlatRaster.open(AtomicFiles.temporary(layerFile(layer)));
  }

  /**
   * Publishes shared layers.
   *
   * @param meanIncidenceDegrees over the stack, for its description; NaN where it is unknown
   */
  public void completeLayers(Set<Layer> layers, double meanIncidenceDegrees) {
    for (Layer layer : layers) {
      AtomicFiles.publish(layerFile(layer));
    }
    ObjectNode node = StacJson.MAPPER.createObjectNode();
    layers.forEach(layer -> node.withArray("layers").add(layer.key()));
    if (Double.isFinite(meanIncidenceDegrees)) {
      node.put("mean_incidence_degrees", meanIncidenceDegrees);
    }
    AtomicFiles.writeString(folder.resolve(LAYERS), StacJson.write(node));
  }

  /**
   * Whether a layer was made of all of these inputs by {@link #completeMade}, and is still sound.
   *
   * @param fingerprint of the inputs and parameters
   */
  public boolean isMade(Layer layer, String fingerprint) throws IOException {
    Path note = note(layer);
    return Files.isRegularFile(note)
        && StackReader.json(note, "layer " + layer.key())
            .path(StacJson.FINGERPRINT)
            .asText()
            .equals(fingerprint)
        && StackReader.isSound(frame.grid(), layerFile(layer), layer);
  }

  /** Publishes a layer that a step makes of the dates, with what it was made of beside it. */
  public void completeMade(Layer layer, String fingerprint) throws IOException {
    // An older note must not vouch for a raster that is being replaced.
    Files.deleteIfExists(note(layer));
    AtomicFiles.publish(layerFile(layer));
    StackWriter.deleteStyles(layerFile(layer));
    ObjectNode node = StacJson.MAPPER.createObjectNode();
    node.put(StacJson.FINGERPRINT, fingerprint);
    AtomicFiles.writeString(note(layer), StacJson.write(node));
  }

  private Path note(Layer layer) {
    return FileNames.beside(layerFile(layer), ".json");
  }

  /**
   * Writes the collection over all dates that are finished, and the pairs that an older collection
   * names.
   *
   * @return the dates in the stack
   */
  public SortedMap<LocalDate, StackDate> finish() throws IOException {
    SortedMap<LocalDate, StackDate> dates = dates(folder, frame);
    JsonNode layers = StackReader.json(folder.resolve(LAYERS), "the shared layers");
    Set<Layer> known = EnumSet.noneOf(Layer.class);
    for (Layer layer : Layer.values()) {
      if (Files.isRegularFile(layerFile(layer))) {
        known.add(layer);
      }
    }
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    dates.forEach(
        (date, item) -> {
          if (Double.isFinite(item.perpendicularBaselineMetres())) {
            baselines.put(date, item.perpendicularBaselineMetres());
          }
        });
    Acquisition pass = dates.values().iterator().next().pass();
    StackDescription description =
        new StackDescription(
            frame.grid(),
            frame.wavelengthMetres(),
            1,
            layers.path("mean_incidence_degrees").asDouble(Double.NaN),
            pass == null ? "" : pass.platform(),
            pass == null ? "another processor" : "Sentinel-1 IW");
    AtomicFiles.writeString(
        folder.resolve(Stack.COLLECTION),
        StacJson.write(
            StacJson.collection(
                description,
                bbox,
                pairs(),
                new TreeSet<>(dates.keySet()),
                baselines,
                List.copyOf(known),
                fingerprint(dates))));
    return dates;
  }

  private String fingerprint(SortedMap<LocalDate, StackDate> dates) {
    Fingerprint fingerprint = new Fingerprint().add(frame);
    dates.forEach((date, item) -> fingerprint.add(date).add(item.fingerprint()));
    return fingerprint.hex();
  }

  private List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    Path collection = folder.resolve(Stack.COLLECTION);
    if (Files.isRegularFile(collection)) {
      for (String href : StacJson.itemLinks(StackReader.json(collection, "the stack"))) {
        String name = FileNames.stem(Path.of(href));
        if (!DateJson.isDay(name)) {
          pairs.add(Pair.parse(name));
        }
      }
    }
    return pairs;
  }

  private static Path json(Path folder, String id) {
    return folder.resolve(id).resolve(id + ".json");
  }
}
