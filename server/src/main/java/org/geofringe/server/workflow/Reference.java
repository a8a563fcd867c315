package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/**
 * What everything is measured against: its displacement is zero at all dates. Every unwrapped pair
 * carries a constant of its own, and subtracting the phase of one cell, or the mean over an area,
 * removes it.
 *
 * @param row row in the stack's grid; of an area, that of its most coherent cell
 * @param column column
 * @param meanCoherence of the cell
 * @param place that was asked for
 * @param cells number of cells whose mean counts
 * @param means phase in rad of each pair over an area; empty where it is one cell
 */
record Reference(
    int row,
    int column,
    float meanCoherence,
    ReferencePlace place,
    long cells,
    Map<Pair, Float> means) {

  private Reference(int row, int column, float meanCoherence, ReferencePlace place) {
    this(row, column, meanCoherence, place, 1, Map.of());
  }

  /** The cell that the program chose. */
  static Reference chosen(int row, int column, float meanCoherence) {
    return new Reference(row, column, meanCoherence, ReferencePlace.automatic());
  }

  /**
   * The cell at a point, the mean over an area, or a cell that moves as most others do.
   *
   * @param pairs those that will be measured against it
   * @throws UserException where the place lies outside, or no cell will do
   */
  static Reference find(Stack stack, List<Pair> pairs, ReferencePlace place, RunContext context)
      throws IOException {
    if (place.isArea()) {
      return ReferenceArea.find(stack, pairs, place, context);
    }
    return place.point() == null ? ReferenceSearch.find(stack, pairs, context) : at(stack, place);
  }

  /** Whether the program chose it. */
  boolean automatic() {
    return place.point() == null && !place.isArea();
  }

  /**
   * The phase of the reference in each pair.
   *
   * @param pairs of those that it was found for
   * @throws UserException naming the pairs without data there
   */
  float[] phases(Stack stack, List<Pair> pairs) throws IOException {
    float[] phases = new float[pairs.size()];
    if (!means.isEmpty()) {
      for (int p = 0; p < phases.length; p++) {
        phases[p] = Objects.requireNonNull(means.get(pairs.get(p)));
      }
      return phases;
    }
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
    metrics.put("automatic", automatic());
    metrics.put("cells", cells);
    metrics.putAll(place.metrics());
    return metrics;
  }

  private static Reference at(Stack stack, ReferencePlace place) {
    MapGrid grid = stack.grid();
    double[] xy = place(grid, Objects.requireNonNull(place.point()));
    int row = grid.row(xy[1]);
    int column = grid.column(xy[0]);
    float coherence = stack.read(Layer.MEAN_COHERENCE, new Window(row, column, 1, 1))[0];
    return new Reference(row, column, coherence, place);
  }

  /**
   * A point in the coordinates of a grid.
   *
   * @throws UserException where it lies outside the grid
   */
  static double[] place(MapGrid grid, MapPoint point) {
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
    return xy;
  }

  private static String name(MapGrid grid) {
    return grid.crs().startsWith("EPSG:") ? grid.crs() : "its own reference system";
  }
}
