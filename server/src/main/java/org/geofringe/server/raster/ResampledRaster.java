package org.geofringe.server.raster;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * A raster laid onto another grid, in any reference system. A cell is the mean of as many places
 * within it as cells of the raster fit into it, each interpolated bilinearly: so that neither a
 * coarser nor a finer grid sees what is not there. On the same grid cells are what they are.
 *
 * <p>No data does not spread and does not shrink: a place is no data where the nearest cell is, and
 * other empty neighbours are left out; a cell is no data where half of its places or more are.
 *
 * <p>Places are transformed at every 16th row and column and interpolated between: map projections
 * bend less than a thousandth of a cell over that length. Results do not depend on the window. Safe
 * for several threads until it is closed.
 */
public final class ResampledRaster implements Closeable {

  private static final int STEP = 16;
  private static final int MOST_PLACES = 32;

  /** Room for the bilinear neighbours and what interpolated places are off by. */
  private static final int MARGIN = 2;

  private final Path file;
  private final GeoTiffReader raster;
  private final MapGrid grid;
  private final boolean same;
  private final int placesDown;
  private final int placesAcross;

  private ResampledRaster(Path file, GeoTiffReader raster, MapGrid grid) {
    this.file = file;
    this.raster = raster;
    this.grid = grid;
    this.same = raster.grid().matches(grid);
    double[] middle = place(grid.rows() / 2.0, grid.columns() / 2.0);
    double[] below = place(grid.rows() / 2.0 + 1, grid.columns() / 2.0);
    double[] right = place(grid.rows() / 2.0, grid.columns() / 2.0 + 1);
    placesDown = places(below[0] - middle[0], below[1] - middle[1]);
    placesAcross = places(right[0] - middle[0], right[1] - middle[1]);
  }

  private static int places(double rows, double columns) {
    return (int) Math.max(1, Math.min(MOST_PLACES, Math.round(Math.hypot(rows, columns))));
  }

  /**
   * Opens a raster of plain numbers.
   *
   * @param grid that it is asked for on
   * @throws UserException where the file cannot be used, holds complex numbers or lies elsewhere
   */
  public static ResampledRaster open(Path file, MapGrid grid) {
    GeoTiffReader raster = GeoTiffReader.openImage(file);
    boolean opened = false;
    try {
      if (raster.isComplex()) {
        throw new UserException(file + " holds complex numbers: choose a raster of plain numbers.");
      }
      if (!raster.grid().matches(grid)
          && (raster.grid().crs().equals(Crs.RADAR) || grid.crs().equals(Crs.RADAR))) {
        throw new UserException(
            file
                + " and the raster that it is laid onto are not on one map, since one is in radar"
                + " geometry: bring it onto the map first (radar_coordinates).");
      }
      ResampledRaster resampled = new ResampledRaster(file, raster, grid);
      if (resampled.sources(grid.window()) == null) {
        throw new UserException(
            file
                + " lies elsewhere: it shares no ground with the raster that it is laid onto. Check"
                + " its coordinate reference system.");
      }
      opened = true;
      return resampled;
    } finally {
      if (!opened) {
        raster.close();
      }
    }
  }

  public int bands() {
    return raster.bands();
  }

  public Path file() {
    return file;
  }

  /** Heap that {@link #read} takes per cell of the window. */
  public long bytesPerCell() {
    return same ? Float.BYTES : (2L + 2L * placesDown * placesAcross) * Float.BYTES;
  }

  /**
   * Reads a window of the target grid.
   *
   * @param band 0 first
   * @return row-major; NaN is no data
   */
  public float[] read(int band, Window window) {
    float[] values = new float[window.cells()];
    if (same) {
      raster.read(band, window, values, 0);
      return values;
    }
    Window source = sources(window);
    if (source == null) {
      Arrays.fill(values, Float.NaN);
      return values;
    }
    float[] cells = new float[source.cells()];
    raster.read(band, source, cells, 0);
    double[] place = new double[2];
    Lattice lattice = new Lattice(window);
    for (int i = 0; i < values.length; i++) {
      double row = window.row() + i / window.columns();
      double column = window.column() + i % window.columns();
      double sum = 0;
      int known = 0;
      for (int d = 0; d < placesDown; d++) {
        for (int a = 0; a < placesAcross; a++) {
          lattice.place(
              row + (d + 0.5) / placesDown - 0.5, column + (a + 0.5) / placesAcross - 0.5, place);
          double value = at(cells, source, place[0], place[1]);
          if (!Double.isNaN(value)) {
            sum += value;
            known++;
          }
        }
      }
      values[i] = 2 * known > placesDown * placesAcross ? (float) (sum / known) : Float.NaN;
    }
    return values;
  }

  @Override
  public void close() {
    raster.close();
  }

  private static double at(float[] cells, Window source, double row, double column) {
    double inRow = row - source.row();
    double inColumn = column - source.column();
    int nearRow = (int) Math.floor(inRow + 0.5);
    int nearColumn = (int) Math.floor(inColumn + 0.5);
    if (Double.isNaN(cell(cells, source, nearRow, nearColumn))) {
      return Double.NaN;
    }
    int top = (int) Math.floor(inRow);
    int left = (int) Math.floor(inColumn);
    double sum = 0;
    double weights = 0;
    for (int r = top; r <= top + 1; r++) {
      for (int c = left; c <= left + 1; c++) {
        double value = cell(cells, source, r, c);
        double weight = (1 - Math.abs(inRow - r)) * (1 - Math.abs(inColumn - c));
        if (!Double.isNaN(value) && weight > 0) {
          sum += weight * value;
          weights += weight;
        }
      }
    }
    return sum / weights;
  }

  private static double cell(float[] cells, Window source, int row, int column) {
    boolean inside = row >= 0 && row < source.rows() && column >= 0 && column < source.columns();
    return inside ? cells[row * source.columns() + column] : Double.NaN;
  }

  /** What of the raster a window needs; null where they do not meet. */
  private @Nullable Window sources(Window window) {
    Lattice lattice = new Lattice(window);
    MapGrid there = raster.grid();
    int top = (int) Math.max(0, Math.floor(lattice.lowRow) - MARGIN);
    int left = (int) Math.max(0, Math.floor(lattice.lowColumn) - MARGIN);
    int bottom = (int) Math.min(there.rows(), Math.ceil(lattice.highRow) + MARGIN);
    int right = (int) Math.min(there.columns(), Math.ceil(lattice.highColumn) + MARGIN);
    return top >= bottom || left >= right
        ? null
        : new Window(top, left, bottom - top, right - left);
  }

  /** Row and column of the raster, counted from the centres of cells, of a place of the grid. */
  private double[] place(double row, double column) {
    MapGrid there = raster.grid();
    double[] point = Crs.transform(grid.x(column), grid.y(row), grid.crs(), there.crs());
    return new double[] {
      (there.north() - point[1]) / there.spacingY() - 0.5,
      (point[0] - there.west()) / there.spacingX() - 0.5
    };
  }

  /** Places between nodes that stand still whatever the window. */
  private final class Lattice {
    private final int firstRow;
    private final int firstColumn;
    private final double[][][] nodes;
    private double lowRow = Double.POSITIVE_INFINITY;
    private double highRow = Double.NEGATIVE_INFINITY;
    private double lowColumn = Double.POSITIVE_INFINITY;
    private double highColumn = Double.NEGATIVE_INFINITY;

    Lattice(Window window) {
      firstRow = window.row() / STEP;
      firstColumn = window.column() / STEP;
      int lastRow = (window.row() + window.rows() - 1) / STEP + 1;
      int lastColumn = (window.column() + window.columns() - 1) / STEP + 1;
      nodes = new double[lastRow - firstRow + 1][lastColumn - firstColumn + 1][];
      for (int r = 0; r < nodes.length; r++) {
        for (int c = 0; c < nodes[r].length; c++) {
          nodes[r][c] =
              ResampledRaster.this.place(
                  (firstRow + r) * (double) STEP, (firstColumn + c) * (double) STEP);
        }
      }
      double[] corner = new double[2];
      for (double row : new double[] {window.row() - 0.5, window.row() + window.rows() - 0.5}) {
        for (double column :
            new double[] {window.column() - 0.5, window.column() + window.columns() - 0.5}) {
          place(row, column, corner);
          widen(corner);
        }
      }
      for (double[][] row : nodes) {
        for (double[] node : row) {
          widen(node);
        }
      }
    }

    private void widen(double[] place) {
      lowRow = Math.min(lowRow, place[0]);
      highRow = Math.max(highRow, place[0]);
      lowColumn = Math.min(lowColumn, place[1]);
      highColumn = Math.max(highColumn, place[1]);
    }

    void place(double row, double column, double[] result) {
      int r = Math.max(0, (int) Math.floor(row / STEP) - firstRow);
      int c = Math.max(0, (int) Math.floor(column / STEP) - firstColumn);
      r = Math.min(r, nodes.length - 2);
      c = Math.min(c, nodes[0].length - 2);
      double down = row / STEP - firstRow - r;
      double across = column / STEP - firstColumn - c;
      for (int axis = 0; axis < 2; axis++) {
        double above = nodes[r][c][axis] + across * (nodes[r][c + 1][axis] - nodes[r][c][axis]);
        double below =
            nodes[r + 1][c][axis] + across * (nodes[r + 1][c + 1][axis] - nodes[r + 1][c][axis]);
        result[axis] = above + down * (below - above);
      }
    }
  }
}
