package org.geofringe.closure;

import java.util.Arrays;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * Which pairs are off by whole cycles, from the cycles that their triplets do not close by: whole
 * numbers e with e_ab + e_bc - e_ac = n in every triplet, of the least Σ w |e|.
 *
 * <p>Cycles of whole dates, e_ab = m_b - m_a, change no triplet. About one solution the cost is
 * therefore a convex function of differences of m, whose least value over whole numbers is reached
 * by steps of one up on a set of dates, each set a least cut (Kolmogorov and Shioura 2009); the
 * linear programme has the same least value, and so no rounding is needed. Around loops of dates
 * that no triplets fill further cycles are free; they are added one by one while that lowers the
 * cost, which is exact for one such loop.
 *
 * <p>A pair's number is decided where every solution with another one costs at least {@link
 * #MARGIN} more. Pairs that share no triplet, over any chain of triplets, are solved apart.
 */
final class CycleSolver {

  /** Marks a triplet that is not to be used. */
  static final byte UNKNOWN = Byte.MIN_VALUE;

  /** Half of the weight of a plain pair: less is no evidence for one pair against another. */
  static final int MARGIN = 8;

  private final int pairs;
  private final int[] from;
  private final int[] to;
  private final int[][] triplets;
  private final int dates;
  private final CycleMoves moves;

  /** Place in the block of each date; scratch. */
  private final int[] block;

  CycleSolver(Network network) {
    pairs = network.pairs().size();
    from = new int[pairs];
    to = new int[pairs];
    for (int p = 0; p < pairs; p++) {
      Pair pair = network.pairs().get(p);
      from[p] = network.index(pair.reference());
      to[p] = network.index(pair.secondary());
    }
    triplets = network.triplets().stream().map(network::pairIndices).toArray(int[][]::new);
    dates = network.dates().size();
    moves = new CycleMoves(dates, from, to);
    block = new int[pairs];
  }

  /**
   * What is wrong with the pairs.
   *
   * @param cycles how many cycles too many each pair holds
   * @param decided whether that number is clearly the cheapest; where a pair holds none, whether it
   *     belongs to a sound solution
   * @param solvable whether all triplets can be closed
   */
  record Solution(int[] cycles, boolean[] decided, boolean solvable) {}

  /**
   * Solves one pattern.
   *
   * @param seen whole cycles of each triplet, or {@link #UNKNOWN}; not modified
   * @param weights cost of a cycle in each pair, 1 to 127; 0 where the pair has no phase, whose
   *     triplets must then be unknown; not modified
   */
  Solution solve(byte[] seen, byte[] weights) {
    Solution solution = new Solution(new int[pairs], new boolean[pairs], true);
    boolean solvable = true;
    int blocks = findBlocks(seen);
    boolean[] wrong = new boolean[blocks];
    for (int t = 0; t < triplets.length; t++) {
      if (seen[t] != UNKNOWN && seen[t] != 0) {
        wrong[block[triplets[t][0]]] = true;
      }
    }
    for (int b = 0; b < blocks; b++) {
      int[] members = members(b);
      if (wrong[b]) {
        solvable &= solveBlock(members, b, seen, weights, solution);
      } else {
        for (int p : members) {
          solution.decided[p] = true;
        }
      }
    }
    return new Solution(solution.cycles, solution.decided, solvable);
  }

  /** Numbers the groups of pairs that known triplets join; -1 is a pair in no known triplet. */
  private int findBlocks(byte[] seen) {
    int[] parent = new int[pairs];
    Arrays.setAll(parent, p -> p);
    boolean[] inTriplet = new boolean[pairs];
    for (int t = 0; t < triplets.length; t++) {
      if (seen[t] != UNKNOWN) {
        for (int p : triplets[t]) {
          inTriplet[p] = true;
          parent[root(parent, p)] = root(parent, triplets[t][0]);
        }
      }
    }
    int blocks = 0;
    int[] number = new int[pairs];
    Arrays.fill(number, -1);
    for (int p = 0; p < pairs; p++) {
      if (inTriplet[p]) {
        int root = root(parent, p);
        if (number[root] < 0) {
          number[root] = blocks++;
        }
        block[p] = number[root];
      } else {
        block[p] = -1;
      }
    }
    return blocks;
  }

  private static int root(int[] parent, int start) {
    int p = start;
    while (parent[p] != p) {
      parent[p] = parent[parent[p]];
      p = parent[p];
    }
    return p;
  }

  private int[] members(int wanted) {
    int[] members = new int[pairs];
    int count = 0;
    for (int p = 0; p < pairs; p++) {
      if (block[p] == wanted) {
        members[count++] = p;
      }
    }
    return Arrays.copyOf(members, count);
  }

  private boolean solveBlock(
      int[] members, int number, byte[] seen, byte[] weights, Solution solution) {
    int[] placeOf = new int[pairs];
    for (int i = 0; i < members.length; i++) {
      placeOf[members[i]] = i;
    }
    int[][] used = new int[triplets.length][];
    int[] cycles = new int[triplets.length];
    int count = 0;
    for (int t = 0; t < triplets.length; t++) {
      if (seen[t] != UNKNOWN && block[triplets[t][0]] == number) {
        used[count] =
            new int[] {placeOf[triplets[t][0]], placeOf[triplets[t][1]], placeOf[triplets[t][2]]};
        cycles[count++] = seen[t];
      }
    }
    TripletPropagation.Solution first =
        TripletPropagation.solve(
            members.length,
            tree(members),
            Arrays.copyOf(used, count),
            Arrays.copyOf(cycles, count));
    if (first == null) {
      return false;
    }
    int[] best = first.cycles();
    long cost = moves.lower(members, weights, best);
    boolean improved = !first.loops().isEmpty();
    while (improved) {
      improved = false;
      for (int[] loop : first.loops()) {
        for (int sign = -1; sign <= 1; sign += 2) {
          int[] other = plus(best, loop, sign);
          long otherCost = moves.lower(members, weights, other);
          if (otherCost < cost) {
            best = other;
            cost = otherCost;
            improved = true;
          }
        }
      }
    }
    boolean[] decided = moves.decide(members, weights, best, MARGIN);
    for (int[] loop : first.loops()) {
      for (int sign = -1; sign <= 1; sign += 2) {
        int[] other = plus(best, loop, sign);
        if (moves.lower(members, weights, other) < cost + MARGIN) {
          for (int i = 0; i < best.length; i++) {
            decided[i] &= other[i] == best[i];
          }
        }
      }
    }
    for (int i = 0; i < members.length; i++) {
      solution.cycles[members[i]] = best[i];
      solution.decided[members[i]] = decided[i];
    }
    return true;
  }

  /** Pairs that join the dates of a block without a loop, by their places in the block. */
  private int[] tree(int[] members) {
    int[] parent = new int[dates];
    Arrays.setAll(parent, d -> d);
    int[] tree = new int[members.length];
    int count = 0;
    for (int i = 0; i < members.length; i++) {
      int a = root(parent, from[members[i]]);
      int b = root(parent, to[members[i]]);
      if (a != b) {
        parent[a] = b;
        tree[count++] = i;
      }
    }
    return Arrays.copyOf(tree, count);
  }

  private static int[] plus(int[] cycles, int[] loop, int sign) {
    int[] sum = cycles.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += sign * loop[i];
    }
    return sum;
  }
}
