package org.geofringe.correction;

import java.util.Arrays;

/**
 * Blocks of cells, on which what is smooth is worked out.
 *
 * @param gridRows rows of the fine grid
 * @param gridColumns its columns
 * @param down rows of a block, at least 1; the last block may reach beyond the grid
 * @param across columns of a block
 */
public record CoarseGrid(int gridRows, int gridColumns, int down, int across) {

  public CoarseGrid {
    if (gridRows < 1 || gridColumns < 1 || down < 1 || across < 1) {
      throw new IllegalArgumentException(
          "grid and blocks must have cells, got "
              + gridRows
              + " x "
              + gridColumns
              + " and "
              + down
              + " x "
              + across);
    }
  }

  public int rows() {
    return (gridRows + down - 1) / down;
  }

  public int columns() {
    return (gridColumns + across - 1) / across;
  }

  public int cells() {
    return Math.multiplyExact(rows(), columns());
  }

  /**
   * Adds whole rows of the fine grid to the sums of their blocks. Cells without data at any date
   * are left out, so that a block's mean is over the same cells at all dates.
   *
   * @param series date i at {@code i * rows * gridColumns}; NaN = no data; not modified
   * @param firstRow a multiple of {@code down}
   * @param rows number of rows
   * @param sums date i at {@code i * blocks}, {@code blocks} being those of these rows; added to
   * @param counts of each block; added to
   */
  public void add(float[] series, int firstRow, int rows, float[] sums, float[] counts) {
    if (firstRow % down != 0) {
      throw new IllegalArgumentException("firstRow must be a multiple of " + down);
    }
    int cells = rows * gridColumns;
    int dates = series.length / cells;
    int blocks = counts.length;
    boolean[] whole = new boolean[cells];
    Arrays.fill(whole, true);
    for (int d = 0; d < dates; d++) {
      for (int i = 0; i < cells; i++) {
        whole[i] &= !Float.isNaN(series[d * cells + i]);
      }
    }
    for (int r = 0; r < rows; r++) {
      int blockRow = r / down * columns();
      for (int c = 0; c < gridColumns; c++) {
        int i = r * gridColumns + c;
        if (whole[i]) {
          int block = blockRow + c / across;
          counts[block]++;
          for (int d = 0; d < dates; d++) {
            sums[d * blocks + block] += series[d * cells + i];
          }
        }
      }
    }
  }

  /**
   * Values between the centres of blocks along a row of the fine grid, bilinear; beyond the outer
   * centres those of the edge.
   *
   * @param blocks one value per block, from {@code start} on
   * @param target values from {@code offset} on are overwritten
   */
  public void interpolate(
      float[] blocks, int start, int row, int firstColumn, int count, float[] target, int offset) {
    double y = clamp((row + 0.5) / down - 0.5, rows() - 1);
    int top = Math.min((int) y, Math.max(0, rows() - 2));
    int below = Math.min(top + 1, rows() - 1);
    float lower = (float) (y - top);
    int upperRow = start + top * columns();
    int lowerRow = start + below * columns();
    for (int c = 0; c < count; c++) {
      double x = clamp((firstColumn + c + 0.5) / across - 0.5, columns() - 1);
      int left = Math.min((int) x, Math.max(0, columns() - 2));
      int right = Math.min(left + 1, columns() - 1);
      float along = (float) (x - left);
      float up =
          blocks[upperRow + left] + along * (blocks[upperRow + right] - blocks[upperRow + left]);
      float low =
          blocks[lowerRow + left] + along * (blocks[lowerRow + right] - blocks[lowerRow + left]);
      target[offset + c] = up + lower * (low - up);
    }
  }

  private static double clamp(double value, int high) {
    return Math.max(0, Math.min(high, value));
  }
}
