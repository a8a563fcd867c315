package org.geofringe.interferometry;

import org.geofringe.grid.ComplexGrid;

/**
 * Intensity of a patch of an image over its local mean, less 1: speckle without most of the texture
 * of the ground. Cells without data, or black, count as absent.
 */
final class DetexturedPatch {

  private final int rows;
  private final int columns;
  private final float[] values;
  private final byte[] present;

  /**
   * Divides the intensity.
   *
   * @param patch not modified
   * @param reach cells to each side over which the local mean is taken, where they are there
   */
  DetexturedPatch(ComplexGrid patch, int reach) {
    rows = patch.rows();
    columns = patch.columns();
    values = new float[rows * columns];
    present = new byte[rows * columns];
    double[] power = new double[(rows + 1) * (columns + 1)];
    double[] count = new double[power.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double real = patch.real(row, column);
        double imaginary = patch.imaginary(row, column);
        double intensity = real * real + imaginary * imaginary;
        int cell = row * columns + column;
        if (intensity > 0) {
          values[cell] = (float) intensity;
          present[cell] = 1;
        }
        accumulate(power, row, column, values[cell]);
        accumulate(count, row, column, present[cell]);
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int cell = row * columns + column;
        if (present[cell] == 1) {
          double mean = around(power, row, column, reach) / around(count, row, column, reach);
          values[cell] = (float) (values[cell] / mean - 1);
        }
      }
    }
  }

  /** Share of cells that are there. */
  double valid() {
    int valid = 0;
    for (byte cell : present) {
      valid += cell;
    }
    return (double) valid / present.length;
  }

  /** Mean product of cells a lag apart, over those present; {@code down} is 0 or more. */
  double covariance(int down, int across) {
    double sum = 0;
    int count = 0;
    int first = Math.max(0, -across);
    int last = columns - Math.max(0, across);
    for (int row = 0; row + down < rows; row++) {
      int here = row * columns;
      int there = (row + down) * columns + across;
      float products = 0;
      for (int column = first; column < last; column++) {
        products += values[here + column] * values[there + column];
        count += present[here + column] & present[there + column];
      }
      sum += products;
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Goes on with a table of sums over all cells above and to the left. */
  private void accumulate(double[] table, int row, int column, float value) {
    int corner = (row + 1) * (columns + 1) + column + 1;
    int above = corner - columns - 1;
    table[corner] = value + table[corner - 1] + table[above] - table[above - 1];
  }

  private double around(double[] table, int row, int column, int reach) {
    int top = Math.max(0, row - reach) * (columns + 1);
    int bottom = Math.min(rows, row + reach + 1) * (columns + 1);
    int left = Math.max(0, column - reach);
    int right = Math.min(columns, column + reach + 1);
    return table[bottom + right] - table[bottom + left] - table[top + right] + table[top + left];
  }
}
