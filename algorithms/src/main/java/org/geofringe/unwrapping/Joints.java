package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Which clusters of cells belong together: those whose joint would cost much to break.
 *
 * <p>A joint is the sum of what holds the edges between two clusters. Two clusters whose joint
 * reaches the strength asked for are one. Where no such pair is left, a cluster that all its
 * neighbours together hold that well goes with the one that holds it best, and pairs are looked at
 * again. In what comes out, no cheap cut parts a cluster from the rest of its set.
 */
final class Joints {

  /** The share of the strength asked for that the best of a cluster's joints must have. */
  private static final double LEAST_SHARE = 0.25;

  private Joints() {}

  /**
   * Joins clusters.
   *
   * @param count number of clusters
   * @param joints sums of what holds neighbouring clusters
   * @param strength what a joint must cost to break, in the unit of the joints
   * @return for each cluster the one that stands for its set
   */
  static int[] merge(int count, PairSums.Entry[] joints, double strength) {
    DisjointSets sets = new DisjointSets(count);
    PairSums.Entry[] left = joints;
    boolean changed = true;
    while (changed) {
      changed = joinStrong(left, sets, strength) || joinHeld(count, left, sets, strength);
      left = summed(left, sets);
    }
    int[] root = new int[count];
    Arrays.setAll(root, sets::find);
    return root;
  }

  private static boolean joinStrong(PairSums.Entry[] joints, DisjointSets sets, double strength) {
    boolean changed = false;
    for (PairSums.Entry joint : joints) {
      changed |= joint.sum() >= strength && sets.join(joint.low(), joint.high());
    }
    return changed;
  }

  private static boolean joinHeld(
      int count, PairSums.Entry[] joints, DisjointSets sets, double strength) {
    double[] total = new double[count];
    int[] best = new int[count];
    Arrays.fill(best, -1);
    for (int i = 0; i < joints.length; i++) {
      for (int end : new int[] {joints[i].low(), joints[i].high()}) {
        total[end] += joints[i].sum();
        if (best[end] < 0 || joints[i].sum() > joints[best[end]].sum()) {
          best[end] = i;
        }
      }
    }
    boolean changed = false;
    for (int cluster = 0; cluster < count; cluster++) {
      if (total[cluster] >= strength) {
        PairSums.Entry joint = joints[best[cluster]];
        changed |= joint.sum() >= LEAST_SHARE * strength && sets.join(joint.low(), joint.high());
      }
    }
    return changed;
  }

  private static PairSums.Entry[] summed(PairSums.Entry[] joints, DisjointSets sets) {
    PairSums sums = new PairSums();
    for (PairSums.Entry joint : joints) {
      int a = sets.find(joint.low());
      int b = sets.find(joint.high());
      if (a != b) {
        sums.add(a, b, joint.sum());
      }
    }
    return sums.entries();
  }
}
