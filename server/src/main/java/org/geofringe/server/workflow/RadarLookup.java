package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackFrame;

/**
 * The azimuth line and range sample of each cell of a raster on the map, from the lookup layers of
 * a stack. A raster on another grid than the stack's, such as a multilooked amplitude, gets them by
 * bilinear interpolation at its cells' centres. Safe for several threads.
 */
final class RadarLookup implements AutoCloseable {

  private final MapGrid stack;
  private final MapGrid raster;
  private final Optional<RadarFrame> image;
  private final FlatRaster lines;
  private final FlatRaster samples;

  /**
   * Lines and samples of a window, row-major; NaN where unknown.
   *
   * @param lines azimuth lines
   * @param samples range samples
   */
  record Places(float[] lines, float[] samples) {}

  private RadarLookup(Stack stack, MapGrid raster, FlatRaster lines, FlatRaster samples) {
    this.stack = stack.grid();
    this.image = stack.frame().map(StackFrame::radar);
    this.raster = raster;
    this.lines = lines;
    this.samples = samples;
  }

  /**
   * Opens the lookup layers.
   *
   * @param raster the grid to find places for, in the stack's reference system
   * @throws UserException where the stack has no lookup layers
   */
  static RadarLookup open(Stack stack, MapGrid raster) {
    FlatRaster lines = FlatRaster.open(file(stack, Layer.AZIMUTH_LINE));
    boolean opened = false;
    try {
      RadarLookup lookup =
          new RadarLookup(stack, raster, lines, FlatRaster.open(file(stack, Layer.RANGE_SAMPLE)));
      opened = true;
      return lookup;
    } finally {
      if (!opened) {
        lines.close();
      }
    }
  }

  private static Path file(Stack stack, Layer layer) {
    return stack
        .layer(layer)
        .orElseThrow(
            () ->
                new UserException(
                    stack.folder()
                        + " has no layer "
                        + layer.key()
                        + ": only stacks made by geocode_slc know the radar's lines and samples."));
  }

  /** The size of the image that lines and samples count in, where the stack tells. */
  Optional<RadarFrame> image() {
    return image;
  }

  MapGrid grid() {
    return raster;
  }

  Places read(Window window) {
    if (raster.matches(stack)) {
      return new Places(read(lines, window), read(samples, window));
    }
    double firstRow = stack.north() - raster.y(window.row());
    double firstColumn = raster.x(window.column()) - stack.west();
    double[] rows =
        places(
            firstRow / stack.spacingY() - 0.5, raster.spacingY() / stack.spacingY(), window.rows());
    double[] columns =
        places(
            firstColumn / stack.spacingX() - 0.5,
            raster.spacingX() / stack.spacingX(),
            window.columns());
    return new Places(interpolated(lines, rows, columns), interpolated(samples, rows, columns));
  }

  private static double[] places(double first, double step, int count) {
    double[] places = new double[count];
    Arrays.setAll(places, i -> first + i * step);
    return places;
  }

  private float[] interpolated(FlatRaster layer, double[] rows, double[] columns) {
    float[] values = new float[Math.multiplyExact(rows.length, columns.length)];
    Arrays.fill(values, Float.NaN);
    int top = (int) Math.max(0, Math.floor(rows[0]));
    int left = (int) Math.max(0, Math.floor(columns[0]));
    int bottom = (int) Math.min(stack.rows() - 1, Math.floor(rows[rows.length - 1]) + 1);
    int right = (int) Math.min(stack.columns() - 1, Math.floor(columns[columns.length - 1]) + 1);
    if (bottom < top || right < left) {
      return values;
    }
    Window needed = new Window(top, left, bottom - top + 1, right - left + 1);
    float[] around = read(layer, needed);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        values[row * columns.length + column] =
            bilinear(around, needed, rows[row] - top, columns[column] - left);
      }
    }
    return values;
  }

  /** Beyond the outermost centres the lookup goes on for half a cell as it came. */
  private static float bilinear(float[] values, Window window, double row, double column) {
    if (!(row >= -0.5 && row <= window.rows() - 0.5)
        || !(column >= -0.5 && column <= window.columns() - 0.5)) {
      return Float.NaN;
    }
    int top = Math.max(0, Math.min(window.rows() - 2, (int) Math.floor(row)));
    int left = Math.max(0, Math.min(window.columns() - 2, (int) Math.floor(column)));
    double down = window.rows() > 1 ? row - top : 0;
    double right = window.columns() > 1 ? column - left : 0;
    int below = window.rows() > 1 ? window.columns() : 0;
    int beside = window.columns() > 1 ? 1 : 0;
    int cell = top * window.columns() + left;
    return (float)
        ((1 - down) * ((1 - right) * values[cell] + right * values[cell + beside])
            + down * ((1 - right) * values[cell + below] + right * values[cell + below + beside]));
  }

  private static float[] read(FlatRaster layer, Window window) {
    float[] values = new float[window.cells()];
    layer.read(0, window, values, 0);
    return values;
  }

  @Override
  public void close() {
    lines.close();
    samples.close();
  }
}
