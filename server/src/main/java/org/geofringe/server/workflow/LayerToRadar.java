package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geofringe.geocoding.MapToRadar;
import org.geofringe.geocoding.RadarRaster;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.tile.Bands;

/** A raster on the map into radar geometry, in bands of azimuth lines. */
final class LayerToRadar {

  /** A band's sums, counts and means, and the values that wait to be written. */
  private static final int BYTES_PER_CELL = 16;

  /** Lower bands read the same map cells too often: a row of the map runs across many lines. */
  private static final int HIGHEST_BAND = 512;

  private final RadarLookup lookup;
  private final LookupTiles tiles;
  private final MapGrid radar;
  private final int rowPoints;
  private final int columnPoints;

  /**
   * Lays out the radar raster.
   *
   * @param azimuthLooks lines of a row; 0 for about as many as a map cell spans
   * @param rangeLooks samples of a column; 0 for about as many as a map cell spans
   */
  LayerToRadar(RadarLookup lookup, int azimuthLooks, int rangeLooks, RunContext context)
      throws IOException {
    this.lookup = lookup;
    tiles = LookupTiles.of(lookup, context);
    // Beyond the image the lookup goes on, since the map is a box about it.
    LookupTiles.Range range =
        tiles
            .range()
            .flatMap(
                r -> lookup.image().isEmpty() ? Optional.of(r) : r.within(lookup.image().get()))
            .orElseThrow(
                () ->
                    new UserException(
                        "No cell of the layer lies in the radar's image: choose one within the"
                            + " stack."));
    int linesPerRow = looks(azimuthLooks, tiles.lineStep());
    int samplesPerColumn = looks(rangeLooks, tiles.sampleStep());
    long top = Math.floorDiv((long) Math.rint(range.firstLine()), linesPerRow) * linesPerRow;
    long left =
        Math.floorDiv((long) Math.rint(range.firstSample()), samplesPerColumn) * samplesPerColumn;
    radar =
        new MapGrid(
            Crs.RADAR,
            left - 0.5,
            0.5 - top,
            samplesPerColumn,
            linesPerRow,
            Math.toIntExact((long) (range.lastLine() + 0.5 - top) / linesPerRow + 1),
            Math.toIntExact((long) (range.lastSample() + 0.5 - left) / samplesPerColumn + 1));
    rowPoints = points(linesPerRow, tiles.lineStep());
    columnPoints = points(samplesPerColumn, tiles.sampleStep());
  }

  private static int looks(int asked, double step) {
    return asked > 0 ? asked : Double.isNaN(step) ? 1 : (int) Math.max(1, Math.rint(step));
  }

  /** Points across a radar cell, so that they lie about as densely as the map's cells. */
  private static int points(int looks, double step) {
    return step > 0 ? (int) Math.max(1, Math.min(4.0 * looks, Math.ceil(looks / step - 0.25))) : 1;
  }

  /** The raster in radar geometry: x is the sample, y minus the line. */
  MapGrid grid() {
    return radar;
  }

  /** Brings one band over. */
  void run(
      GeoTiffReader layer, int band, boolean classes, RasterProduct product, RunContext context)
      throws IOException {
    int rows = Math.min(HIGHEST_BAND, Bands.affordableRows(radar, BYTES_PER_CELL, context));
    Bands.run(
        radar,
        rows,
        context,
        "Map to radar",
        window -> block(layer, band, classes, window),
        (window, values) -> product.write(band, window.row(), window.rows(), values, 0));
  }

  private float[] block(GeoTiffReader layer, int band, boolean classes, Window window) {
    RadarRaster block =
        LayerToMap.raster(radar).part(window.row(), 0, window.rows(), window.columns());
    MapToRadar sums =
        new MapToRadar(block, classes ? 1 : rowPoints, classes ? 1 : columnPoints, classes);
    double bottom = block.top() + block.rows() * block.linesPerRow();
    List<Window> parts = tiles.reaching(block.top(), bottom);
    for (Window part : parts) {
      RadarLookup.Places places = lookup.read(part);
      float[] values = new float[part.cells()];
      layer.read(band, part, values, 0);
      sums.add(part.rows(), part.columns(), places.lines(), places.samples(), values);
    }
    return sums.values();
  }
}
