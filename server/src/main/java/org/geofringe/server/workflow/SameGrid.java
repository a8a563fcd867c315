package org.geofringe.server.workflow;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/** Optional rasters that must lie on the grid of another one. */
final class SameGrid {

  private SameGrid() {}

  /**
   * Opens a raster.
   *
   * @param file null where nobody gave it
   * @return null where nobody gave it
   * @throws UserException where it lies on another grid
   */
  static @Nullable GeoTiffReader open(String parameter, @Nullable Path file, MapGrid grid) {
    if (file == null) {
      return null;
    }
    GeoTiffReader reader = GeoTiffReader.open(file);
    if (!reader.grid().matches(grid)) {
      reader.close();
      throw new UserException(
          parameter
              + " "
              + file
              + " lies on another grid than the first raster. Choose one of the same run, or resample it.");
    }
    return reader;
  }

  /** Band 1 of a window; null where there is no raster. */
  static float @Nullable [] read(@Nullable GeoTiffReader reader, Window window) {
    if (reader == null) {
      return null;
    }
    float[] values = new float[window.cells()];
    reader.read(0, window, values, 0);
    return values;
  }

  static void close(@Nullable GeoTiffReader reader) {
    if (reader != null) {
      reader.close();
    }
  }
}
