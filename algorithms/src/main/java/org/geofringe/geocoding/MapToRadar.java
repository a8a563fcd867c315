package org.geofringe.geocoding;

/**
 * Brings map cells into radar geometry by the lookup of each cell's line and sample. Four
 * neighbouring map cells span two triangles in the image, and within a triangle values are linear
 * (the inverse of the lookup, triangle by triangle): the triangles meet edge to edge, so there are
 * no holes. A radar cell is the mean over points spread evenly within it. Where terrain folds over
 * (layover), several triangles cover a point and their mean counts: a radar cell cannot tell the
 * slopes apart either.
 *
 * <p>A triangle with an empty corner gives each point the value of the nearest corner, so empty
 * areas keep their outline to half a cell. For classes every point takes the nearest corner's value
 * and the greatest of several.
 *
 * <p>Keeps sums of one block of the image. Not safe for several threads; what is added in the same
 * order gives the same bytes.
 */
public final class MapToRadar {

  /** Neighbouring map cells farther apart than this are not one surface; no cliff is so steep. */
  private static final double FARTHEST_CELLS = 4096;

  /** Points on an edge belong to both triangles; without a margin rounding could lose them. */
  private static final double MARGIN = 1e-9;

  private final RadarRaster fine;
  private final int rowPoints;
  private final int columnPoints;
  private final int columns;
  private final boolean classes;
  private final float[] sums;
  private final int[] counts;

  private final double[] u = new double[4];
  private final double[] v = new double[4];
  private final float[] value = new float[4];

  /**
   * Starts an empty block.
   *
   * @param block what to fill; {@code rows * columns} fit an array
   * @param rowPoints points within a radar cell along azimuth, at least 1
   * @param columnPoints points within a radar cell along range, at least 1
   * @param classes whether values are classes, of which no mean is taken
   */
  public MapToRadar(RadarRaster block, int rowPoints, int columnPoints, boolean classes) {
    if (rowPoints < 1 || columnPoints < 1) {
      throw new IllegalArgumentException(
          "a cell needs points, got " + rowPoints + " x " + columnPoints);
    }
    this.fine =
        new RadarRaster(
            block.top(),
            block.left(),
            block.linesPerRow() / rowPoints,
            block.samplesPerColumn() / columnPoints,
            Math.multiplyExact(block.rows(), rowPoints),
            Math.multiplyExact(block.columns(), columnPoints));
    this.rowPoints = rowPoints;
    this.columnPoints = columnPoints;
    this.columns = block.columns();
    this.classes = classes;
    this.sums = new float[Math.multiplyExact(block.rows(), block.columns())];
    this.counts = new int[sums.length];
  }

  /**
   * Adds a window of the map. Neighbouring windows overlap by one row or column of cells: what
   * spans them belongs to one alone.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param lines of the cells, row-major; NaN where unknown; not modified
   * @param samples of the cells; not modified
   * @param values of the cells; NaN is no data; not modified
   */
  public void add(int rows, int columns, float[] lines, float[] samples, float[] values) {
    int cells = Math.multiplyExact(rows, columns);
    if (lines.length < cells || samples.length < cells || values.length < cells) {
      throw new IllegalArgumentException(
          "%d x %d cells need as many lines, samples and values, got %d, %d and %d"
              .formatted(rows, columns, lines.length, samples.length, values.length));
    }
    for (int row = 0; row + 1 < rows; row++) {
      int upper = row * columns;
      int lower = upper + columns;
      for (int column = 0; column + 1 < columns; column++) {
        corner(0, upper + column, lines, samples, values);
        corner(1, upper + column + 1, lines, samples, values);
        corner(2, lower + column + 1, lines, samples, values);
        corner(3, lower + column, lines, samples, values);
        triangle(0, 1, 2);
        triangle(0, 2, 3);
      }
    }
  }

  /**
   * The block's values so far, row-major; NaN where no map cell lies.
   *
   * @return a new array
   */
  public float[] values() {
    float[] means = sums.clone();
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? Float.NaN : classes ? means[i] : means[i] / counts[i];
    }
    return means;
  }

  private void corner(int i, int cell, float[] lines, float[] samples, float[] values) {
    u[i] = fine.row(lines[cell]);
    v[i] = fine.column(samples[cell]);
    value[i] = values[cell];
  }

  private void triangle(int a, int b, int c) {
    double top = Math.min(u[a], Math.min(u[b], u[c]));
    double bottom = Math.max(u[a], Math.max(u[b], u[c]));
    double left = Math.min(v[a], Math.min(v[b], v[c]));
    double right = Math.max(v[a], Math.max(v[b], v[c]));
    // An unknown corner makes every comparison false.
    if (!(bottom >= 0 && top <= fine.rows() - 1 && right >= 0 && left <= fine.columns() - 1)
        || bottom - top > FARTHEST_CELLS
        || right - left > FARTHEST_CELLS) {
      return;
    }
    int first = (int) Math.max(0, Math.ceil(top - MARGIN));
    int last = (int) Math.min(fine.rows() - 1.0, Math.floor(bottom + MARGIN));
    if (first > last || Math.ceil(left - MARGIN) > Math.floor(right + MARGIN)) {
      return;
    }
    if (Float.isNaN(value[a]) && Float.isNaN(value[b]) && Float.isNaN(value[c])) {
      return;
    }
    double area = (u[b] - u[a]) * (v[c] - v[a]) - (u[c] - u[a]) * (v[b] - v[a]);
    for (int row = first; row <= last; row++) {
      double from = Double.POSITIVE_INFINITY;
      double to = Double.NEGATIVE_INFINITY;
      for (int edge = 0; edge < 3; edge++) {
        int i = edge == 0 ? a : edge == 1 ? b : c;
        int j = edge == 0 ? b : edge == 1 ? c : a;
        double low = Math.min(u[i], u[j]);
        double high = Math.max(u[i], u[j]);
        if (row < low - MARGIN || row > high + MARGIN) {
          continue;
        }
        if (high - low <= MARGIN) {
          from = Math.min(from, Math.min(v[i], v[j]));
          to = Math.max(to, Math.max(v[i], v[j]));
        } else {
          double share = Math.max(0, Math.min(1, (row - u[i]) / (u[j] - u[i])));
          double at = v[i] + share * (v[j] - v[i]);
          from = Math.min(from, at);
          to = Math.max(to, at);
        }
      }
      int begin = (int) Math.max(0, Math.ceil(from - MARGIN));
      int end = (int) Math.min(fine.columns() - 1.0, Math.floor(to + MARGIN));
      for (int column = begin; column <= end; column++) {
        point(row, column, a, b, c, area);
      }
    }
  }

  private void point(int row, int column, int a, int b, int c, double area) {
    double weightB = (row - u[a]) * (v[c] - v[a]) - (u[c] - u[a]) * (column - v[a]);
    double weightC = (u[b] - u[a]) * (column - v[a]) - (row - u[a]) * (v[b] - v[a]);
    // A triangle seen edge-on has no area: its first corner stands for it.
    boolean flat = Math.abs(area) < MARGIN;
    weightB = flat ? 0 : Math.max(0, Math.min(1, weightB / area));
    weightC = flat ? 0 : Math.max(0, Math.min(1 - weightB, weightC / area));
    double weightA = 1 - weightB - weightC;
    float result = (float) (weightA * value[a] + weightB * value[b] + weightC * value[c]);
    if (classes || Float.isNaN(result)) {
      int nearest = weightA >= weightB && weightA >= weightC ? a : weightB >= weightC ? b : c;
      result = value[nearest];
    }
    if (Float.isNaN(result)) {
      return;
    }
    int cell = row / rowPoints * columns + column / columnPoints;
    if (!classes) {
      sums[cell] += result;
    } else if (counts[cell] == 0 || result > sums[cell]) {
      sums[cell] = result;
    }
    counts[cell]++;
  }
}
