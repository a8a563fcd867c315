package org.geofringe.grid;

import java.util.Arrays;

/**
 * A rectangle of float values, row by row, row 0 in the north. No data is NaN. The grid holds the
 * array it is given; it makes no copy.
 *
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 * @param values row-major, {@code rows * columns} long
 */
public record FloatGrid(int rows, int columns, float[] values) {

  public FloatGrid {
    long cells = (long) rows * columns;
    if (rows < 1 || columns < 1 || cells != values.length) {
      throw new IllegalArgumentException(
          "a grid of " + rows + " x " + columns + " does not fit " + values.length + " values");
    }
  }

  /** A new grid of zeros. */
  public FloatGrid(int rows, int columns) {
    this(rows, columns, new float[Math.multiplyExact(rows, columns)]);
  }

  /** A new grid of one value. */
  public static FloatGrid filled(int rows, int columns, float value) {
    FloatGrid grid = new FloatGrid(rows, columns);
    Arrays.fill(grid.values, value);
    return grid;
  }

  public float get(int row, int column) {
    return values[row * columns + column];
  }

  public void set(int row, int column, float value) {
    values[row * columns + column] = value;
  }

  public FloatGrid copy() {
    return new FloatGrid(rows, columns, values.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatGrid grid
        && rows == grid.rows
        && columns == grid.columns
        && Arrays.equals(values, grid.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatGrid " + rows + " x " + columns;
  }
}
