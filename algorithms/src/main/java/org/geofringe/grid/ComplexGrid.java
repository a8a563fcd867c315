package org.geofringe.grid;

import java.util.Arrays;

/**
 * A rectangle of complex values, row by row, row 0 in the north. No data is NaN in both parts. The
 * grid holds the array it is given; it makes no copy.
 *
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 * @param values row-major, real and imaginary part in turn, {@code 2 * rows * columns} long
 */
public record ComplexGrid(int rows, int columns, float[] values) {

  public ComplexGrid {
    long numbers = 2L * rows * columns;
    if (rows < 1 || columns < 1 || numbers != values.length) {
      throw new IllegalArgumentException(
          "a complex grid of " + rows + " x " + columns + " does not fit " + values.length);
    }
  }

  /** A new grid of zeros. */
  public ComplexGrid(int rows, int columns) {
    this(rows, columns, new float[Math.multiplyExact(2, Math.multiplyExact(rows, columns))]);
  }

  public float real(int row, int column) {
    return values[2 * (row * columns + column)];
  }

  public float imaginary(int row, int column) {
    return values[2 * (row * columns + column) + 1];
  }

  /** Phase of a cell in radians, -π to π; NaN where there is no data. */
  public float phase(int row, int column) {
    return (float) Math.atan2(imaginary(row, column), real(row, column));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComplexGrid grid
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
    return "ComplexGrid " + rows + " x " + columns;
  }
}
