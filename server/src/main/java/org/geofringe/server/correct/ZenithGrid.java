package org.geofringe.server.correct;

import org.geofringe.grid.MapGrid;

/**
 * Zenith delays in metres on a grid of longitude and latitude.
 *
 * @param place where the values lie; EPSG:4326
 * @param values row-major, NaN is no data
 */
@SuppressWarnings("ArrayRecordComponent")
record ZenithGrid(MapGrid place, float[] values) {

  /** Bilinear between centres of cells; NaN outside and where a neighbour has no data. */
  double at(double longitude, double latitude) {
    double x = (longitude - place.west()) / place.spacingX() - 0.5;
    double y = (place.north() - latitude) / place.spacingY() - 0.5;
    int columns = place.columns();
    int rows = place.rows();
    if (!(x >= -0.5 && x <= columns - 0.5 && y >= -0.5 && y <= rows - 0.5)) {
      return Double.NaN;
    }
    int left = (int) Math.max(0, Math.min(columns - 2, Math.floor(x)));
    int top = (int) Math.max(0, Math.min(rows - 2, Math.floor(y)));
    // The outer half of an outer cell holds the value of its centre.
    double along = Math.max(0, Math.min(1, x - left));
    double down = Math.max(0, Math.min(1, y - top));
    int at = top * columns + left;
    double upper = values[at] + along * (values[at + 1] - values[at]);
    double lower = values[at + columns] + along * (values[at + columns + 1] - values[at + columns]);
    return upper + down * (lower - upper);
  }

  /** These minus others on the same grid. */
  ZenithGrid minus(ZenithGrid other) {
    float[] difference = new float[values.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = values[i] - other.values[i];
    }
    return new ZenithGrid(place, difference);
  }
}
