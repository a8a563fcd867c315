package org.geofringe.server.workflow;

import java.io.IOException;
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
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.tile.Bands;

/**
 * The mean phase of each pair over an area. The same cells count in every pair, those with data in
 * all: so the means of a triplet close as well as its cells do.
 */
final class ReferenceArea {

  private static final double METRES_PER_DEGREE = 111_320;

  private final Stack stack;
  private final List<Pair> pairs;
  private final double[] sums;
  private long cells;
  private int row = -1;
  private int column = -1;
  private float bestCoherence = -1;

  private ReferenceArea(Stack stack, List<Pair> pairs) {
    this.stack = stack;
    this.pairs = pairs;
    this.sums = new double[pairs.size()];
  }

  /** Marks the cells of a window that lie in the area; others are left as they are. */
  @FunctionalInterface
  private interface Marker {
    void mark(Window window, boolean[] marked);
  }

  /** What one band holds of the area; sums row by row, so that they do not depend on the bands. */
  private record Part(
      double[][] rowSums, long cells, int row, int column, float bestCoherence, boolean marked) {}

  /**
   * The reference over an area.
   *
   * @throws UserException one line: the layer cannot be used, or no cell of the area has data in
   *     all pairs
   */
  static Reference find(Stack stack, List<Pair> pairs, ReferencePlace place, RunContext context)
      throws IOException {
    MapPoint point = place.point();
    if (point != null) {
      return find(stack, pairs, place, circle(stack.grid(), point, place.radiusMetres()), context);
    }
    if (stack.grid().crs().equals(Crs.RADAR)) {
      throw new UserException(
          place + " cannot be laid over a stack in radar geometry: leave it empty.");
    }
    try (MaskSource source = MaskSource.open(place.area(), stack.grid())) {
      return find(stack, pairs, place, source::mark, context);
    }
  }

  private static Reference find(
      Stack stack, List<Pair> pairs, ReferencePlace place, Marker marker, RunContext context)
      throws IOException {
    ReferenceArea area = new ReferenceArea(stack, pairs);
    boolean[] anywhere = {false};
    try (PairRasters phases = stack.open(pairs, Asset.UNWRAPPED)) {
      Bands.run(
          stack.grid(),
          (pairs.size() + 3L) * Float.BYTES,
          context,
          "Looking at the reference area",
          band -> area.part(phases, marker, band),
          (band, part) -> {
            anywhere[0] |= part.marked;
            area.add(part);
          });
    }
    if (area.cells == 0) {
      throw new UserException(
          place
              + (anywhere[0]
                  ? " holds no cell with data in all "
                      + pairs.size()
                      + " pairs: choose a larger"
                      + " area on coherent ground, or leave out the dates of the emptiest pairs"
                      + " (EXCLUDE_DATES)."
                  : " covers the centre of no cell of the stack: make it larger or check where it"
                      + " lies."));
    }
    return area.reference(place);
  }

  private Part part(PairRasters phases, Marker marker, Window band) {
    boolean[] marked = new boolean[band.cells()];
    marker.mark(band, marked);
    int first = band.columns();
    int last = -1;
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        first = Math.min(first, i % band.columns());
        last = Math.max(last, i % band.columns());
      }
    }
    if (last < 0) {
      return new Part(new double[0][], 0, -1, -1, -1, false);
    }
    Window window = new Window(band.row(), first, band.rows(), last - first + 1);
    float[] values = phases.read(window);
    float[] coherence = stack.read(Layer.MEAN_COHERENCE, window);
    double[][] rowSums = new double[window.rows()][pairs.size()];
    long found = 0;
    int best = -1;
    for (int i = 0; i < window.cells(); i++) {
      int inBand = i / window.columns() * band.columns() + first + i % window.columns();
      if (marked[inBand] && complete(values, i, window.cells())) {
        double[] sum = rowSums[i / window.columns()];
        for (int p = 0; p < sum.length; p++) {
          sum[p] += values[p * window.cells() + i];
        }
        found++;
        best = best < 0 || coherence[i] > coherence[best] ? i : best;
      }
    }
    return best < 0
        ? new Part(rowSums, 0, -1, -1, -1, true)
        : new Part(
            rowSums,
            found,
            window.row() + best / window.columns(),
            window.column() + best % window.columns(),
            coherence[best],
            true);
  }

  private static boolean complete(float[] values, int cell, int cells) {
    for (int i = cell; i < values.length; i += cells) {
      if (Float.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }

  private void add(Part part) {
    for (double[] row : part.rowSums) {
      for (int p = 0; p < sums.length; p++) {
        sums[p] += row[p];
      }
    }
    if (part.cells > 0 && (cells == 0 || part.bestCoherence > bestCoherence)) {
      row = part.row;
      column = part.column;
      bestCoherence = part.bestCoherence;
    }
    cells += part.cells;
  }

  private Reference reference(ReferencePlace place) {
    Map<Pair, Float> means = new LinkedHashMap<>();
    for (int p = 0; p < sums.length; p++) {
      means.put(pairs.get(p), (float) (sums[p] / cells));
    }
    return new Reference(row, column, bestCoherence, place, cells, means);
  }

  private static Marker circle(MapGrid grid, MapPoint point, double radius) {
    double[] centre = Reference.place(grid, point);
    double x = centre[0];
    double y = centre[1];
    double toMetresY = Crs.isGeographic(grid.crs()) ? METRES_PER_DEGREE : 1;
    double toMetresX = toMetresY == 1 ? 1 : METRES_PER_DEGREE * Math.cos(Math.toRadians(y));
    return (window, marked) -> {
      for (int i = 0; i < marked.length; i++) {
        double east = grid.x(window.column() + i % window.columns()) - x;
        double north = grid.y(window.row() + i / window.columns()) - y;
        marked[i] |= Math.hypot(east * toMetresX, north * toMetresY) <= radius;
      }
    };
  }
}
