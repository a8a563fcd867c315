package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.LayerPath;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.Feature;
import org.geofringe.server.vector.FeatureLayer;

/**
 * The cells of a stack that hold a scatterer, each once, row by row.
 *
 * @param rows ascending
 * @param columns of each
 * @param scatterers points of the layer, also those that share a cell or lie outside
 */
@SuppressWarnings("ArrayRecordComponent")
record ScattererCells(int[] rows, int[] columns, int scatterers) {

  /** Phases, their mended copy and what the inversion makes of them. */
  private static final int COPIES = 4;

  /**
   * Reads a layer of points.
   *
   * @param layer as a parameter of the kind LAYER gives it
   * @throws UserException where it cannot be read or no point lies on the grid
   */
  static ScattererCells read(String layer, MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "Scatterers cannot be laid over a stack in radar geometry: bring the stack onto the map.");
    }
    LayerPath path = LayerPath.parse(layer);
    FeatureLayer points =
        FeatureLayer.read(Path.of(path.file()), path.name(), Feature.Shape.POINT, "");
    String crs = points.usableCrs();
    TreeMap<Long, Integer> cells = new TreeMap<>();
    int count = 0;
    for (Feature feature : points.features()) {
      for (List<double[]> part : feature.parts()) {
        count++;
        double[] place = part.get(0);
        double[] xy = Crs.transform(place[0], place[1], crs, grid.crs());
        if (grid.contains(xy[0], xy[1])) {
          cells.merge(
              (long) grid.row(xy[1]) * grid.columns() + grid.column(xy[0]), 1, Integer::sum);
        }
      }
    }
    if (cells.isEmpty()) {
      throw new UserException(
          "None of the "
              + count
              + " points of "
              + layer
              + " lies on the stack. Check their coordinate reference system.");
    }
    int[] rows = new int[cells.size()];
    int[] columns = new int[cells.size()];
    int i = 0;
    for (long cell : cells.keySet()) {
      rows[i] = (int) (cell / grid.columns());
      columns[i++] = (int) (cell % grid.columns());
    }
    return new ScattererCells(rows, columns, count);
  }

  int size() {
    return rows.length;
  }

  /**
   * Phases of the cells against the reference.
   *
   * @return rad; pair p of the network's order at {@code p * size()}; NaN is no data
   * @throws UserException where they do not fit the memory
   */
  float[] phases(ReferencedStack stack, RunContext context) throws IOException {
    int pairs = stack.network().pairs().size();
    long bytes = (long) COPIES * Float.BYTES * pairs * size();
    if (bytes > context.budget().memoryBytes() || (long) pairs * size() > Integer.MAX_VALUE) {
      throw new UserException(
          size()
              + " scatterers in "
              + pairs
              + " pairs need "
              + (bytes >> 20)
              + " MiB and the budget is "
              + (context.budget().memoryBytes() >> 20)
              + " MiB: give more memory (GEOFRINGE_JAVA_OPTIONS=-Xmx…), or fewer scatterers"
              + " (MAX_DISPERSION).");
    }
    float[] phases = new float[pairs * size()];
    try (PairRasters rasters = stack.openPhases()) {
      Bands.run(
          stack.stack().grid(),
          (long) pairs * Float.BYTES,
          context,
          "Reading " + pairs + " pairs at " + size() + " scatterers",
          band -> {
            int first = lowerBound(band.row());
            int end = lowerBound(band.row() + band.rows());
            if (first < end) {
              float[] values = stack.phases(rasters, band);
              for (int i = first; i < end; i++) {
                int cell = (rows[i] - band.row()) * band.columns() + columns[i];
                for (int p = 0; p < pairs; p++) {
                  phases[p * size() + i] = values[p * band.cells() + cell];
                }
              }
            }
            return band;
          },
          (band, done) -> {});
    }
    return phases;
  }

  private int lowerBound(int row) {
    int place = Arrays.binarySearch(rows, row);
    if (place < 0) {
      return -place - 1;
    }
    while (place > 0 && rows[place - 1] == row) {
      place--;
    }
    return place;
  }
}
