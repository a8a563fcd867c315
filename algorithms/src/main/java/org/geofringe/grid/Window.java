package org.geofringe.grid;

/**
 * A rectangle of cells within a grid.
 *
 * @param row first row
 * @param column first column
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 */
public record Window(int row, int column, int rows, int columns) {

  public Window {
    if (row < 0 || column < 0 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "no window at row " + row + ", column " + column + " of " + rows + " x " + columns);
    }
  }

  /** Number of cells. */
  public int cells() {
    return Math.multiplyExact(rows, columns);
  }
}
