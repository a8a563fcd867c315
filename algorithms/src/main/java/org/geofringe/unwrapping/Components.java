package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Connected components of an unwrapped image: parts within which no whole cycle is likely to be
 * wrong, parted where moving one side by a cycle would cost little.
 *
 * <p>Grown from small clusters ({@link Clusters}) whose joints are strong ({@link Joints}). Each
 * edge counts for no more than a share of the strength that a joint needs, so that a thread of
 * cells, however sure, joins nothing: evidence has a width.
 */
public final class Components {

  private Components() {}

  /**
   * When cells belong together.
   *
   * @param leastCells a component has at least so many cells, 1 or more
   * @param edgeNats an edge joins nothing where a cycle more or less costs less, nats
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
   * @param margins costs of changing the finished flow
   * @return per cell 1 for the largest component and so on (ties: the first in reading order), 0 =
   *     in none
   */
  static int[] label(
      float[] phase,
      Margins margins,
      Parameters parameters,
      SolverContext context) {
    int floor = (int) Math.max(1, Math.round(parameters.edgeNats * EdgeCosts.UNITS_PER_NAT));
    DisjointSets sets = Clusters.of(margins, floor, parameters.leastCells, context);
    int[] labels = compact(sets, parameters.leastCells, phase);
    int count = Arrays.stream(labels).max().orElse(0);
    double strength = parameters.jointNats * EdgeCosts.UNITS_PER_NAT;
    PairSums joints = joints(labels, margins, floor, strength / parameters.leastEdges, context);
    int[] merged = Joints.merge(count + 1, joints, strength);
    order(labels, merged);
    return Holes.fill(margins.rows(), margins.columns(), phase, labels);
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

  private static PairSums joints(
      int[] labels, Margins margins, int floor, double most, SolverContext context) {
    int columns = margins.columns();
    PairSums sums = new PairSums();
    for (int row = 0; row < margins.rows(); row++) {
      context.checkCancelled();
      for (int c = 0; c < columns; c++) {
        int cell = row * columns + c;
        int label = labels[cell];
        if (label == 0) {
          continue;
        }
        if (c + 1 < columns) {
          add(sums, label, labels[cell + 1], margins.across(cell), floor, most);
        }
        if (row + 1 < margins.rows()) {
          add(sums, label, labels[cell + columns], margins.down(cell), floor, most);
        }
      }
    }
    return sums;
  }

  private static void add(
      PairSums sums, int label, int next, int strength, int floor, double most) {
    if (next != 0 && next != label && strength >= floor) {
      sums.add(label, next, Math.min(strength, most));
    }
  }

  /** Replaces cluster numbers by those of their sets, the largest 1. */
  private static void order(int[] labels, int[] merged) {
    long[] sizes = new long[merged.length];
    for (int label : labels) {
      sizes[merged[label]]++;
    }
    sizes[merged[0]] = 0;
    long[] bySize = new long[merged.length];
    for (int i = 0; i < bySize.length; i++) {
      bySize[i] = (Integer.MAX_VALUE - sizes[i]) << 32 | i;
    }
    Arrays.sort(bySize);
    int[] rank = new int[merged.length];
    for (int i = 0; i < bySize.length; i++) {
      int set = (int) bySize[i];
      rank[set] = sizes[set] == 0 ? 0 : i + 1;
    }
    for (int cell = 0; cell < labels.length; cell++) {
      labels[cell] = rank[merged[labels[cell]]];
    }
  }
}
