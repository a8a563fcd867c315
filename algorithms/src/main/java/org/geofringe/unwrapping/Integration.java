package org.geofringe.unwrapping;

import java.util.Arrays;
import org.geofringe.numeric.PhaseStep;

/**
 * Adds up steps to a phase.
 *
 * <p>Cells with data that touch along an edge are one region. Within a region the unwrapped phase
 * is the wrapped one and whole cycles, added up along any path, for the steps add up to zero around
 * every loop. Of its free constant the region gets the whole number that brings its mean of cycles
 * nearest to zero: neither turning nor flipping the image changes it.
 *
 * <p>Runs of cells along rows are added up by themselves; a forest of runs with the cycles between
 * them (union-find) joins them to regions.
 */
final class Integration {

  private final int rows;
  private final int columns;
  private final float[] wrapped;
  private int[] parents = new int[1024];
  private int[] offsets = new int[1024];
  private int runs;

  private Integration(int rows, int columns, float[] wrapped) {
    this.rows = rows;
    this.columns = columns;
    this.wrapped = wrapped;
  }

  /**
   * Cycles of every cell.
   *
   * @param wrapped wrapped phase in radians, NaN = no data; not modified
   * @param cycles cycles of the steps, adding up to zero around every loop; not modified
   * @return whole cycles to be added to each cell; 0 where there are no data
   */
  static int[] cycles(int rows, int columns, float[] wrapped, EdgeCycles cycles) {
    return new Integration(rows, columns, wrapped).apply(cycles);
  }

  private int[] apply(EdgeCycles cycles) {
    int[] sums = new int[rows * columns];
    int[] firstRuns = new int[rows + 1];
    int[] above = new int[columns];
    int[] here = new int[columns];
    for (int r = 0; r < rows; r++) {
      firstRuns[r] = runs;
      addRow(r, cycles, sums, here);
      if (r > 0) {
        joinRows(r, cycles, sums, above, here);
      }
      int[] swapped = above;
      above = here;
      here = swapped;
    }
    firstRuns[rows] = runs;
    level(firstRuns, sums);
    return sums;
  }

  /** Adds up each run of the row from its first cell; labels its cells. */
  private void addRow(int r, EdgeCycles cycles, int[] sums, int[] labels) {
    boolean inside = false;
    for (int c = 0, i = r * columns; c < columns; c++, i++) {
      if (Float.isNaN(wrapped[i])) {
        inside = false;
        labels[c] = -1;
        continue;
      }
      if (inside) {
        sums[i] =
            sums[i - 1] + cycles.across()[i - 1] + PhaseStep.wraps(wrapped[i - 1], wrapped[i]);
      } else {
        newRun();
      }
      labels[c] = runs - 1;
      inside = true;
    }
  }

  private void newRun() {
    if (runs == parents.length) {
      parents = Arrays.copyOf(parents, 2 * runs);
      offsets = Arrays.copyOf(offsets, 2 * runs);
    }
    parents[runs] = runs;
    runs++;
  }

  private void joinRows(int r, EdgeCycles cycles, int[] sums, int[] above, int[] here) {
    int lastAbove = -1;
    int lastHere = -1;
    for (int c = 0; c < columns; c++) {
      int a = above[c];
      int b = here[c];
      if (a < 0 || b < 0 || (a == lastAbove && b == lastHere)) {
        continue;
      }
      lastAbove = a;
      lastHere = b;
      int i = r * columns + c;
      int up = i - columns;
      int step = cycles.down()[up] + PhaseStep.wraps(wrapped[up], wrapped[i]);
      join(a, b, sums[up] + step - sums[i]);
    }
  }

  /** Joins two runs of which the second needs some cycles more than the first. */
  private void join(int first, int second, int more) {
    int a = root(first);
    int b = root(second);
    if (a != b) {
      int between = offsets(first) + more - offsets(second);
      if (a < b) {
        parents[b] = a;
        offsets[b] = between;
      } else {
        parents[a] = b;
        offsets[a] = -between;
      }
    }
  }

  /** Cycles of a run over its root's; its path must have been shortened by {@link #root}. */
  private int offsets(int run) {
    return parents[run] == run ? 0 : offsets[run];
  }

  /** The root of a run; the run then hangs from it directly. */
  private int root(int run) {
    int root = run;
    int sum = 0;
    while (parents[root] != root) {
      sum += offsets[root];
      root = parents[root];
    }
    int at = run;
    while (parents[at] != root && at != root) {
      int next = parents[at];
      int own = offsets[at];
      parents[at] = root;
      offsets[at] = sum;
      sum -= own;
      at = next;
    }
    return root;
  }

  private void level(int[] firstRuns, int[] sums) {
    long[] totals = new long[runs];
    long[] counts = new long[runs];
    for (int r = 0; r < rows; r++) {
      forRuns(
          r,
          firstRuns[r],
          (run, i) -> {
            int root = root(run);
            totals[root] += sums[i] + offsets(run);
            counts[root]++;
          });
    }
    for (int r = 0; r < rows; r++) {
      forRuns(
          r,
          firstRuns[r],
          (run, i) -> {
            int root = root(run);
            sums[i] +=
                offsets(run)
                    - (int) Math.floorDiv(2 * totals[root] + counts[root], 2 * counts[root]);
          });
    }
  }

  private interface Visitor {
    void cell(int run, int cell);
  }

  private void forRuns(int r, int firstRun, Visitor visitor) {
    int run = firstRun - 1;
    boolean inside = false;
    for (int i = r * columns; i < (r + 1) * columns; i++) {
      if (Float.isNaN(wrapped[i])) {
        inside = false;
        continue;
      }
      if (!inside) {
        run++;
        inside = true;
      }
      visitor.cell(run, i);
    }
  }
}
