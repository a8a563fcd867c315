package org.geofringe.server.geocode;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.Window;

/**
 * The pieces that work goes through a window in. Their edges lie at multiples of the tiles of
 * {@link org.geofringe.geocoding.BurstGeocoder}, so that a cell's value does not depend on the
 * window.
 */
final class Blocks {

  static final int ROWS = 256;
  static final int COLUMNS = 512;
  static final int CELLS = ROWS * COLUMNS;

  private Blocks() {}

  /** The blocks that a window is made of, from north to south and west to east. */
  static List<Window> of(Window window) {
    List<Window> blocks = new ArrayList<>();
    int bottom = window.row() + window.rows();
    int right = window.column() + window.columns();
    for (int row = window.row(); row < bottom; row = (row / ROWS + 1) * ROWS) {
      int rows = Math.min(bottom, (row / ROWS + 1) * ROWS) - row;
      for (int column = window.column();
          column < right;
          column = (column / COLUMNS + 1) * COLUMNS) {
        int columns = Math.min(right, (column / COLUMNS + 1) * COLUMNS) - column;
        blocks.add(new Window(row, column, rows, columns));
      }
    }
    return blocks;
  }
}
