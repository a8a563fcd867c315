package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.tile.Bands;
import org.jspecify.annotations.Nullable;

/**
 * The cell that everything is measured against: its displacement is zero at all dates. Every
 * unwrapped pair carries a constant of its own, and subtracting the phase of one cell removes it.
 *
 * @param row row in the stack's grid
 * @param column column
 * @param meanCoherence of the cell
 * @param automatic whether the program chose it
 */
record Reference(int row, int column, float meanCoherence, boolean automatic) {

  /**
   * The cell at a point, or the most coherent one.
   *
   * @param point null to choose the cell of the greatest mean coherence among those with data in
   *     every pair; the first from the north and west where several tie
   * @throws UserException where the point lies outside, or no cell will do
   */
  static Reference find(Stack stack, @Nullable MapPoint point, RunContext context)
      throws IOException {
    return point == null ? mostCoherent(stack, context) : at(stack, point);
  }

  /**
   * The phase of the reference in each pair.
   *
   * @throws UserException naming the pairs without data there
   */
  float[] phases(Stack stack, List<Pair> pairs) throws IOException {
    float[] phases = new float[pairs.size()];
    stack.read(pairs, Asset.UNWRAPPED, new Window(row, column, 1, 1), phases);
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < phases.length; i++) {
      if (Float.isNaN(phases[i])) {
        missing.add(pairs.get(i).id());
      }
    }
    if (!missing.isEmpty()) {
      throw new UserException(
          "The reference has no data in "
              + missing.size()
              + " of "
              + pairs.size()
              + " pairs ("
              + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
              + "…): choose a REFERENCE on stable, coherent ground.");
    }
    return phases;
  }

  /** For the answer of a run. */
  Map<String, Object> metrics(Stack stack) {
    MapGrid grid = stack.grid();
    double[] lonLat = Crs.transform(grid.x(column), grid.y(row), grid.crs(), "EPSG:4326");
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("row", row);
    metrics.put("column", column);
    metrics.put("longitude", lonLat[0]);
    metrics.put("latitude", lonLat[1]);
    metrics.put("mean_coherence", (double) meanCoherence);
    metrics.put("automatic", automatic);
    return metrics;
  }

  private static Reference at(Stack stack, MapPoint point) {
    MapGrid grid = stack.grid();
    double[] xy = Crs.transform(point.x(), point.y(), point.crs(), grid.crs());
    if (!grid.contains(xy[0], xy[1])) {
      throw new UserException(
          "REFERENCE "
              + point
              + " lies outside the stack, which spans "
              + grid.west()
              + " to "
              + grid.east()
              + " and "
              + grid.south()
              + " to "
              + grid.north()
              + " in "
              + name(grid)
              + ". Choose a point inside.");
    }
    int row = grid.row(xy[1]);
    int column = grid.column(xy[0]);
    float coherence = stack.read(Layer.MEAN_COHERENCE, new Window(row, column, 1, 1))[0];
    return new Reference(row, column, coherence, false);
  }

  private static Reference mostCoherent(Stack stack, RunContext context) throws IOException {
    MapGrid grid = stack.grid();
    int pairs = stack.network().pairs().size();
    Reference[] best = {new Reference(-1, -1, -1, true)};
    Bands.run(
        grid,
        2L * Float.BYTES,
        context,
        "Looking for the most coherent cell",
        band -> mostCoherent(stack, band, pairs),
        (band, found) -> best[0] = found.meanCoherence > best[0].meanCoherence ? found : best[0]);
    if (best[0].row < 0) {
      throw new UserException(
          "No cell has data in all "
              + pairs
              + " pairs, so no reference can be chosen: give a REFERENCE, and exclude the dates whose pairs are empty"
              + " there.");
    }
    return best[0];
  }

  private static Reference mostCoherent(Stack stack, Window band, int pairs) {
    float[] coherence = stack.read(Layer.MEAN_COHERENCE, band);
    float[] valid = stack.read(Layer.VALID_PAIRS, band);
    int best = -1;
    for (int i = 0; i < coherence.length; i++) {
      if (valid[i] == pairs
          && !Float.isNaN(coherence[i])
          && (best < 0 || coherence[i] > coherence[best])) {
        best = i;
      }
    }
    return best < 0
        ? new Reference(-1, -1, -1, true)
        : new Reference(
            band.row() + best / band.columns(), best % band.columns(), coherence[best], true);
  }

  private static String name(MapGrid grid) {
    return grid.crs().startsWith("EPSG:") ? grid.crs() : "its own reference system";
  }
}
