package org.geofringe.unwrapping;

/** Single cells in no component, but within one: they belong to what lies around them. */
final class Holes {

  /** Of a cell's eight neighbours, those that must be in one component for it to be so. */
  private static final int MAJORITY = 5;

  private Holes() {}

  /**
   * Gives weak cells with data the component that most of their neighbours are in.
   *
   * @param phase NaN = no data: stays in no component; not modified
   * @param labels components, 0 = none; modified
   * @return {@code labels}
   */
  static int[] fill(int rows, int columns, float[] phase, int[] labels) {
    int[] above = new int[columns];
    int[] own = new int[columns];
    for (int row = 0; row < rows; row++) {
      int[] swap = above;
      above = own;
      own = swap;
      System.arraycopy(labels, row * columns, own, 0, columns);
      for (int c = 0; c < columns; c++) {
        int cell = row * columns + c;
        if (own[c] == 0 && !Float.isNaN(phase[cell])) {
          labels[cell] = majority(rows, columns, row, c, above, own, labels);
        }
      }
    }
    return labels;
  }

  private static int majority(
      int rows, int columns, int row, int column, int[] above, int[] own, int[] labels) {
    int candidate = 0;
    int lead = 0;
    // Boyer and Moore's vote: what has the majority is left over; then it is counted.
    for (int pass = 0; pass < 2; pass++) {
      int votes = 0;
      for (int dr = -1; dr <= 1; dr++) {
        for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          if ((dr == 0 && c == column) || row + dr < 0 || row + dr >= rows) {
            continue;
          }
          int label = dr < 0 ? above[c] : dr == 0 ? own[c] : labels[(row + 1) * columns + c];
          if (pass == 1) {
            votes += label == candidate ? 1 : 0;
          } else if (lead == 0) {
            candidate = label;
            lead = 1;
          } else {
            lead += label == candidate ? 1 : -1;
          }
        }
      }
      if (pass == 1 && votes < MAJORITY) {
        return 0;
      }
    }
    return candidate;
  }
}
