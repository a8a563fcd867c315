package org.geofringe.server.correct;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;

/** A layer of the stack that a time series was made from. Safe for several threads. */
public final class StackLayer implements AutoCloseable {

  private final FlatRaster raster;

  private StackLayer(FlatRaster raster) {
    this.raster = raster;
  }

  /**
   * Opens a layer.
   *
   * @param why what it is needed for, to follow "which"
   * @throws UserException where the stack has none
   */
  public static StackLayer open(Stack stack, Layer layer, String why) {
    Path file =
        stack
            .layer(layer)
            .orElseThrow(
                () ->
                    new UserException(
                        stack.folder()
                            + " has no layer "
                            + layer.key()
                            + ", which "
                            + why
                            + ": import it with that layer."));
    return new StackLayer(FlatRaster.open(file));
  }

  /**
   * Refuses a stack that the series was not made from.
   *
   * @throws UserException where cells of both are not the same cells
   */
  public static void requireSameGrid(Stack stack, MapGrid series) {
    if (!stack.grid().matches(series)) {
      throw new UserException(
          "TIME_SERIES and "
              + stack.folder()
              + " lie on different grids ("
              + size(series)
              + " and "
              + size(stack.grid())
              + " cells): choose the stack that the series was made from.");
    }
  }

  private static String size(MapGrid grid) {
    return grid.rows() + " x " + grid.columns();
  }

  /** Values of the first band. */
  public float[] read(Window window) {
    return read(0, window);
  }

  /** Values of a band, 0 first. */
  public float[] read(int band, Window window) {
    float[] values = new float[window.cells()];
    raster.read(band, window, values, 0);
    return values;
  }

  @Override
  public void close() {
    raster.close();
  }
}
