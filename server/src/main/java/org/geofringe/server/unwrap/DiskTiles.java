package org.geofringe.server.unwrap;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.unwrapping.SolverContext;
import org.geofringe.unwrapping.TilePiece;
import org.geofringe.unwrapping.TileStore;
import org.geofringe.unwrapping.Unwrapped;

/** Tiles on the disk, so that memory holds one at a time. */
final class DiskTiles implements TileStore, Closeable {

  private final WrappedSource source;
  private final UnwrapOptions options;
  private final UnwrappedFiles target;
  private final UnwrappedFiles.Reader painted;
  private final Path folder;
  private final Map<Integer, FlatRaster> kept = new HashMap<>();
  private final Map<Integer, Window> windows = new HashMap<>();

  /**
   * Of an image.
   *
   * @param target filled with no data
   * @param painted the same files, for reading
   * @param folder for tiles
   */
  DiskTiles(
      WrappedSource source,
      UnwrapOptions options,
      UnwrappedFiles target,
      UnwrappedFiles.Reader painted,
      Path folder) {
    this.source = source;
    this.options = options;
    this.target = target;
    this.painted = painted;
    this.folder = folder;
  }

  @Override
  public Unwrapped unwrap(Window window, SolverContext context) {
    return Kernel.apply(source, window, options, quiet(context));
  }

  /** Progress goes by tiles: that within a tile is not told. */
  private static SolverContext quiet(SolverContext context) {
    return new SolverContext() {
      @Override
      public void progress(double share) {}

      @Override
      public void checkCancelled() {
        context.checkCancelled();
      }

      @Override
      public void each(int count, IntConsumer task) {
        context.each(count, task);
      }
    };
  }

  @Override
  public void keep(int tile, TilePiece piece) {
    Window window = piece.window();
    Path file = folder.resolve("tile" + tile + ".tif");
    MapGrid grid = new MapGrid(Crs.RADAR, 0, 0, 1, 1, window.rows(), window.columns());
    float[] regions = new float[piece.components().length];
    for (int i = 0; i < regions.length; i++) {
      regions[i] = piece.components()[i];
    }
    try (FlatRaster.Writer writer = FlatRaster.scratch(file, grid, 3)) {
      writer.write(0, grid.window(), piece.phase(), 0);
      writer.write(1, grid.window(), regions, 0);
      writer.write(2, grid.window(), piece.reliability(), 0);
    }
    kept.put(tile, FlatRaster.open(file));
    windows.put(tile, window);
  }

  @Override
  public TilePiece kept(int tile, Window part) {
    FlatRaster raster = kept.get(tile);
    Window window = windows.get(tile);
    if (raster == null || window == null) {
      throw new IllegalArgumentException("tile " + tile + " was not kept");
    }
    Window within =
        new Window(
            part.row() - window.row(),
            part.column() - window.column(),
            part.rows(),
            part.columns());
    float[] phase = new float[part.cells()];
    float[] regions = new float[phase.length];
    float[] reliability = new float[phase.length];
    raster.read(0, within, phase, 0);
    raster.read(1, within, regions, 0);
    raster.read(2, within, reliability, 0);
    int[] whole = new int[phase.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Math.round(regions[i]);
    }
    return new TilePiece(part, phase, whole, reliability);
  }

  @Override
  public void paint(TilePiece piece) {
    target.write(piece);
  }

  @Override
  public TilePiece painted(Window window) {
    return painted.read(window);
  }

  @Override
  public void close() {
    kept.values().forEach(FlatRaster::close);
  }
}
