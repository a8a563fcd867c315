package org.geofringe.server.interferogram;

import java.io.Closeable;
import java.io.IOException;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/**
 * Which cells of the interferograms' grid shall have no data, such as water. Safe for several
 * threads until it is closed.
 */
@FunctionalInterface
public interface CellMask extends Closeable {

  /**
   * Tells the masked cells of a window.
   *
   * @param window of the grid
   * @param masked row-major; set for the cells that are masked, left as it is for the others
   */
  void mark(Window window, boolean[] masked);

  @Override
  default void close() {}

  /**
   * A mask that is opened once the grid is known.
   *
   * @param content tells one mask from another: the same text, the same cells
   * @param opener opens it
   */
  record Choice(String content, Opener opener) {}

  /** Opens a mask for a grid. */
  @FunctionalInterface
  interface Opener {
    CellMask open(MapGrid grid) throws IOException;
  }
}
