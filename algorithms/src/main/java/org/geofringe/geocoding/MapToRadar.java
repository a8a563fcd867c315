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
  private static final int FARTHEST_CELLS = 4096;

  /** Points on an edge belong to both triangles; without a margin rounding could lose them. */
  private static final double MARGIN = 1e-9;

  private final RadarRaster fine;
  private final double lastRow;
  private final double lastColumn;
  private final int rowPoints;
  private final int columnPoints;
  private final int columns;
  private final boolean classes;
  private final float[] sums;
  private final int[] counts;

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
    this.lastRow = fine.rows() - 1.0;
    this.lastColumn = fine.columns() - 1.0;
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
    double[] upperU = new double[columns];
    double[] upperV = new double[columns];
    double[] lowerU = new double[columns];
    double[] lowerV = new double[columns];
    place(lines, samples, 0, lowerU, lowerV);
    for (int row = 0; row + 1 < rows; row++) {
      double[] swap = upperU;
      upperU = lowerU;
      lowerU = swap;
      swap = upperV;
      upperV = lowerV;
      lowerV = swap;
      place(lines, samples, (row + 1) * columns, lowerU, lowerV);
      int upper = row * columns;
      int lower = upper + columns;
      for (int i = 0; i + 1 < columns; i++) {
        double u0 = upperU[i];
        double v0 = upperV[i];
        float x0 = values[upper + i];
        double u2 = lowerU[i + 1];
        double v2 = lowerV[i + 1];
        float x2 = values[lower + i + 1];
        triangle(u0, v0, x0, upperU[i + 1], upperV[i + 1], values[upper + i + 1], u2, v2, x2);
        triangle(u0, v0, x0, lowerU[i], lowerV[i], values[lower + i], u2, v2, x2);
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

  private void place(float[] lines, float[] samples, int first, double[] u, double[] v) {
    for (int i = 0; i < u.length; i++) {
      u[i] = fine.row(lines[first + i]);
      v[i] = fine.column(samples[first + i]);
    }
  }

  /** Most triangles are smaller than a cell: few have a point in their box, fewer within. */
  private void triangle(
      double ua,
      double va,
      float xa,
      double ub,
      double vb,
      float xb,
      double uc,
      double vc,
      float xc) {
    int first = (int) Math.max(0, Math.ceil(Math.min(ua, Math.min(ub, uc)) - MARGIN));
    int last = (int) Math.min(lastRow, Math.floor(Math.max(ua, Math.max(ub, uc)) + MARGIN));
    if (first > last) {
      return;
    }
    int begin = (int) Math.max(0, Math.ceil(Math.min(va, Math.min(vb, vc)) - MARGIN));
    int end = (int) Math.min(lastColumn, Math.floor(Math.max(va, Math.max(vb, vc)) + MARGIN));
    if (begin > end || last - first > FARTHEST_CELLS || end - begin > FARTHEST_CELLS) {
      return;
    }
    double area = (ub - ua) * (vc - va) - (uc - ua) * (vb - va);
    // Of a triangle seen edge-on its neighbours cover what there is; unknown corners fail too.
    if (!(Math.abs(area) > MARGIN * MARGIN)) {
      return;
    }
    for (int row = first; row <= last; row++) {
      for (int column = begin; column <= end; column++) {
        double weightB = ((row - ua) * (vc - va) - (uc - ua) * (column - va)) / area;
        double weightC = ((ub - ua) * (column - va) - (row - ua) * (vb - va)) / area;
        double weightA = 1 - weightB - weightC;
        if (weightA >= -MARGIN && weightB >= -MARGIN && weightC >= -MARGIN) {
          float mixed = (float) (weightA * xa + weightB * xb + weightC * xc);
          boolean nearestCounts = classes || Float.isNaN(mixed);
          float nearest =
              weightA >= weightB && weightA >= weightC ? xa : weightB >= weightC ? xb : xc;
          put(row, column, nearestCounts ? nearest : mixed);
        }
      }
    }
  }

  private void put(int row, int column, float value) {
    if (Float.isNaN(value)) {
      return;
    }
    int cell = row / rowPoints * columns + column / columnPoints;
    if (!classes) {
      sums[cell] += value;
    } else if (counts[cell] == 0 || value > sums[cell]) {
      sums[cell] = value;
    }
    counts[cell]++;
  }
}
