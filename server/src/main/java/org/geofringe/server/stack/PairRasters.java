package org.geofringe.server.stack;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;

/**
 * One raster of each of several pairs, all held open: work that goes through a stack window by
 * window opens every file once, and the system keeps reading ahead in each. Takes one file handle a
 * pair. Safe for several threads until it is closed.
 */
public final class PairRasters implements Closeable {

  private final List<FlatRaster> rasters = new ArrayList<>();

  PairRasters() {}

  void add(FlatRaster raster) {
    rasters.add(raster);
  }

  /**
   * Reads a window of one pair.
   *
   * @param pair place in the list that this was opened with
   * @param target row-major, filled from {@code offset}; NaN where there is no data
   */
  public void read(int pair, Window window, float[] target, int offset) {
    rasters.get(pair).read(0, window, target, offset);
  }

  /**
   * Reads a window of all pairs, one behind the other.
   *
   * @return as many values as pairs times cells; NaN where there is no data
   */
  public float[] read(Window window) {
    float[] values = new float[Math.multiplyExact(rasters.size(), window.cells())];
    for (int pair = 0; pair < rasters.size(); pair++) {
      read(pair, window, values, pair * window.cells());
    }
    return values;
  }

  @Override
  public void close() {
    rasters.forEach(FlatRaster::close);
    rasters.clear();
  }
}
