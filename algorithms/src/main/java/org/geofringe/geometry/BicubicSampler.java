package org.geofringe.geometry;

import org.geofringe.grid.FloatGrid;

/**
 * Bicubic interpolation by cubic convolution with a = -1/2 (Keys 1981, IEEE ASSP 29, 1153): the
 * surface meets the grid's values, reproduces quadratics, and its first derivative is continuous.
 * Safe for many threads.
 *
 * <p>Where the four-by-four neighbourhood reaches beyond the grid, the grid is continued in a
 * straight line by one cell.
 */
public final class BicubicSampler {

  private final int rows;
  private final int columns;
  private final float[] values;

  /**
   * A surface through a grid.
   *
   * @param grid held, not copied; at least 2 x 2; NaN = no data, and makes no data of every point
   *     with it in its four-by-four neighbourhood
   */
  public BicubicSampler(FloatGrid grid) {
    if (grid.rows() < 2 || grid.columns() < 2) {
      throw new IllegalArgumentException("a surface needs 2 x 2 values or more, got " + grid);
    }
    rows = grid.rows();
    columns = grid.columns();
    values = grid.values();
  }

  /**
   * The value at one place.
   *
   * @param row fractional row, whole numbers at cell centres
   * @param column fractional column
   * @return NaN more than half a cell beyond the outermost centres
   */
  public float at(double row, double column) {
    int top = (int) Math.floor(row) - 1;
    int left = (int) Math.floor(column) - 1;
    if (top >= 0 && left >= 0 && top + 3 < rows && left + 3 < columns) {
      return inside(top, left, row, column);
    }
    return nearEdge(row, column);
  }

  /**
   * Values along a line of places.
   *
   * @param rowOf fractional row of each place; not modified
   * @param columnOf fractional column of each place; not modified
   * @param count number of places
   * @param target receives values from offset on; modified
   * @param offset of the first value
   */
  public void sample(double[] rowOf, double[] columnOf, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = at(rowOf[i], columnOf[i]);
    }
  }

  private float inside(int top, int left, double row, double column) {
    double x = column - (left + 1);
    double y = row - (top + 1);
    double x0 = ((-0.5 * x + 1) * x - 0.5) * x;
    double x3 = (0.5 * x - 0.5) * x * x;
    double x2 = ((-1.5 * x + 2) * x + 0.5) * x;
    double x1 = 1 - x0 - x2 - x3;
    double y0 = ((-0.5 * y + 1) * y - 0.5) * y;
    double y3 = (0.5 * y - 0.5) * y * y;
    double y2 = ((-1.5 * y + 2) * y + 0.5) * y;
    double y1 = 1 - y0 - y2 - y3;
    int at = top * columns + left;
    return (float)
        (y0 * across(at, x0, x1, x2, x3)
            + y1 * across(at + columns, x0, x1, x2, x3)
            + y2 * across(at + 2 * columns, x0, x1, x2, x3)
            + y3 * across(at + 3 * columns, x0, x1, x2, x3));
  }

  private double across(int at, double x0, double x1, double x2, double x3) {
    return x0 * values[at] + x1 * values[at + 1] + x2 * values[at + 2] + x3 * values[at + 3];
  }

  private float nearEdge(double row, double column) {
    if (!(row >= -0.5 && row <= rows - 0.5 && column >= -0.5 && column <= columns - 0.5)) {
      return Float.NaN;
    }
    int top = (int) Math.max(0, Math.min(rows - 2, Math.floor(row)));
    int left = (int) Math.max(0, Math.min(columns - 2, Math.floor(column)));
    float[] patch = new float[16];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        patch[i * 4 + j] = continued(top - 1 + i, left - 1 + j);
      }
    }
    BicubicSampler small = new BicubicSampler(new FloatGrid(4, 4, patch));
    return small.inside(0, 0, row - (top - 1), column - (left - 1));
  }

  private float continued(int row, int column) {
    if (row < 0) {
      return 2 * continued(0, column) - continued(1, column);
    }
    if (row >= rows) {
      return 2 * continued(rows - 1, column) - continued(rows - 2, column);
    }
    if (column < 0) {
      return 2 * values[row * columns] - values[row * columns + 1];
    }
    if (column >= columns) {
      return 2 * values[row * columns + columns - 1] - values[row * columns + columns - 2];
    }
    return values[row * columns + column];
  }
}
