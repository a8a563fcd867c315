package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * What edges show for clusters of cells: for each that its cells belong together, for each two
 * neighbours that they do.
 *
 * <p>An edge that holds counts for what changing it would cost, up to a limit. And evidence is
 * taken back where it is that of noise: the flow finds likely steps in phase without coherence too,
 * but not everywhere. There every third edge does not hold, elsewhere one in ten or fewer, so an
 * edge that does not hold takes away more than one that holds gives.
 */
final class Evidence {

  private static final int WEAK_EDGE = -10 * EdgeCosts.UNITS_PER_NAT;

  /** What the edges of a cluster must show on average; without coherence it is below zero. */
  private static final double LEAST = 0.7 * EdgeCosts.UNITS_PER_NAT;

  private final Margins margins;
  private final int floor;
  private final int most;
  private final double[] sums;
  private final long[] edges;
  private final PairSums joints = new PairSums();

  /**
   * Looks at all edges.
   *
   * @param phase NaN = no data; not modified
   * @param labels clusters, 0 = none; not modified
   * @param count number of clusters
   * @param floor an edge of a lower cost does not hold
   * @param most an edge counts for no more
   */
  Evidence(
      float[] phase,
      int[] labels,
      int count,
      Margins margins,
      int floor,
      int most,
      SolverContext context) {
    this.margins = margins;
    this.floor = floor;
    this.most = most;
    sums = new double[count + 1];
    edges = new long[count + 1];
    int columns = margins.columns();
    for (int row = 0; row < margins.rows(); row++) {
      context.checkCancelled();
      for (int c = 0; c < columns; c++) {
        int cell = row * columns + c;
        if (Float.isNaN(phase[cell])) {
          continue;
        }
        if (c + 1 < columns && !Float.isNaN(phase[cell + 1])) {
          add(labels[cell], labels[cell + 1], margins.across(cell));
        }
        if (row + 1 < margins.rows() && !Float.isNaN(phase[cell + columns])) {
          add(labels[cell], labels[cell + columns], margins.down(cell));
        }
      }
    }
  }

  /** Whether a cluster's cells belong together. */
  boolean holds(int cluster) {
    return sums[cluster] >= LEAST * edges[cluster];
  }

  /** What holds clusters that hold by themselves to their neighbours. */
  PairSums.Entry[] joints() {
    return Arrays.stream(joints.entries())
        .filter(joint -> holds(joint.low()) && holds(joint.high()))
        .toArray(PairSums.Entry[]::new);
  }

  private void add(int one, int other, int strength) {
    int evidence = strength < floor ? WEAK_EDGE : Math.min(strength, most);
    sums[one] += evidence;
    edges[one]++;
    if (other != one) {
      sums[other] += evidence;
      edges[other]++;
      if (one != 0 && other != 0) {
        joints.add(one, other, evidence);
      }
    }
  }
}
