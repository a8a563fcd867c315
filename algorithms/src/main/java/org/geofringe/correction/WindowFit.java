package org.geofringe.correction;

/** Displacement over height within a window, beside a plane. */
final class WindowFit {

  private static final int HEIGHT = 3;
  private static final int BLOCKS = 4;

  private final int[] chosen;
  private final double meanHeight;
  private final double relief;
  private final int[] blocks;
  private final RobustFit fit;
  private final float[] values;

  /**
   * Displacement per metre of height.
   *
   * @param error its standard error, from {@link RobustFit#error}
   */
  record Slope(double value, double error) {}

  /**
   * A window over some cells.
   *
   * @param chosen which cells lie in it
   * @param rows of all cells
   * @param columns of all cells
   * @param heights of all cells, metres
   */
  WindowFit(int[] chosen, int[] rows, int[] columns, float[] heights) {
    this.chosen = chosen;
    int cells = chosen.length;
    double height = 0;
    for (int i : chosen) {
      height += heights[i] / (double) cells;
    }
    double squares = 0;
    for (int i : chosen) {
      squares += (heights[i] - height) * (heights[i] - height);
    }
    meanHeight = height;
    relief = Math.sqrt(squares / cells);
    Span down = Span.of(rows, chosen);
    Span across = Span.of(columns, chosen);
    double[][] terms = new double[HEIGHT + 1][cells];
    blocks = new int[cells];
    for (int j = 0; j < cells; j++) {
      int i = chosen[j];
      terms[0][j] = 1;
      terms[1][j] = across.share(columns[i]) - 0.5;
      terms[2][j] = down.share(rows[i]) - 0.5;
      terms[HEIGHT][j] = (heights[i] - height) / unit();
      blocks[j] =
          ((int) (BLOCKS * down.share(rows[i]))) * BLOCKS
              + (int) (BLOCKS * across.share(columns[i]));
    }
    fit = new RobustFit(terms);
    values = new float[cells];
  }

  /** Where rows or columns begin, and how many there are. */
  private record Span(int low, int count) {

    static Span of(int[] values, int[] chosen) {
      int low = Integer.MAX_VALUE;
      int high = Integer.MIN_VALUE;
      for (int i : chosen) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
      return new Span(low, high - low + 1);
    }

    /** 0 to below 1. */
    double share(int value) {
      return (value - low) / (double) count;
    }
  }

  private double unit() {
    return relief > 0 ? relief : 1;
  }

  double meanHeight() {
    return meanHeight;
  }

  /** Standard deviation of the heights, metres. */
  double relief() {
    return relief;
  }

  /** Fits some values: of all cells, from {@code offset} on; NaN is left out; not modified. */
  Slope slope(float[] all, int offset) {
    for (int j = 0; j < values.length; j++) {
      values[j] = all[offset + chosen[j]];
    }
    double[] coefficients = fit.fit(values, 0);
    double error = fit.error(values, 0, HEIGHT, blocks);
    return new Slope(coefficients[HEIGHT] / unit(), error / unit());
  }
}
