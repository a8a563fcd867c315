package org.geofringe.server.unwrap;

import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.RunContext;

/**
 * Rasters that are held in memory whole, read and written in pieces so that they can be stopped.
 */
final class WholeImage {

  private static final int CELLS_AT_ONCE = 1 << 18;

  private WholeImage() {}

  /** Does something with a band of rows. */
  @FunctionalInterface
  interface Rows {
    void accept(Window band);
  }

  /** Goes through a grid from north to south. */
  static void each(MapGrid grid, Runnable checkCancelled, Rows work) {
    int rows = Math.max(1, CELLS_AT_ONCE / grid.columns());
    for (int row = 0; row < grid.rows(); row += rows) {
      checkCancelled.run();
      work.accept(new Window(row, 0, Math.min(rows, grid.rows() - row), grid.columns()));
    }
  }

  static float[] read(FlatRaster raster, Runnable checkCancelled) {
    MapGrid grid = raster.grid();
    float[] values = new float[(int) grid.cells()];
    each(grid, checkCancelled, band -> raster.read(0, band, values, band.row() * grid.columns()));
    return values;
  }

  /** Writes values and closes the raster. */
  static void write(
      FlatRaster.Writer raster, MapGrid grid, float[] values, Runnable checkCancelled) {
    try (raster) {
      each(
          grid,
          checkCancelled,
          band -> raster.write(0, band.row(), band.rows(), values, band.row() * grid.columns()));
    }
  }

  /**
   * Refuses an image that does not fit the heap.
   *
   * @throws ResourceException saying how much it needs
   */
  static void require(String what, MapGrid grid, long bytesPerCell, RunContext context) {
    long needed = Math.multiplyExact(grid.cells(), bytesPerCell);
    if (grid.cells() > Integer.MAX_VALUE - 8 || needed > 2 * context.budget().memoryBytes()) {
      throw new ResourceException(
          what
              + " has "
              + grid.cells()
              + " cells, and this needs "
              + (needed >> 20)
              + " MiB of memory where "
              + (2 * context.budget().memoryBytes() >> 20)
              + " MiB are allowed: give more (GEOFRINGE_JAVA_OPTIONS=-Xmx…), take more looks, or cut"
              + " it.");
    }
  }
}
