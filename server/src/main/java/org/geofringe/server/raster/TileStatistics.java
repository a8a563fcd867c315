package org.geofringe.server.raster;

/** Count, range and moments of values, NaN left out. */
final class TileStatistics {
  private long cells;
  private long count;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;
  private double sumOfSquares;

  /** Adds values that all count as cells; not modified. */
  void add(float[] values, int offset, int length) {
    cells += length;
    for (int i = offset; i < offset + length; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        count++;
        sum += value;
        sumOfSquares += value * value;
        min = value < min ? value : min;
        max = value > max ? value : max;
      }
    }
  }

  void add(TileStatistics other) {
    cells += other.cells;
    count += other.count;
    sum += other.sum;
    sumOfSquares += other.sumOfSquares;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** Puts GDAL's STATISTICS items of a band; none where every cell is empty. */
  void putInto(GdalMetadata metadata, int band) {
    if (count == 0) {
      return;
    }
    double mean = sum / count;
    double variance = Math.max(0, sumOfSquares / count - mean * mean);
    metadata.putBand(band, "STATISTICS_MAXIMUM", Double.toString(max));
    metadata.putBand(band, "STATISTICS_MEAN", Double.toString(mean));
    metadata.putBand(band, "STATISTICS_MINIMUM", Double.toString(min));
    metadata.putBand(band, "STATISTICS_STDDEV", Double.toString(Math.sqrt(variance)));
    metadata.putBand(
        band,
        "STATISTICS_VALID_PERCENT",
        Double.toString(Math.floor(10_000.0 * count / cells) / 100));
  }
}
