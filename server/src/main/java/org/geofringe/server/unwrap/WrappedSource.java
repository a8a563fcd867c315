package org.geofringe.server.unwrap;

import java.io.Closeable;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/** A wrapped image and its coherence, read window by window, in terms of the library. */
interface WrappedSource extends Closeable {

  MapGrid grid();

  boolean hasCoherence();

  /**
   * Reads a window.
   *
   * @param phase filled with radians, -π to π; NaN is no data
   * @param coherence filled with 0 to 1, NaN is no data; left alone where there is none
   */
  void read(Window window, float[] phase, float[] coherence);

  @Override
  void close();
}
