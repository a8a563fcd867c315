package org.geofringe.server.workflow;

import java.nio.file.Path;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.MapPicture;
import org.geofringe.server.export.ProductStyle;
import org.geofringe.server.file.AtomicFiles;
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
    AtomicFiles.write(png, png(raster, style, title, range(style, raster)));
  }

  /**
   * A raster as the bytes of a PNG: its only band, or the last of a time series.
   *
   * @param range of the legend
   */
  static byte[] png(Path raster, String style, String title, DataRange range) {
    try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
      return MapPicture.png(title, style, thin(reader), reader.grid(), range);
    }
  }

  /** A legend that suits all of some rasters, so that they can be compared. */
  static DataRange range(String style, Path... rasters) {
    DataRange all = null;
    for (Path raster : rasters) {
      try (GeoTiffReader reader = GeoTiffReader.open(raster)) {
        DataRange own = DataRange.of(thin(reader).values());
        all =
            all == null
                ? own
                : new DataRange(Math.min(all.low(), own.low()), Math.max(all.high(), own.high()));
      }
    }
    return ProductStyle.named(style).range(all == null ? new DataRange(0, 1) : all);
  }

  private static FloatGrid thin(GeoTiffReader reader) {
    MapGrid grid = reader.grid();
    int step = Math.max(1, Math.max(grid.rows(), grid.columns()) / LONGEST_SIDE);
    FloatGrid thinned =
        new FloatGrid((grid.rows() + step - 1) / step, (grid.columns() + step - 1) / step);
    float[] row = new float[grid.columns()];
    for (int r = 0; r < thinned.rows(); r++) {
      reader.read(reader.bands() - 1, new Window(r * step, 0, 1, grid.columns()), row, 0);
      for (int c = 0; c < thinned.columns(); c++) {
        thinned.set(r, c, row[c * step]);
      }
    }
    return thinned;
  }
}
