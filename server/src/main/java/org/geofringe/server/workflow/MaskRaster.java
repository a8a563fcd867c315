package org.geofringe.server.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.jspecify.annotations.Nullable;

/**
 * A raster in any reference system as a mask, by the raster cell that holds a cell's centre. Places
 * are transformed at every 16th row and column and interpolated between: map projections bend less
 * than a thousandth of a cell over that length.
 */
final class MaskRaster implements MaskSource {

  private static final int STEP = 16;
  private static final int BLOCK_COLUMNS = 16 * STEP;

  private final GeoTiffReader raster;
  private final MapGrid grid;

  private MaskRaster(GeoTiffReader raster, MapGrid grid) {
    this.raster = raster;
    this.grid = grid;
  }

  static MaskRaster open(Path file, MapGrid grid) {
    GeoTiffReader raster = GeoTiffReader.open(file);
    boolean opened = false;
    try {
      MaskRaster mask = new MaskRaster(raster, grid);
      if (!mask.meetsGrid()) {
        throw MaskSource.elsewhere(file.toString());
      }
      opened = true;
      return mask;
    } finally {
      if (!opened) {
        raster.close();
      }
    }
  }

  private boolean meetsGrid() {
    double[] rows = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double[] columns = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int row = 0; row <= STEP; row++) {
      for (int column = 0; column <= STEP; column++) {
        double[] place =
            place(row * (grid.rows() - 1.0) / STEP, column * (grid.columns() - 1.0) / STEP);
        widen(rows, place[0]);
        widen(columns, place[1]);
      }
    }
    MapGrid there = raster.grid();
    return rows[1] >= 0
        && rows[0] < there.rows()
        && columns[1] >= 0
        && columns[0] < there.columns();
  }

  @Override
  public void mark(Window window, boolean[] masked) {
    for (Window block : blocks(window)) {
      mark(block, window, masked);
    }
  }

  @Override
  public void close() {
    raster.close();
  }

  /** Parts of a window between lines of the lattice, which stands still whatever the window. */
  private static List<Window> blocks(Window window) {
    List<Window> blocks = new ArrayList<>();
    int endRow = window.row() + window.rows();
    int endColumn = window.column() + window.columns();
    int row = window.row();
    while (row < endRow) {
      int nextRow = Math.min(endRow, (row / STEP + 1) * STEP);
      int column = window.column();
      while (column < endColumn) {
        int nextColumn = Math.min(endColumn, (column / BLOCK_COLUMNS + 1) * BLOCK_COLUMNS);
        blocks.add(new Window(row, column, nextRow - row, nextColumn - column));
        column = nextColumn;
      }
      row = nextRow;
    }
    return blocks;
  }

  private void mark(Window block, Window window, boolean[] masked) {
    int[] rows = new int[block.cells()];
    int[] columns = new int[block.cells()];
    Window part = places(block, rows, columns);
    if (part == null) {
      return;
    }
    float[] values = new float[part.cells()];
    raster.read(0, part, values, 0);
    for (int i = 0; i < block.cells(); i++) {
      int row = rows[i] - part.row();
      int column = columns[i] - part.column();
      if (row >= 0 && row < part.rows() && column >= 0 && column < part.columns()) {
        float value = values[row * part.columns() + column];
        if (value != 0 && !Float.isNaN(value)) {
          int line = block.row() - window.row() + i / block.columns();
          int across = block.column() - window.column() + i % block.columns();
          masked[line * window.columns() + across] = true;
        }
      }
    }
  }

  /** Fills in which cell of the raster holds each cell; returns what of the raster they meet. */
  private @Nullable Window places(Window block, int[] rows, int[] columns) {
    int top = block.row() / STEP * STEP;
    int left = block.column() / STEP * STEP;
    int nodes = (block.column() + block.columns() - left + STEP - 1) / STEP + 1;
    double[][] upper = new double[nodes][];
    double[][] lower = new double[nodes][];
    for (int node = 0; node < nodes; node++) {
      upper[node] = place(top, left + node * (double) STEP);
      lower[node] = place(top + (double) STEP, left + node * (double) STEP);
    }
    double[] rowEnds = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double[] columnEnds = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < block.cells(); i++) {
      double down = (block.row() + i / block.columns() - top) / (double) STEP;
      double across = (block.column() + i % block.columns() - left) / (double) STEP;
      int node = (int) across;
      double right = across - node;
      rows[i] = (int) Math.floor(between(upper, lower, node, 0, down, right));
      columns[i] = (int) Math.floor(between(upper, lower, node, 1, down, right));
      widen(rowEnds, rows[i]);
      widen(columnEnds, columns[i]);
    }
    MapGrid there = raster.grid();
    int firstRow = (int) Math.max(0, rowEnds[0]);
    int firstColumn = (int) Math.max(0, columnEnds[0]);
    int countRows = (int) Math.min(there.rows() - 1.0, rowEnds[1]) - firstRow + 1;
    int countColumns = (int) Math.min(there.columns() - 1.0, columnEnds[1]) - firstColumn + 1;
    return countRows < 1 || countColumns < 1
        ? null
        : new Window(firstRow, firstColumn, countRows, countColumns);
  }

  private static double between(
      double[][] upper, double[][] lower, int node, int axis, double down, double right) {
    int next = Math.min(node + 1, upper.length - 1);
    double above = upper[node][axis] + right * (upper[next][axis] - upper[node][axis]);
    double below = lower[node][axis] + right * (lower[next][axis] - lower[node][axis]);
    return above + down * (below - above);
  }

  private static void widen(double[] ends, double value) {
    ends[0] = Math.min(ends[0], value);
    ends[1] = Math.max(ends[1], value);
  }

  /** Where the centre of a cell lies in the raster: row and column, cells counted from edges. */
  private double[] place(double row, double column) {
    MapGrid there = raster.grid();
    double[] point = Crs.transform(grid.x(column), grid.y(row), grid.crs(), there.crs());
    return new double[] {
      (there.north() - point[1]) / there.spacingY(), (point[0] - there.west()) / there.spacingX()
    };
  }
}
