package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Height, incidence and line of sight of points, as far as a stack has them. */
final class PointGeometry implements AutoCloseable {

  private static final int LOOK_BANDS = 3;

  private final @Nullable Stack stack;
  private final @Nullable GeoTiffReader look;

  private PointGeometry(@Nullable Stack stack, @Nullable GeoTiffReader look) {
    this.stack = stack;
    this.look = look;
  }

  /** A window of what is known; null for what is not. */
  record Values(
      int cells,
      float @Nullable [] heights,
      float @Nullable [] incidences,
      float @Nullable [] looks) {

    float height(int cell) {
      return heights == null ? Float.NaN : heights[cell];
    }

    float incidence(int cell) {
      return incidences == null ? Float.NaN : incidences[cell];
    }

    /** East, north and up of the unit vector from the ground to the satellite. */
    float[] look(int cell) {
      return looks == null
          ? new float[] {Float.NaN, Float.NaN, Float.NaN}
          : new float[] {looks[cell], looks[cells + cell], looks[2 * cells + cell]};
    }
  }

  /**
   * Opens a stack.
   *
   * @param folder null where nobody gave it
   * @throws UserException where it lies on another grid
   */
  static PointGeometry open(@Nullable Path folder, MapGrid grid) throws IOException {
    if (folder == null) {
      return new PointGeometry(null, null);
    }
    Stack stack = Stack.open(folder);
    if (!stack.grid().matches(grid)) {
      throw new UserException(
          "STACK " + folder + " lies on another grid than the time series: it is not its own.");
    }
    return new PointGeometry(
        stack, stack.layer(Layer.LOOK_VECTOR).map(GeoTiffReader::open).orElse(null));
  }

  Values read(Window window) {
    float[] looks = null;
    if (look != null) {
      looks = new float[LOOK_BANDS * window.cells()];
      for (int band = 0; band < LOOK_BANDS; band++) {
        look.read(band, window, looks, band * window.cells());
      }
    }
    return new Values(
        window.cells(), read(Layer.HEIGHT, window), read(Layer.INCIDENCE, window), looks);
  }

  private float @Nullable [] read(Layer layer, Window window) {
    return stack == null || stack.layer(layer).isEmpty() ? null : stack.read(layer, window);
  }

  @Override
  public void close() {
    if (look != null) {
      look.close();
    }
  }
}
