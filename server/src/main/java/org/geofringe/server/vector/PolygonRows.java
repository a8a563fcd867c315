package org.geofringe.server.vector;

import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;

/**
 * One polygon's edges in rows and columns of a grid, counted from the centres of cells, kept where
 * they cross the middle of a row; and the filling between each row's crossings (scan-line filling,
 * even-odd rule). A centre that lies on an edge belongs to the side of greater column and row, so
 * polygons that share an edge share no cell and leave none out.
 */
final class PolygonRows {

  /** Numbers kept of an edge: row and column of its upper end, then of its lower one. */
  private static final int EDGE = 4;

  /** Edges whose rows are looked at as one: neighbours along a ring lie near each other. */
  private static final int RUN = 64;

  /** An edge is straight in its own system; here it is cut until it is, to this part of a cell. */
  private static final double STRAIGHT = 0.02;

  private static final int MOST_CUTS = 16;

  private final MapGrid grid;
  private double[] edges = new double[EDGE * RUN];
  private int size;
  private int[] runStart = new int[0];
  private int[] runEnd = new int[0];
  private int firstRow = Integer.MAX_VALUE;
  private int endRow;

  private PolygonRows(MapGrid grid) {
    this.grid = grid;
  }

  /** Brings a polygon of another system onto a grid; its corners must be such as both can show. */
  static PolygonRows of(Rings polygon, String crs, MapGrid grid) {
    PolygonRows rows = new PolygonRows(grid);
    for (double[] ring : polygon.rings()) {
      rows.add(ring, crs);
    }
    rows.summarise();
    return rows;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private void add(double[] ring, String crs) {
    int corners = ring.length / 2;
    if (corners == 0) {
      return;
    }
    int last = 2 * (corners - 1);
    double[] before = place(ring[last], ring[last + 1], crs);
    for (int i = 0; i < corners; i++) {
      int previous = 2 * ((i + corners - 1) % corners);
      double[] here = place(ring[2 * i], ring[2 * i + 1], crs);
      if (crs.equals(grid.crs())) {
        add(before, here);
      } else {
        add(
            new double[] {ring[previous], ring[previous + 1]},
            new double[] {ring[2 * i], ring[2 * i + 1]},
            before,
            here,
            crs,
            MOST_CUTS);
      }
      before = here;
    }
  }

  /** Row and column, 0 at the centre of the first cell. */
  private double[] place(double x, double y, String crs) {
    double[] point = Crs.transform(x, y, crs, grid.crs());
    return new double[] {
      (grid.north() - point[1]) / grid.spacingY() - 0.5,
      (point[0] - grid.west()) / grid.spacingX() - 0.5
    };
  }

  /** Adds the edge between two points of the layer, given with their places, in pieces. */
  private void add(double[] a, double[] b, double[] from, double[] to, String crs, int cuts) {
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < 1 || cuts == 0) {
      add(from, to);
      return;
    }
    double[] middle = {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2};
    double[] place = place(middle[0], middle[1], crs);
    double off = Math.hypot(place[0] - (from[0] + to[0]) / 2, place[1] - (from[1] + to[1]) / 2);
    if (off < STRAIGHT) {
      add(from, to);
    } else {
      add(a, middle, from, place, crs, cuts - 1);
      add(middle, b, place, to, crs, cuts - 1);
    }
  }

  private void add(double[] from, double[] to) {
    boolean down = from[0] < to[0];
    double[] top = down ? from : to;
    double[] bottom = down ? to : from;
    if (Math.ceil(top[0]) >= Math.ceil(bottom[0]) || bottom[0] <= 0 || top[0] > grid.rows() - 1) {
      return;
    }
    if (size * EDGE == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
    }
    int at = EDGE * size++;
    edges[at] = top[0];
    edges[at + 1] = top[1];
    edges[at + 2] = bottom[0];
    edges[at + 3] = bottom[1];
  }

  private void summarise() {
    edges = Arrays.copyOf(edges, EDGE * size);
    int runs = (size + RUN - 1) / RUN;
    runStart = new int[runs];
    runEnd = new int[runs];
    Arrays.fill(runStart, Integer.MAX_VALUE);
    for (int i = 0; i < size; i++) {
      int run = i / RUN;
      runStart[run] = Math.min(runStart[run], first(i, 0));
      runEnd[run] = Math.max(runEnd[run], end(i, grid.rows()));
    }
    for (int run = 0; run < runs; run++) {
      firstRow = Math.min(firstRow, runStart[run]);
      endRow = Math.max(endRow, runEnd[run]);
    }
  }

  /** The first row from a given one on that an edge crosses. */
  private int first(int edge, int from) {
    return (int) Math.max(from, Math.ceil(edges[EDGE * edge]));
  }

  /** The row after the last one that an edge crosses, at most a given one. */
  private int end(int edge, int to) {
    return (int) Math.min(to, Math.ceil(edges[EDGE * edge + 2]));
  }

  /** Takes cells side by side. */
  @FunctionalInterface
  interface Span {

    /**
     * Cells of a row.
     *
     * @param from index of the first within the window, row-major
     * @param to index after the last
     */
    void accept(int from, int to);
  }

  /** Sets the cells of a window to true whose centre is inside; the others are left as they are. */
  void fill(Window window, boolean[] marked) {
    forEachSpan(window, (from, to) -> Arrays.fill(marked, from, to, true));
  }

  /** Goes through the cells of a window whose centre is inside. */
  void forEachSpan(Window window, Span span) {
    int top = window.row();
    int bottom = top + window.rows();
    if (firstRow >= bottom || endRow <= top) {
      return;
    }
    int[] starts = new int[window.rows() + 1];
    forEachCrossing(top, bottom, (row, column) -> starts[row - top + 1]++);
    Arrays.parallelPrefix(starts, Integer::sum);
    double[] columns = new double[starts[window.rows()]];
    int[] next = starts.clone();
    forEachCrossing(top, bottom, (row, column) -> columns[next[row - top]++] = column);
    for (int row = 0; row < window.rows(); row++) {
      Arrays.sort(columns, starts[row], starts[row + 1]);
      for (int i = starts[row]; i + 1 < starts[row + 1]; i += 2) {
        int from = within(columns[i], window);
        int to = within(columns[i + 1], window);
        int line = row * window.columns();
        span.accept(line + from, line + to);
      }
    }
  }

  /** The first column of a window whose centre lies at or right of a place. */
  private static int within(double column, Window window) {
    double inWindow = Math.ceil(column) - window.column();
    return (int) Math.max(0, Math.min(window.columns(), inWindow));
  }

  @FunctionalInterface
  private interface Crossing {
    void at(int row, double column);
  }

  private void forEachCrossing(int top, int bottom, Crossing crossing) {
    for (int run = 0; run < runStart.length; run++) {
      if (runStart[run] >= bottom || runEnd[run] <= top) {
        continue;
      }
      for (int i = run * RUN; i < Math.min(size, (run + 1) * RUN); i++) {
        int at = EDGE * i;
        double slope = (edges[at + 3] - edges[at + 1]) / (edges[at + 2] - edges[at]);
        int end = end(i, bottom);
        for (int row = first(i, top); row < end; row++) {
          crossing.at(row, edges[at + 1] + (row - edges[at]) * slope);
        }
      }
    }
  }
}
