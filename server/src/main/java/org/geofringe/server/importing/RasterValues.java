package org.geofringe.server.importing;

import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/**
 * What all values of a raster look like, in our terms.
 *
 * @param cells number of cells
 * @param valid number of cells with data
 * @param zeros number of cells with data that are exactly zero
 * @param min smallest value
 * @param max largest value
 * @param mean mean value; NaN where nothing is valid
 */
record RasterValues(long cells, long valid, long zeros, float min, float max, double mean) {

  /** Cells read at a time. */
  private static final int CHUNK = 1 << 20;

  /**
   * Reads a whole raster.
   *
   * @throws UserException names the file where a part of it cannot be decoded
   */
  static RasterValues of(FolderScan scan, PlannedRaster plan, RunContext context) {
    try (PlannedRasterReader reader = PlannedRasterReader.open(plan)) {
      MapGrid grid = reader.grid();
      int rowsAtOnce = Math.max(1, Math.min(grid.rows(), CHUNK / grid.columns()));
      float[] values = new float[rowsAtOnce * grid.columns()];
      long valid = 0;
      long zeros = 0;
      float min = Float.POSITIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      double sum = 0;
      for (int row = 0; row < grid.rows(); row += rowsAtOnce) {
        context.checkCancelled();
        Window window = new Window(row, 0, Math.min(rowsAtOnce, grid.rows() - row), grid.columns());
        reader.read(window, values, 0);
        for (int i = 0; i < window.cells(); i++) {
          float value = values[i];
          if (!Float.isNaN(value)) {
            valid++;
            zeros += value == 0 ? 1 : 0;
            min = value < min ? value : min;
            max = value > max ? value : max;
            sum += value;
          }
        }
      }
      return new RasterValues(
          grid.cells(), valid, zeros, min, max, valid == 0 ? Double.NaN : sum / valid);
    } catch (UserException e) {
      throw RasterHeader.relative(scan, plan.file(), e);
    }
  }

  double validFraction() {
    return (double) valid / cells;
  }
}
