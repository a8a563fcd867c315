package org.geofringe.server.interferogram;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.SampleType;

/**
 * Complex interferograms between forming and filtering: a hidden folder in the stack that is there
 * while a run works. What a killed run left in it is deleted by the next.
 */
final class Scratch implements Closeable {

  private static final String NAME = ".scratch";

  private final Path stack;
  private final Path folder;
  private final MapGrid grid;

  /** Makes the folder anew; the stack must be locked. */
  Scratch(Path stack, MapGrid grid) throws IOException {
    this.stack = stack;
    this.folder = stack.resolve(NAME);
    this.grid = grid;
    clear(stack);
    Files.createDirectories(folder);
  }

  /** Starts the interferogram of a pair. */
  FlatRaster.Writer create(Pair pair) {
    return FlatRaster.scratch(file(pair), grid, SampleType.COMPLEX_FLOAT32, 1);
  }

  /** Opens an interferogram that was written and closed. */
  FlatRaster open(Pair pair) {
    return FlatRaster.open(file(pair));
  }

  void delete(Pair pair) throws IOException {
    Files.deleteIfExists(file(pair));
  }

  /** Deletes all. */
  @Override
  public void close() throws IOException {
    clear(stack);
  }

  /** Deletes what a run has left in a stack, if any; the stack must be locked. */
  static void clear(Path stack) throws IOException {
    Path folder = stack.resolve(NAME);
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> left;
    try (Stream<Path> entries = Files.list(folder)) {
      left = entries.toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private Path file(Pair pair) {
    return folder.resolve(pair.id() + ".tif");
  }
}
