package org.geofringe.server.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Pair;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.raster.FlatRaster;

/**
 * Adds rasters to the pairs of a finished stack, in place; the stack stays whole all the time. A
 * pair's item names a raster only while it is the one that belongs to the item's notes: before
 * rasters are replaced they are taken out of the item, and the new ones are put in last. What a
 * killed run finished is found again by the note that it left.
 *
 * <p>Safe for several threads at different pairs. The stack must be locked.
 */
public final class StackUpdate {

  private final Stack stack;
  private final double[] bbox;

  /** Of a stack that is open; what is written is seen by those who open it afterwards. */
  public StackUpdate(Stack stack) {
    this.stack = stack;
    this.bbox = StacJson.bbox(stack.grid());
  }

  /** A pair's item as it is on the disk now. */
  public StackItem item(Pair pair) throws IOException {
    return StackReader.pair(stack.folder(), json(pair), stack.grid());
  }

  /** Starts a raster of a pair; the caller closes it before {@link #complete}. */
  public FlatRaster.Writer raster(Pair pair, Asset asset) throws IOException {
    Path file = file(pair, asset);
    Files.createDirectories(file.getParent());
    return FlatRaster.create(AtomicFiles.temporary(file), stack.grid(), asset.type(), 1);
  }

  /** Where a raster of a pair lies until it is published. */
  public Path written(Pair pair, Asset asset) {
    return AtomicFiles.temporary(file(pair, asset));
  }

  /**
   * Publishes rasters of a pair.
   *
   * @param assets those that were written; others of the pair stay
   * @param gone rasters that do not fit the new ones and are removed
   * @param figures added to the item's, in place of those of the same name
   * @param notes added to the item's; an empty one takes away that of the same name
   */
  public void complete(
      Pair pair,
      Collection<Asset> assets,
      Collection<Asset> gone,
      SortedMap<String, Double> figures,
      SortedMap<String, String> notes)
      throws IOException {
    StackItem before = item(pair);
    Map<Asset, Path> paths = new EnumMap<>(Asset.class);
    paths.putAll(before.assets());
    paths.keySet().removeAll(assets);
    paths.keySet().removeAll(gone);
    SortedMap<String, String> kept = new TreeMap<>(before.notes());
    kept.keySet().removeAll(notes.keySet());
    write(before, before.figures(), kept, paths);
    for (Asset asset : gone) {
      Path file = file(pair, asset);
      Files.deleteIfExists(file);
      StackWriter.deleteStyles(file);
    }
    for (Asset asset : assets) {
      Path file = file(pair, asset);
      AtomicFiles.publish(file);
      StackWriter.deleteStyles(file);
      paths.put(asset, file);
    }
    SortedMap<String, Double> measured = new TreeMap<>(before.figures());
    measured.putAll(figures);
    notes.forEach(
        (name, note) -> {
          if (!note.isEmpty()) {
            kept.put(name, note);
          }
        });
    write(before, measured, kept, paths);
  }

  private void write(
      StackItem item,
      SortedMap<String, Double> figures,
      SortedMap<String, String> notes,
      Map<Asset, Path> assets)
      throws IOException {
    StackItem changed =
        new StackItem(
            item.pair(),
            item.perpendicularBaselineMetres(),
            item.fingerprint(),
            figures,
            notes,
            assets);
    AtomicFiles.writeString(
        json(item.pair()), StacJson.write(StacJson.item(stack.description(), bbox, changed)));
  }

  /** Starts a shared layer in place of one that the stack has; closed before it is completed. */
  public FlatRaster.Writer layer(Layer layer) throws IOException {
    Path file = stack.folder().resolve(layer.href());
    return FlatRaster.create(
        AtomicFiles.temporary(file), stack.grid(), layer.type(), layer.bands());
  }

  /** Publishes a shared layer. */
  public void completeLayer(Layer layer) throws IOException {
    Path file = stack.folder().resolve(layer.href());
    AtomicFiles.publish(file);
    StackWriter.deleteStyles(file);
  }

  private Path file(Pair pair, Asset asset) {
    return stack.folder().resolve(pair.id()).resolve(asset.fileName());
  }

  private Path json(Pair pair) {
    return stack.folder().resolve(pair.id()).resolve(pair.id() + ".json");
  }
}
