package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PairRasters;
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
   * @param pairs those that will be measured against it
   * @param point null to choose the cell of the greatest mean coherence among those with data in
   *     every pair; the first from the north and west where several tie
   * @throws UserException where the point lies outside, or no cell will do
   */
  static Reference find(Stack stack, List<Pair> pairs, @Nullable MapPoint point, RunContext context)
      throws IOException {
    return point == null ? mostCoherent(stack, pairs, context) : at(stack, point);
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
              + "…): choose another REFERENCE on stable, coherent ground, or leave out the dates of those pairs (EXCLUDE_DATES).");
    }
    return phases;
  }

  /** For the answer of a run. */
  Map<String, Object> metrics(Stack stack) {
    MapGrid grid = stack.grid();
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("row", row);
    metrics.put("column", column);
    if (!grid.crs().equals(Crs.RADAR)) {
      double[] lonLat = Crs.transform(grid.x(column), grid.y(row), grid.crs(), "EPSG:4326");
      metrics.put("longitude", lonLat[0]);
      metrics.put("latitude", lonLat[1]);
    }
    metrics.put("mean_coherence", (double) meanCoherence);
    metrics.put("automatic", automatic);
    return metrics;
  }

  private static Reference at(Stack stack, MapPoint point) {
    MapGrid grid = stack.grid();
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "REFERENCE " + point + " cannot be found in a stack in radar geometry: leave it empty.");
    }
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

  /**
   * Among cells with data in all pairs of the stack, so that it stays when dates are left out; else
   * in these pairs.
   */
  private static Reference mostCoherent(Stack stack, List<Pair> pairs, RunContext context)
      throws IOException {
    int all = stack.network().pairs().size();
    Reference best =
        mostCoherent(stack, band -> stack.read(Layer.VALID_PAIRS, band), all, context.part(0, 0.1));
    if (best.row < 0 && pairs.size() < all) {
      try (PairRasters unwrapped = stack.open(pairs, Asset.UNWRAPPED)) {
        best =
            mostCoherent(
                stack,
                band -> validPairs(unwrapped.read(band), band.cells()),
                pairs.size(),
                context.part(0.1, 1));
      }
    }
    if (best.row < 0) {
      throw new UserException(
          "No cell has data in all "
              + pairs.size()
              + " pairs, so no reference can be chosen: leave out the dates whose pairs are emptiest"
              + " (EXCLUDE_DATES).");
    }
    return best;
  }

  private static Reference mostCoherent(
      Stack stack, Function<Window, float[]> validPairs, int pairs, RunContext context)
      throws IOException {
    Reference[] best = {new Reference(-1, -1, -1, true)};
    Bands.run(
        stack.grid(),
        (2L + pairs) * Float.BYTES,
        context,
        "Looking for the most coherent cell",
        band ->
            mostCoherent(
                stack.read(Layer.MEAN_COHERENCE, band), validPairs.apply(band), pairs, band),
        (band, found) -> best[0] = found.meanCoherence > best[0].meanCoherence ? found : best[0]);
    return best[0];
  }

  private static Reference mostCoherent(float[] coherence, float[] valid, int pairs, Window band) {
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

  private static float[] validPairs(float[] phases, int cells) {
    float[] valid = new float[cells];
    for (int i = 0; i < phases.length; i++) {
      valid[i % cells] += Float.isNaN(phases[i]) ? 0 : 1;
    }
    return valid;
  }

  private static String name(MapGrid grid) {
    return grid.crs().startsWith("EPSG:") ? grid.crs() : "its own reference system";
  }
}
