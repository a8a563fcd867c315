package org.geofringe.server.workflow;

import java.nio.file.Path;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.MapPicture;
import org.geofringe.server.export.ProductStyle;
import org.geofringe.server.raster.GeoTiffReader;

/** A product as a picture, thinned to what a screen shows. */
public final class RasterPicture {

  private static final int LONGEST_SIDE = 1200;

  private RasterPicture() {}

  /**
   * Draws band 1 of a raster.
   *
   * @param style gives colours and legend
   */
  public static void write(Path raster, Path png, String style, String title) {
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      MapGrid grid = reader.grid();
      int step = Math.max(1, Math.max(grid.rows(), grid.columns()) / LONGEST_SIDE);
      FloatGrid thinned = thin(reader, grid, step);
      DataRange range = ProductStyle.named(style).range(DataRange.of(thinned.values()));
      MapPicture.write(png, title, style, thinned, grid, range);
    }
  }

  private static FloatGrid thin(GeoTiffReader reader, MapGrid grid, int step) {
    FloatGrid thinned =
        new FloatGrid((grid.rows() + step - 1) / step, (grid.columns() + step - 1) / step);
    float[] row = new float[grid.columns()];
    for (int r = 0; r < thinned.rows(); r++) {
      reader.read(0, new Window(r * step, 0, 1, grid.columns()), row, 0);
      for (int c = 0; c < thinned.columns(); c++) {
        thinned.set(r, c, row[c * step]);
      }
    }
    return thinned;
  }
}
