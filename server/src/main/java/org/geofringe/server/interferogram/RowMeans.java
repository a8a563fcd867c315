package org.geofringe.server.interferogram;

/**
 * Mean of a raster that is made in bands: summed row by row, so that its bits do not depend on the
 * bands. Several threads may add different rows.
 */
final class RowMeans {

  private final double[] sums;
  private final long[] counts;

  RowMeans(int rows) {
    sums = new double[rows];
    counts = new long[rows];
  }

  /** Adds part of a row, from west to east; NaN does not count. */
  void add(int row, float[] values, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (!Float.isNaN(values[i])) {
        sums[row] += values[i];
        counts[row]++;
      }
    }
  }

  /** The mean of all; NaN where nothing was added. */
  double mean() {
    double sum = 0;
    long count = 0;
    for (int row = 0; row < sums.length; row++) {
      sum += sums[row];
      count += counts[row];
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
