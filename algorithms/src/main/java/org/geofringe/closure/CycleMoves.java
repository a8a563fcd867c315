package org.geofringe.closure;

import java.util.Arrays;
import org.geofringe.numeric.LeastCut;

/**
 * Moves of whole dates by whole cycles: they change the cycles of pairs and of no loop. About some
 * cycles of the pairs the cost Σ w |e| is a convex function of the moves, whose least value is
 * reached by steps of one up on a set of dates, each set a least cut (Kolmogorov and Shioura 2009).
 */
final class CycleMoves {

  /** Moves that take away up to so many cycles are weighed rightly by a weight one larger. */
  private static final byte EVEN = 100;

  private final int[] from;
  private final int[] to;
  private final LeastCut cut;
  private final int source;
  private final int sink;
  private final int[] unary;

  /**
   * Moves in a network.
   *
   * @param from index of the reference date of each pair
   * @param to index of the secondary date of each pair
   */
  CycleMoves(int dates, int[] from, int[] to) {
    this.from = from;
    this.to = to;
    source = dates;
    sink = dates + 1;
    cut = new LeastCut(dates + 2);
    unary = new int[dates];
  }

  /** Lowers the cost by cycles of dates as far as it goes; modifies the cycles. */
  long lower(int[] members, byte[] weights, int[] cycles) {
    while (fill(members, weights, cycles) + leastCut() < 0) {
      for (int i = 0; i < members.length; i++) {
        int up = cut.onSourceSide(to[members[i]]) ? 1 : 0;
        cycles[i] += up - (cut.onSourceSide(from[members[i]]) ? 1 : 0);
      }
    }
    long cost = 0;
    for (int i = 0; i < members.length; i++) {
      cost += (long) weights[members[i]] * Math.abs(cycles[i]);
    }
    return cost;
  }

  /**
   * Whether every move makes more cycles than it takes away, so that all numbers are clear; by one
   * cut. May be false although it is so.
   *
   * <p>Where no move lowers the cost even if cycles to be taken away count a little more than those
   * made, moves that take away more than they add make more still. Those that take away as many as
   * they add cross a pair that holds none, as long as such pairs join what all pairs join.
   */
  boolean isStrictlyLeast(int[] members, int[] cycles) {
    byte[] weights = new byte[from.length];
    for (int i = 0; i < members.length; i++) {
      weights[members[i]] = cycles[i] == 0 ? EVEN : EVEN + 1;
    }
    return groups(members, cycles, false) == groups(members, cycles, true)
        && fill(members, weights, cycles) + leastCut() == 0;
  }

  /** Number of groups of dates that pairs join, all of them or those that hold no cycles. */
  private int groups(int[] members, int[] cycles, boolean all) {
    int[] parent = new int[unary.length];
    Arrays.setAll(parent, d -> d);
    int groups = parent.length;
    for (int i = 0; i < members.length; i++) {
      if (all || cycles[i] == 0) {
        int a = root(parent, from[members[i]]);
        int b = root(parent, to[members[i]]);
        groups -= a == b ? 0 : 1;
        parent[a] = b;
      }
    }
    return groups;
  }

  private static int root(int[] parent, int start) {
    int d = start;
    while (parent[d] != d) {
      parent[d] = parent[parent[d]];
      d = parent[d];
    }
    return d;
  }

  /**
   * Whether each pair's number is clear: any other costs at least {@code margin} more. Only those
   * that are not 0 are looked at.
   */
  boolean[] decide(int[] members, byte[] weights, int[] cycles, int margin) {
    boolean[] decided = new boolean[members.length];
    for (int i = 0; i < members.length; i++) {
      int p = members[i];
      decided[i] =
          cycles[i] == 0
              || (dearer(members, weights, cycles, from[p], to[p]) >= margin
                  && dearer(members, weights, cycles, to[p], from[p]) >= margin);
    }
    return decided;
  }

  /** How much it costs at least to move one date up and not another. */
  private long dearer(int[] members, byte[] weights, int[] cycles, int up, int still) {
    int base = fill(members, weights, cycles);
    cut.connect(source, up, LeastCut.UNBOUNDED, 0);
    cut.connect(still, sink, LeastCut.UNBOUNDED, 0);
    return base + leastCut();
  }

  /**
   * Makes the graph whose cuts cost what it costs to move a set of dates up by one cycle, but for a
   * constant.
   *
   * @return the constant
   */
  private int fill(int[] members, byte[] weights, int[] cycles) {
    cut.clear();
    Arrays.fill(unary, 0);
    for (int i = 0; i < members.length; i++) {
      int a = from[members[i]];
      int b = to[members[i]];
      int weight = weights[members[i]];
      int raise = cycles[i] >= 0 ? weight : -weight;
      int lower = cycles[i] <= 0 ? weight : -weight;
      unary[b] += raise;
      unary[a] -= raise;
      if (raise + lower > 0) {
        cut.connect(a, b, raise + lower, 0);
      }
    }
    int constant = 0;
    for (int d = 0; d < unary.length; d++) {
      if (unary[d] > 0) {
        cut.connect(d, sink, unary[d], 0);
      } else if (unary[d] < 0) {
        cut.connect(source, d, -unary[d], 0);
        constant += unary[d];
      }
    }
    return constant;
  }

  /** The graph is so small that nobody waits for it. */
  private long leastCut() {
    return cut.flow(source, sink, () -> {});
  }
}
