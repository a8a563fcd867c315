package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * For every cell, where the nearest cell of a component lies: distances carried along as vectors in
 * two sweeps (Danielsson 1980, Euclidean distance mapping), which now and then is off by a fraction
 * of a cell. Four bytes per cell.
 */
final class NearestComponent {

  private static final int NONE = Integer.MIN_VALUE;

  private final int rows;
  private final int columns;
  private final int[] components;

  /** Rows to the nearest cell in the upper half, columns in the lower. */
  private final int[] vectors;

  /**
   * Sweeps the image.
   *
   * @param components 0 = none; not modified, and read as long as this lives
   */
  NearestComponent(int rows, int columns, int[] components, SolverContext context) {
    this.rows = rows;
    this.columns = columns;
    this.components = components;
    vectors = new int[components.length];
    Arrays.fill(vectors, NONE);
    for (int row = 0; row < rows; row++) {
      context.checkCancelled();
      sweep(row, -1);
    }
    for (int row = rows - 1; row >= 0; row--) {
      context.checkCancelled();
      sweep(row, 1);
    }
  }

  /** The nearest component's number; 0 where there is none at all. */
  int component(int row, int column) {
    int cell = cell(row, column);
    return cell < 0 ? 0 : components[cell];
  }

  /** The nearest cell of a component; -1 where there is none at all. */
  int cell(int row, int column) {
    int own = row * columns + column;
    if (components[own] != 0) {
      return own;
    }
    int vector = vectors[own];
    return vector == NONE ? -1 : own + (vector >> 16) * columns + (short) vector;
  }

  private void sweep(int row, int from) {
    int offset = row * columns;
    boolean neighbour = row + from >= 0 && row + from < rows;
    for (int c = 0; c < columns; c++) {
      if (neighbour) {
        for (int side = -1; side <= 1; side++) {
          if (c + side >= 0 && c + side < columns) {
            offer(offset + c, offset + from * columns + c + side, from, side);
          }
        }
      }
      if (c > 0) {
        offer(offset + c, offset + c - 1, 0, -1);
      }
    }
    for (int c = columns - 2; c >= 0; c--) {
      offer(offset + c, offset + c + 1, 0, 1);
    }
  }

  private void offer(int cell, int neighbour, int down, int right) {
    if (components[cell] != 0) {
      return;
    }
    int dr;
    int dc;
    if (components[neighbour] != 0) {
      dr = down;
      dc = right;
    } else if (vectors[neighbour] == NONE) {
      return;
    } else {
      dr = (vectors[neighbour] >> 16) + down;
      dc = (short) vectors[neighbour] + right;
    }
    if (vectors[cell] == NONE || square(dr, dc) < square(vectors[cell])) {
      vectors[cell] = dr << 16 | (dc & 0xffff);
    }
  }

  private static long square(int vector) {
    return square(vector >> 16, (short) vector);
  }

  private static long square(int dr, int dc) {
    return (long) dr * dr + (long) dc * dc;
  }
}
