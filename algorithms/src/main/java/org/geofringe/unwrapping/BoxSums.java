package org.geofringe.unwrapping;

/** Running sums over windows of 2·reach + 1 cells; cells beyond the border count nothing. */
final class BoxSums {

  private BoxSums() {}

  /** Sums over square windows; {@code values} is modified to them. */
  static void square(float[] values, int rows, int columns, int reach) {
    along(values, rows, columns, reach);
    down(values, rows, columns, reach);
  }

  /** Sums along rows; {@code values} is modified to them. */
  static void along(float[] values, int rows, int columns, int reach) {
    float[] row = new float[columns + 2 * reach + 1];
    for (int r = 0; r < rows; r++) {
      int first = r * columns;
      // Room on both sides spares the loop its borders; the window's cells begin at c + 1.
      System.arraycopy(values, first, row, reach + 1, columns);
      double sum = 0;
      for (int c = 1; c < 2 * reach + 1; c++) {
        sum += row[c];
      }
      for (int c = 0; c < columns; c++) {
        // The difference first: the sum then waits for one addition a cell and not for two.
        sum += (double) row[c + 2 * reach + 1] - row[c];
        values[first + c] = (float) sum;
      }
    }
  }

  /** Sums along columns; {@code values} is modified to them. */
  static void down(float[] values, int rows, int columns, int reach) {
    double[] sum = new double[columns];
    float[] past = new float[(reach + 1) * columns];
    for (int r = 0; r < Math.min(reach, rows); r++) {
      for (int c = 0; c < columns; c++) {
        sum[c] += values[r * columns + c];
      }
    }
    for (int r = 0; r < rows; r++) {
      int first = r * columns;
      int ahead = first + reach * columns;
      // A row leaves the window reach + 1 rows after its own: a ring keeps it until then.
      int ring = r % (reach + 1) * columns;
      boolean comes = r + reach < rows;
      for (int c = 0; c < columns; c++) {
        double next = sum[c] - past[ring + c] + (comes ? values[ahead + c] : 0);
        past[ring + c] = values[first + c];
        values[first + c] = (float) next;
        sum[c] = next;
      }
    }
  }
}
