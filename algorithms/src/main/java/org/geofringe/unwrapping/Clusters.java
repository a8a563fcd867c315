package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Small clusters of cells between which no whole cycle is likely: the grains that components are
 * put together from.
 *
 * <p>First the cells whose twelve edges within their 3 x 3 neighbourhood all hold are joined with
 * such neighbours: an opening that a joint narrower than three cells does not pass. Then every
 * cluster that is still smaller than asked for is joined with its best held neighbour, all at the
 * same time, again and again (Boruvka 1926), so that it does not matter where one begins. Eight
 * bytes per cell.
 */
final class Clusters {

  private final EdgeHolds holds;
  private final int leastCells;
  private final SolverContext context;
  private final int rows;
  private final int columns;
  private final DisjointSets sets;

  private Clusters(EdgeHolds holds, int leastCells, SolverContext context) {
    this.holds = holds;
    this.leastCells = leastCells;
    this.context = context;
    rows = holds.rows();
    columns = holds.columns();
    sets = new DisjointSets(rows * columns);
  }

  /**
   * Joins cells to clusters.
   *
   * @param leastCells clusters smaller than this are joined with a neighbour, where one holds them
   */
  static DisjointSets of(EdgeHolds holds, int leastCells, SolverContext context) {
    Clusters clusters = new Clusters(holds, leastCells, context);
    clusters.joinCores();
    clusters.joinSmall();
    return clusters.sets;
  }

  private void joinCores() {
    byte[][] weakAcross = new byte[3][columns];
    byte[][] weakDown = new byte[3][columns];
    boolean[] core = new boolean[columns];
    boolean[] coreAbove = new boolean[columns];
    for (int row = 0; row <= rows; row++) {
      context.checkCancelled();
      markWeak(row, weakAcross[row % 3], weakDown[row % 3]);
      int middle = row - 1;
      if (middle < 0) {
        continue;
      }
      boolean[] swap = coreAbove;
      coreAbove = core;
      core = swap;
      Arrays.fill(core, false);
      if (middle > 0 && middle < rows - 1) {
        markCores(weakAcross, weakDown[(middle + 2) % 3], weakDown[middle % 3], core);
      }
      int offset = middle * columns;
      for (int c = 1; c < columns; c++) {
        if (core[c] && core[c - 1] && holds.across(offset + c - 1) > EdgeHolds.WEAK) {
          sets.join(offset + c - 1, offset + c);
        }
        if (core[c] && coreAbove[c] && holds.down(offset - columns + c) > EdgeHolds.WEAK) {
          sets.join(offset - columns + c, offset + c);
        }
      }
    }
  }

  private void markWeak(int row, byte[] across, byte[] down) {
    if (row == rows) {
      return;
    }
    int offset = row * columns;
    for (int c = 0; c < columns; c++) {
      across[c] = (byte) (holds.across(offset + c) > EdgeHolds.WEAK ? 0 : 1);
      down[c] = (byte) (holds.down(offset + c) > EdgeHolds.WEAK ? 0 : 1);
    }
  }

  private void markCores(byte[][] across, byte[] above, byte[] below, boolean[] core) {
    for (int c = 1; c < columns - 1; c++) {
      int weak = 0;
      for (byte[] line : across) {
        weak += line[c - 1] + line[c];
      }
      for (int k = c - 1; k <= c + 1; k++) {
        weak += above[k] + below[k];
      }
      core[c] = weak == 0;
    }
  }

  private void joinSmall() {
    int[] best = new int[rows * columns];
    boolean[] idle = new boolean[rows];
    boolean changed = true;
    while (changed) {
      Arrays.fill(best, -1);
      choose(best, idle);
      changed = false;
      for (int cell = 0; cell < best.length; cell++) {
        if (best[cell] >= 0) {
          int edge = best[cell] >> 1;
          changed |= sets.join(edge, edge + ((best[cell] & 1) == 0 ? 1 : columns));
        }
      }
    }
  }

  /**
   * The best held edge of every small cluster, twice its first cell, and 1 more if downwards.
   *
   * @param idle rows whose edges are of no use to any small cluster, which they never are again:
   *     clusters only grow; modified
   */
  private void choose(int[] best, boolean[] idle) {
    for (int row = 0; row < rows; row++) {
      if (idle[row]) {
        continue;
      }
      context.checkCancelled();
      boolean useful = false;
      for (int cell = row * columns; cell < (row + 1) * columns; cell++) {
        if (cell + 1 < (row + 1) * columns) {
          useful |= offer(cell, cell + 1, 2 * cell, holds.across(cell), best);
        }
        if (row + 1 < rows) {
          useful |= offer(cell, cell + columns, 2 * cell + 1, holds.down(cell), best);
        }
      }
      idle[row] = !useful;
    }
  }

  /** Whether the edge joins a small cluster to another. */
  private boolean offer(int cell, int next, int edge, int strength, int[] best) {
    if (strength <= EdgeHolds.WEAK) {
      return false;
    }
    int a = sets.find(cell);
    int b = sets.find(next);
    if (a == b) {
      return false;
    }
    boolean useful = offer(a, edge, strength, best);
    return offer(b, edge, strength, best) || useful;
  }

  private boolean offer(int root, int edge, int strength, int[] best) {
    if (sets.size(root) >= leastCells) {
      return false;
    }
    if (best[root] < 0 || strength > held(best[root])) {
      best[root] = edge;
    }
    return true;
  }

  private int held(int edge) {
    return (edge & 1) == 0 ? holds.across(edge >> 1) : holds.down(edge >> 1);
  }
}
