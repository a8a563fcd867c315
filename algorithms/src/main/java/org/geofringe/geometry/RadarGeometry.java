package org.geofringe.geometry;

/** Where the cells of a map lie in an image: azimuth time and slant range of a row of cells. */
public interface RadarGeometry {

  /**
   * Locates a row of cells. Cells without a height, or that the satellite never passes, get NaN.
   *
   * @param x of the first cell's centre, in units of the map
   * @param spacingX from cell to cell
   * @param y of the row
   * @param heights metres above the ellipsoid; not modified
   * @param offset of the first cell in heights
   * @param count number of cells
   * @param times receives zero-Doppler times in seconds from the orbit's epoch, from index 0;
   *     modified
   * @param ranges receives slant ranges in metres, from index 0; modified
   */
  void locate(
      double x,
      double spacingX,
      double y,
      float[] heights,
      int offset,
      int count,
      double[] times,
      double[] ranges);
}
