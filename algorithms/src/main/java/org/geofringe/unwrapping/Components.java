package org.geofringe.unwrapping;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Connected components of an unwrapped image: parts within which no whole cycle is likely to be
 * wrong, parted where moving one side by a cycle would cost little.
 *
 * <p>Grown from small clusters ({@link Clusters}) whose joints are strong ({@link Joints}).
 * Evidence has a width: an edge that holds counts for no more than a share of what a joint needs,
 * so that a thread of cells, however sure, joins nothing; where the phase is noise, edges that hold
 * are outweighed by those that do not ({@link EdgeHolds}, {@link NoiseMask}, {@link Agreement}).
 */
public final class Components {

  /** Cells of a cluster. */
  private static final int GRAIN = 64;

  private Components() {}

  /**
   * When cells belong together.
   *
   * @param leastCells a component has at least so many cells, 1 or more
   * @param edgeNats an edge does not hold where a cycle more or less costs less, nats
   * @param jointNats what breaking a joint must cost, nats
   * @param leastEdges edges that a joint has at least, 1 or more: each counts for no more than its
   *     share
   */
  public record Parameters(int leastCells, double edgeNats, double jointNats, int leastEdges) {

    /** Components of 100 cells, joints of three edges that are wrong once in 100,000 times. */
    public static final Parameters STANDARD = new Parameters(100, 0.5, 12, 3);

    public Parameters {
      if (leastCells < 1) {
        throw new IllegalArgumentException("leastCells must be 1 or more, got " + leastCells);
      }
      if (!(edgeNats > 0 && edgeNats < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("edgeNats must be above 0, got " + edgeNats);
      }
      if (!(jointNats > 0 && jointNats < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("jointNats must be above 0, got " + jointNats);
      }
      if (leastEdges < 1) {
        throw new IllegalArgumentException("leastEdges must be 1 or more, got " + leastEdges);
      }
    }
  }

  /**
   * Finds the components.
   *
   * @param phase radians, row-major, NaN = no data; not modified
   * @param smooth the smoothed phase that was unwrapped; not modified
   * @param margins costs of changing the finished flow
   * @return per cell 1 for the largest component and so on (ties: the first in reading order), 0 =
   *     in none
   */
  static int[] label(
      float[] phase,
      SmoothPhase smooth,
      Margins margins,
      Parameters parameters,
      SolverContext context) {
    EdgeHolds holds = new EdgeHolds(margins, phase, smooth, parameters.edgeNats, context);
    double strength = parameters.jointNats * EdgeHolds.PER_NAT;
    int most = (int) Math.ceil(strength / parameters.leastEdges);
    int rows = margins.rows();
    int columns = margins.columns();
    BitSet missing = Agreement.missing(rows, columns, phase, smooth, context);
    NoiseMask.apply(holds, most, missing, context);
    int grain = Math.min(GRAIN, parameters.leastCells);
    int[] labels = compact(Clusters.of(holds, grain, context), grain, phase);
    int count = Arrays.stream(labels).max().orElse(0);
    PairSums joints = joints(labels, holds, most, context);
    order(labels, Joints.merge(count + 1, joints.entries(), strength), parameters.leastCells);
    return Holes.fill(rows, columns, phase, labels);
  }

  /** Numbers clusters of the least size 1, 2, … in reading order. */
  private static int[] compact(DisjointSets sets, int leastCells, float[] phase) {
    int[] labels = new int[phase.length];
    int count = 0;
    for (int cell = 0; cell < labels.length; cell++) {
      int root = sets.find(cell);
      if (sets.size(root) >= leastCells && !Float.isNaN(phase[cell])) {
        if (labels[root] == 0) {
          labels[root] = ++count;
        }
        labels[cell] = labels[root];
      }
    }
    return labels;
  }

  private static PairSums joints(int[] labels, EdgeHolds holds, int most, SolverContext context) {
    int columns = holds.columns();
    PairSums sums = new PairSums();
    for (int row = 0; row < holds.rows(); row++) {
      context.checkCancelled();
      for (int cell = row * columns; cell < (row + 1) * columns; cell++) {
        if (holds.across(cell) != EdgeHolds.NONE) {
          add(sums, labels[cell], labels[cell + 1], EdgeHolds.evidence(holds.across(cell), most));
        }
        if (holds.down(cell) != EdgeHolds.NONE) {
          int below = labels[cell + columns];
          add(sums, labels[cell], below, EdgeHolds.evidence(holds.down(cell), most));
        }
      }
    }
    return sums;
  }

  private static void add(PairSums sums, int one, int other, int evidence) {
    if (one != other && one != 0 && other != 0) {
      sums.add(one, other, evidence);
    }
  }

  /** Replaces the numbers of clusters by those of their sets, the largest 1. */
  private static void order(int[] labels, int[] sets, int leastCells) {
    long[] sizes = new long[sets.length];
    for (int label : labels) {
      if (label > 0) {
        sizes[sets[label]]++;
      }
    }
    long[] bySize = new long[sets.length];
    for (int set = 0; set < bySize.length; set++) {
      bySize[set] = (Integer.MAX_VALUE - sizes[set]) << 32 | set;
    }
    Arrays.sort(bySize);
    int[] rank = new int[sets.length];
    for (int i = 0; i < bySize.length; i++) {
      int set = (int) bySize[i];
      rank[set] = sizes[set] < leastCells ? 0 : i + 1;
    }
    for (int cell = 0; cell < labels.length; cell++) {
      labels[cell] = rank[sets[labels[cell]]];
    }
  }
}
