package org.geofringe.server.geocode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geofringe.geocoding.PlacedBurst;
import org.geofringe.geocoding.Seams;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.geocode.SeamFacts.BurstCells;
import org.geofringe.server.geocode.SeamFacts.Overlap;

/** Gathers what the bursts have on the ground, block by block, from several threads. */
final class SeamCollector {

  /** More would make the estimate no better than terrain and troposphere let it be. */
  private static final int MOST_PIECES = 1024;

  private final Seams seams;

  /** Ordinal of the burst that follows each in its sub-swath; -1 where none does. */
  private final int[] next;

  private final long[] cells;
  private final int[] top;
  private final int[] bottom;
  private final int[] left;
  private final int[] right;
  private final Map<Integer, List<Window>> pieces = new TreeMap<>();
  private double incidenceSum;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  SeamCollector(Seams seams) {
    this.seams = seams;
    int count = seams.bursts().size();
    next = new int[count];
    for (int i = 0; i < count; i++) {
      next[i] = follower(seams.bursts(), i);
    }
    cells = new long[count];
    top = new int[count];
    bottom = new int[count];
    left = new int[count];
    right = new int[count];
    for (int i = 0; i < count; i++) {
      top[i] = Integer.MAX_VALUE;
      left[i] = Integer.MAX_VALUE;
      bottom[i] = -1;
      right[i] = -1;
    }
  }

  private static int follower(List<PlacedBurst> bursts, int ordinal) {
    BurstId id = bursts.get(ordinal).burst().id();
    for (int i = 0; i < bursts.size(); i++) {
      BurstId other = bursts.get(i).burst().id();
      if (other.swath().equals(id.swath()) && other.number() == id.number() + 1) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Adds a block.
   *
   * @param owners number of the burst of each cell, from 1; 0 none; not modified
   * @param times zero-Doppler time of each cell; not modified
   * @param ranges slant range of each cell; not modified
   * @param incidence degrees; not modified
   * @param heights metres; not modified
   */
  void add(
      Window block,
      float[] owners,
      double[] times,
      double[] ranges,
      float[] incidence,
      float[] heights) {
    Map<Integer, List<Window>> found = pieces(block, owners, times, ranges);
    synchronized (this) {
      for (int i = 0; i < owners.length; i++) {
        int burst = (int) owners[i] - 1;
        if (burst >= 0) {
          int row = block.row() + i / block.columns();
          int column = block.column() + i % block.columns();
          cells[burst]++;
          top[burst] = Math.min(top[burst], row);
          bottom[burst] = Math.max(bottom[burst], row);
          left[burst] = Math.min(left[burst], column);
          right[burst] = Math.max(right[burst], column);
          incidenceSum += incidence[i];
          least = Math.min(least, heights[i]);
          greatest = Math.max(greatest, heights[i]);
        }
      }
      found.forEach(
          (first, windows) ->
              pieces.computeIfAbsent(first, key -> new ArrayList<>()).addAll(windows));
    }
  }

  private Map<Integer, List<Window>> pieces(
      Window block, float[] owners, double[] times, double[] ranges) {
    Map<Integer, List<Window>> found = new TreeMap<>();
    int columns = block.columns();
    for (int row = 0; row + Overlap.ROWS <= block.rows(); row += Overlap.ROWS) {
      for (int column = 0; column + Overlap.COLUMNS <= columns; column += Overlap.COLUMNS) {
        int firstCell = row * columns + column;
        int lastCell = firstCell + (Overlap.ROWS - 1) * columns + Overlap.COLUMNS - 1;
        int middle = firstCell + Overlap.ROWS / 2 * columns + Overlap.COLUMNS / 2;
        int owner = (int) owners[middle] - 1;
        for (int first : new int[] {owner, before(owner)}) {
          if (first >= 0
              && next[first] >= 0
              && isShared(first, firstCell, times, ranges)
              && isShared(first, lastCell, times, ranges)
              && isShared(first, firstCell + Overlap.COLUMNS - 1, times, ranges)
              && isShared(first, lastCell - Overlap.COLUMNS + 1, times, ranges)) {
            found
                .computeIfAbsent(first, key -> new ArrayList<>())
                .add(
                    new Window(
                        block.row() + row, block.column() + column, Overlap.ROWS, Overlap.COLUMNS));
          }
        }
      }
    }
    return found;
  }

  private int before(int ordinal) {
    for (int i = 0; i < next.length; i++) {
      if (next[i] == ordinal && ordinal >= 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean isShared(int first, int cell, double[] times, double[] ranges) {
    return seams.holds(first, times[cell], ranges[cell])
        && seams.holds(next[first], times[cell], ranges[cell]);
  }

  /** All that was gathered; the same whatever order the blocks came in. */
  synchronized SeamFacts facts() {
    List<BurstCells> bursts = new ArrayList<>();
    long all = 0;
    for (int i = 0; i < cells.length; i++) {
      all += cells[i];
      bursts.add(
          new BurstCells(
              cells[i],
              cells[i] == 0
                  ? new Window(0, 0, 1, 1)
                  : new Window(top[i], left[i], bottom[i] - top[i] + 1, right[i] - left[i] + 1)));
    }
    List<Overlap> overlaps = new ArrayList<>();
    pieces.forEach(
        (first, windows) -> overlaps.add(new Overlap(first, next[first], thinned(windows))));
    return new SeamFacts(
        // Rounded, since the order of a sum is that of the threads.
        Math.rint(incidenceSum / all * 1e4) / 1e4, least, greatest, bursts, overlaps);
  }

  private static List<Window> thinned(List<Window> windows) {
    List<Window> sorted =
        windows.stream()
            .sorted(Comparator.comparingInt(Window::row).thenComparingInt(Window::column))
            .toList();
    if (sorted.size() <= MOST_PIECES) {
      return sorted;
    }
    List<Window> kept = new ArrayList<>();
    for (int i = 0; i < MOST_PIECES; i++) {
      kept.add(sorted.get((int) ((long) i * sorted.size() / MOST_PIECES)));
    }
    return kept;
  }
}
