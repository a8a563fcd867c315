package org.geofringe.correction;

/** Displacement over height within a window, beside a plane. */
final class WindowFit {

  private static final int HEIGHT = 3;

  private final int[] chosen;
  private final double meanHeight;
  private final double relief;
  private final double stiffness;
  private final RobustFit fit;
  private final float[] values;

  /**
   * A window over some cells.
   *
   * @param chosen which cells lie in it
   * @param rows of all cells
   * @param columns of all cells
   * @param heights of all cells, metres
   * @param tellingRelief standard deviation of heights, metres, at which a slope is drawn half way
   *     to its prior; 0 is not at all
   */
  WindowFit(int[] chosen, int[] rows, int[] columns, float[] heights, double tellingRelief) {
    this.chosen = chosen;
    int cells = chosen.length;
    double height = 0;
    double row = 0;
    double column = 0;
    for (int i : chosen) {
      height += heights[i] / (double) cells;
      row += rows[i] / (double) cells;
      column += columns[i] / (double) cells;
    }
    double squares = 0;
    double size = 1;
    for (int i : chosen) {
      squares += (heights[i] - height) * (heights[i] - height);
      size = Math.max(size, Math.max(Math.abs(rows[i] - row), Math.abs(columns[i] - column)));
    }
    meanHeight = height;
    relief = Math.sqrt(squares / cells);
    double unit = relief > 0 ? relief : 1;
    double[][] terms = new double[HEIGHT + 1][cells];
    for (int j = 0; j < cells; j++) {
      int i = chosen[j];
      terms[0][j] = 1;
      terms[1][j] = (columns[i] - column) / size;
      terms[2][j] = (rows[i] - row) / size;
      terms[HEIGHT][j] = (heights[i] - height) / unit;
    }
    stiffness = cells * (tellingRelief / unit) * (tellingRelief / unit);
    fit = new RobustFit(terms);
    values = new float[cells];
  }

  int cells() {
    return chosen.length;
  }

  double meanHeight() {
    return meanHeight;
  }

  /** Standard deviation of the heights, metres. */
  double relief() {
    return relief;
  }

  /**
   * Displacement per metre of height.
   *
   * @param all values of all cells, from {@code offset} on
   * @param prior what it is drawn to
   */
  double slope(float[] all, int offset, double prior) {
    for (int j = 0; j < values.length; j++) {
      values[j] = all[offset + chosen[j]];
    }
    double unit = relief > 0 ? relief : 1;
    double[] coefficients =
        fit.fit(
            values,
            0,
            new double[] {0, 0, 0, prior * unit},
            new double[] {0, 0, 0, stiffness});
    return coefficients[HEIGHT] / unit;
  }
}
