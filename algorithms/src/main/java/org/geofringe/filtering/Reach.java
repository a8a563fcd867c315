package org.geofringe.filtering;

import java.util.Arrays;
import org.geofringe.grid.FloatGrid;

/**
 * Which empty cells lie within a distance of data: the exact Euclidean distance, first along
 * columns, then by the lower envelope of parabolas along each row (Felzenszwalb and Huttenlocher
 * 2012).
 */
final class Reach {

  /** Holds data. */
  static final byte FIXED = 0;

  /** Empty, to be filled. */
  static final byte UNKNOWN = 1;

  /** Empty, to stay so. */
  static final byte OUTSIDE = 2;

  private Reach() {}

  /**
   * The role of each cell, row-major.
   *
   * @param grid NaN = empty; not modified
   * @param maxDistance in cells; 0 = no limit
   */
  static byte[] unknown(FloatGrid grid, int maxDistance) {
    byte[] role = new byte[grid.values().length];
    boolean any = false;
    for (int cell = 0; cell < role.length; cell++) {
      boolean empty = Float.isNaN(grid.values()[cell]);
      role[cell] = empty ? UNKNOWN : FIXED;
      any |= !empty;
    }
    if (!any) {
      Arrays.fill(role, OUTSIDE);
    } else if (maxDistance > 0) {
      limit(grid, maxDistance, role);
    }
    return role;
  }

  private static void limit(FloatGrid grid, int maxDistance, byte[] role) {
    int rows = grid.rows();
    int columns = grid.columns();
    int far = maxDistance + 1;
    int[] vertical = new int[role.length];
    for (int cell = 0; cell < role.length; cell++) {
      int above = cell < columns ? far : vertical[cell - columns] + 1;
      vertical[cell] = role[cell] == FIXED ? 0 : Math.min(far, above);
    }
    for (int cell = role.length - 1 - columns; cell >= 0; cell--) {
      vertical[cell] = Math.min(vertical[cell], vertical[cell + columns] + 1);
    }
    int[] apex = new int[columns];
    double[] border = new double[columns + 1];
    double limit = (double) maxDistance * maxDistance;
    for (int row = 0; row < rows; row++) {
      limitRow(vertical, role, row * columns, columns, far, limit, apex, border);
    }
  }

  private static void limitRow(
      int[] vertical,
      byte[] role,
      int offset,
      int columns,
      int far,
      double limit,
      int[] apex,
      double[] border) {
    int last = -1;
    for (int q = 0; q < columns; q++) {
      if (vertical[offset + q] >= far) {
        continue;
      }
      double height = square(vertical[offset + q]) + square(q);
      double from = Double.NEGATIVE_INFINITY;
      while (last >= 0) {
        int p = apex[last];
        from = (height - square(vertical[offset + p]) - square(p)) / (2.0 * (q - p));
        if (from > border[last]) {
          break;
        }
        last--;
        from = Double.NEGATIVE_INFINITY;
      }
      last++;
      apex[last] = q;
      border[last] = from;
    }
    int at = 0;
    for (int q = 0; q < columns; q++) {
      while (at < last && border[at + 1] < q) {
        at++;
      }
      boolean reached =
          last >= 0 && square(q - apex[at]) + square(vertical[offset + apex[at]]) <= limit;
      if (role[offset + q] == UNKNOWN && !reached) {
        role[offset + q] = OUTSIDE;
      }
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
