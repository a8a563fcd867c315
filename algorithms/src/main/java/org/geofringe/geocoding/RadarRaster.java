package org.geofringe.geocoding;

/**
 * Where a raster lies in an image: rows along azimuth, columns along slant range. Lines and samples
 * count from 0 at centres, so a raster of every line from the first on has its upper edge at -0.5.
 *
 * @param top line at the upper edge of row 0
 * @param left sample at the left edge of column 0
 * @param linesPerRow azimuth looks, positive
 * @param samplesPerColumn range looks, positive
 * @param rows number of rows
 * @param columns number of columns
 */
public record RadarRaster(
    double top, double left, double linesPerRow, double samplesPerColumn, int rows, int columns) {

  public RadarRaster {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a radar raster needs cells, got " + rows + " x " + columns);
    }
    if (!(linesPerRow > 0) || !(samplesPerColumn > 0)) {
      throw new IllegalArgumentException(
          "looks must be positive, got " + linesPerRow + " x " + samplesPerColumn);
    }
    if (!Double.isFinite(top) || !Double.isFinite(left)) {
      throw new IllegalArgumentException("top and left must be finite, got " + top + ", " + left);
    }
  }

  /** The fractional row of a line; whole numbers are centres of rows. */
  public double row(double line) {
    return (line - top) / linesPerRow - 0.5;
  }

  /** The fractional column of a sample; whole numbers are centres of columns. */
  public double column(double sample) {
    return (sample - left) / samplesPerColumn - 0.5;
  }

  /** Some of the rows and columns as a raster of its own. */
  public RadarRaster part(int row, int column, int rows, int columns) {
    return new RadarRaster(
        top + row * linesPerRow,
        left + column * samplesPerColumn,
        linesPerRow,
        samplesPerColumn,
        rows,
        columns);
  }
}
