package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.Arrays;
import org.geofringe.geocoding.RadarRaster;
import org.geofringe.geocoding.RadarToMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Bands;

/** A raster in radar geometry onto the map, in bands of map rows and tiles of their columns. */
final class LayerToMap {

  /** The result of a band, twice, and a tile's lookup and radar values. */
  private static final int BYTES_PER_CELL = 24;

  private static final int HIGHEST_BAND = 256;
  private static final int TILE_COLUMNS = 512;

  /** Cells around a place that interpolation looks at. */
  private static final int HALO = 3;

  private final RadarLookup lookup;
  private final RadarRaster radar;

  /**
   * Remembers what to work with.
   *
   * @param lookup of the map to make
   * @param radar where the raster in radar geometry lies
   */
  LayerToMap(RadarLookup lookup, MapGrid radar) {
    this.lookup = lookup;
    this.radar = raster(radar);
  }

  /** A grid whose x is the sample and whose y is minus the line. */
  static RadarRaster raster(MapGrid radar) {
    return new RadarRaster(
        -radar.north(),
        radar.west(),
        radar.spacingY(),
        radar.spacingX(),
        radar.rows(),
        radar.columns());
  }

  /** Brings one band over. */
  void run(
      GeoTiffReader layer, int band, boolean classes, RasterProduct product, RunContext context)
      throws IOException {
    MapGrid map = lookup.grid();
    int rows = Math.min(HIGHEST_BAND, Bands.affordableRows(map, BYTES_PER_CELL, context));
    Bands.run(
        map,
        rows,
        context,
        "Radar to map",
        window -> block(layer, band, classes, window),
        (window, values) -> product.write(band, window.row(), window.rows(), values, 0));
  }

  private float[] block(GeoTiffReader layer, int band, boolean classes, Window window) {
    float[] result = new float[window.cells()];
    for (int column = 0; column < window.columns(); column += TILE_COLUMNS) {
      int columns = Math.min(TILE_COLUMNS, window.columns() - column);
      float[] tile =
          tile(layer, band, classes, new Window(window.row(), column, window.rows(), columns));
      for (int row = 0; row < window.rows(); row++) {
        System.arraycopy(tile, row * columns, result, row * window.columns() + column, columns);
      }
    }
    return result;
  }

  private float[] tile(GeoTiffReader layer, int band, boolean classes, Window window) {
    RadarLookup.Places places = lookup.read(window);
    float[] target = new float[window.cells()];
    float[] lines = ends(places.lines());
    float[] samples = ends(places.samples());
    int top = (int) Math.max(0, Math.floor(radar.row(lines[0])) - HALO);
    int left = (int) Math.max(0, Math.floor(radar.column(samples[0])) - HALO);
    int bottom = (int) Math.min(radar.rows() - 1.0, Math.ceil(radar.row(lines[1])) + HALO);
    int right = (int) Math.min(radar.columns() - 1.0, Math.ceil(radar.column(samples[1])) + HALO);
    if (bottom < top || right < left) {
      Arrays.fill(target, Float.NaN);
      return target;
    }
    Window part = new Window(top, left, bottom - top + 1, right - left + 1);
    float[] values = new float[part.cells()];
    layer.read(band, part, values, 0);
    RadarToMap.interpolate(
        radar.part(top, left, part.rows(), part.columns()),
        values,
        places.lines(),
        places.samples(),
        classes,
        target,
        target.length);
    return target;
  }

  /** The least and the greatest; turned round where no value is known. */
  private static float[] ends(float[] values) {
    float[] ends = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (float value : values) {
      ends[0] = value < ends[0] ? value : ends[0];
      ends[1] = value > ends[1] ? value : ends[1];
    }
    return ends;
  }
}
