package org.geofringe.unwrapping;

import java.util.BitSet;

/**
 * Cells around which the steps are those of noise: what the edges of the {@value #SIDE} x {@value
 * #SIDE} cells about them show ({@link EdgeHolds#evidence}) is too little on average. Without
 * coherence it is below zero, with a coherence of 0.3 some 3 nats.
 */
final class NoiseMask {

  private static final int SIDE = 9;
  private static final int REACH = SIDE / 2;

  /** What edges must show on average, tenths of a nat. */
  private static final double LEAST = 0.7 * EdgeHolds.PER_NAT;

  private final EdgeHolds holds;
  private final int most;
  private final int[] sums;
  private final int[] counts;

  private NoiseMask(EdgeHolds holds, int most) {
    this.holds = holds;
    this.most = most;
    sums = new int[holds.columns()];
    counts = new int[holds.columns()];
  }

  /**
   * Counts edges to such cells no more.
   *
   * @param holds modified
   * @param most an edge counts for no more, tenths of a nat
   * @param missing cells known to lie amid noise for other reasons; not modified
   */
  static void apply(EdgeHolds holds, int most, BitSet missing, SolverContext context) {
    BitSet noise = new NoiseMask(holds, most).find(context);
    noise.or(missing);
    int columns = holds.columns();
    for (int row = 0; row < holds.rows(); row++) {
      for (int cell = row * columns; cell < (row + 1) * columns; cell++) {
        boolean own = noise.get(cell);
        if (own || (cell + 1 < (row + 1) * columns && noise.get(cell + 1))) {
          holds.dropAcross(cell);
        }
        if (own || (row + 1 < holds.rows() && noise.get(cell + columns))) {
          holds.dropDown(cell);
        }
      }
    }
  }

  private BitSet find(SolverContext context) {
    int rows = holds.rows();
    int columns = holds.columns();
    BitSet noise = new BitSet(rows * columns);
    for (int row = 0; row < Math.min(REACH, rows); row++) {
      add(row, 1);
    }
    for (int row = 0; row < rows; row++) {
      context.checkCancelled();
      if (row + REACH < rows) {
        add(row + REACH, 1);
      }
      if (row - REACH - 1 >= 0) {
        add(row - REACH - 1, -1);
      }
      int sum = 0;
      int count = 0;
      for (int c = -REACH; c < columns; c++) {
        if (c + REACH < columns) {
          sum += sums[c + REACH];
          count += counts[c + REACH];
        }
        if (c - REACH - 1 >= 0) {
          sum -= sums[c - REACH - 1];
          count -= counts[c - REACH - 1];
        }
        if (c >= 0 && sum < LEAST * count) {
          noise.set(row * columns + c);
        }
      }
    }
    return noise;
  }

  private void add(int row, int sign) {
    int offset = row * holds.columns();
    for (int c = 0; c < sums.length; c++) {
      add(c, holds.across(offset + c), sign);
      add(c, holds.down(offset + c), sign);
    }
  }

  private void add(int column, byte hold, int sign) {
    if (hold != EdgeHolds.NONE) {
      sums[column] += sign * EdgeHolds.evidence(hold, most);
      counts[column] += sign;
    }
  }
}
