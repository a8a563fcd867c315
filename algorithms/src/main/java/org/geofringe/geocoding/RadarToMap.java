package org.geofringe.geocoding;

/**
 * Brings a raster in radar geometry onto the map: each map cell takes the value at its line and
 * sample, by cubic convolution with a = -1/2 (Keys 1981), which keeps quadratic surfaces. Where one
 * of the sixteen cells around is empty it is bilinear, and where one of the four is empty the
 * nearest cell counts, so empty areas keep their outline to half a cell. Beyond the outermost
 * centres the raster is taken to go on for half a cell, to its edge.
 */
public final class RadarToMap {

  private RadarToMap() {}

  /**
   * Interpolates.
   *
   * @param raster where the values lie
   * @param values row-major, NaN is no data; not modified
   * @param lines of the map cells; NaN where unknown; not modified
   * @param samples of the map cells; not modified
   * @param nearest whether values are classes, which are not mixed
   * @param target receives one value per map cell, NaN where there is none; modified
   * @param count number of map cells
   */
  public static void interpolate(
      RadarRaster raster,
      float[] values,
      float[] lines,
      float[] samples,
      boolean nearest,
      float[] target,
      int count) {
    if (values.length < (long) raster.rows() * raster.columns()) {
      throw new IllegalArgumentException(
          "a raster of %d x %d does not fit %d values"
              .formatted(raster.rows(), raster.columns(), values.length));
    }
    for (int i = 0; i < count; i++) {
      target[i] = at(raster, values, raster.row(lines[i]), raster.column(samples[i]), nearest);
    }
  }

  private static float at(
      RadarRaster raster, float[] values, double row, double column, boolean nearest) {
    if (!(row >= -0.5 && row < raster.rows() - 0.5)
        || !(column >= -0.5 && column < raster.columns() - 0.5)) {
      return Float.NaN;
    }
    int columns = raster.columns();
    if (nearest) {
      return values[(int) Math.rint(row) * columns + (int) Math.rint(column)];
    }
    double clampedRow = Math.max(0, Math.min(raster.rows() - 1, row));
    double clampedColumn = Math.max(0, Math.min(columns - 1, column));
    int top = Math.max(0, Math.min(raster.rows() - 2, (int) clampedRow));
    int left = Math.max(0, Math.min(columns - 2, (int) clampedColumn));
    double down = clampedRow - top;
    double right = clampedColumn - left;
    if (top >= 1 && left >= 1 && top + 2 < raster.rows() && left + 2 < columns) {
      double cubic = cubic(values, (top - 1) * columns + left - 1, columns, down, right);
      if (!Double.isNaN(cubic)) {
        return (float) cubic;
      }
    }
    int below = raster.rows() > 1 ? columns : 0;
    int beside = columns > 1 ? 1 : 0;
    int cell = top * columns + left;
    float linear =
        (float)
            ((1 - down) * ((1 - right) * values[cell] + right * values[cell + beside])
                + down
                    * ((1 - right) * values[cell + below] + right * values[cell + below + beside]));
    return Float.isNaN(linear)
        ? values[cell + (down > 0.5 ? below : 0) + (right > 0.5 ? beside : 0)]
        : linear;
  }

  private static double cubic(float[] values, int first, int columns, double down, double right) {
    double c0 = outer(right);
    double c1 = inner(right);
    double c2 = inner(1 - right);
    double c3 = outer(1 - right);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      int at = first + i * columns;
      double weight =
          i == 0 ? outer(down) : i == 1 ? inner(down) : i == 2 ? inner(1 - down) : outer(1 - down);
      sum +=
          weight
              * (c0 * values[at] + c1 * values[at + 1] + c2 * values[at + 2] + c3 * values[at + 3]);
    }
    return sum;
  }

  /** Weight of a cell at distance x, 0 to 1. */
  private static double inner(double x) {
    return 1 + x * x * (1.5 * x - 2.5);
  }

  /** Weight of a cell at distance 1 + x, 0 to 1. */
  private static double outer(double x) {
    return x * (-0.5 + x * (1 - 0.5 * x));
  }
}
