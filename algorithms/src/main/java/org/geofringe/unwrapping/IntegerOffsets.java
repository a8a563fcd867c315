package org.geofringe.unwrapping;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.geofringe.numeric.LeastCut;

/**
 * Whole numbers for the nodes of a small graph that meet what its edges ask for as well as can be:
 * they minimise Σ weight · |offset(to) - offset(from) - difference|, exactly.
 *
 * <p>The start meets the heaviest tree. Then the set of nodes whose raising by one lowers the sum
 * most, which is a cut of least capacity, is raised, until none does: the sum is L-natural convex,
 * so there is no better one (Murota 2003, Discrete Convex Analysis; Kolmogorov and Shioura 2009).
 */
final class IntegerOffsets {

  /**
   * What an edge asks for.
   *
   * @param difference offset of {@code to} less that of {@code from}
   * @param weight 1 or more
   */
  record Vote(int from, int to, int difference, long weight) {
    Vote {
      if (weight < 1) {
        throw new IllegalArgumentException("weight must be 1 or more, got " + weight);
      }
    }
  }

  private IntegerOffsets() {}

  /**
   * Offsets that meet the votes best. Of every connected part of the graph, the first node's is 0.
   *
   * @param nodes number of nodes
   */
  static int[] solve(int nodes, Vote[] votes, SolverContext context) {
    int[] offsets = heaviestTree(nodes, votes);
    while (raise(offsets, votes, context)) {
      context.checkCancelled();
    }
    return anchored(offsets, votes);
  }

  private static int[] heaviestTree(int nodes, Vote[] votes) {
    DisjointSets sets = new DisjointSets(nodes);
    int[][] tree = new int[nodes][0];
    int[] byWeight =
        IntStream.range(0, votes.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> -votes[i].weight()))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i : byWeight) {
      Vote vote = votes[i];
      if (sets.join(vote.from(), vote.to())) {
        for (int end : new int[] {vote.from(), vote.to()}) {
          tree[end] = Arrays.copyOf(tree[end], tree[end].length + 1);
          tree[end][tree[end].length - 1] = i;
        }
      }
    }
    int[] offsets = new int[nodes];
    boolean[] reached = new boolean[nodes];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int root = 0; root < nodes; root++) {
      if (reached[root]) {
        continue;
      }
      reached[root] = true;
      queue.add(root);
      while (!queue.isEmpty()) {
        int node = queue.remove();
        for (int i : tree[node]) {
          Vote vote = votes[i];
          int next = vote.from() == node ? vote.to() : vote.from();
          if (!reached[next]) {
            reached[next] = true;
            int sign = vote.from() == node ? 1 : -1;
            offsets[next] = offsets[node] + sign * vote.difference();
            queue.add(next);
          }
        }
      }
    }
    return offsets;
  }

  /** Raises the set of nodes that gains most; false where none gains. */
  private static boolean raise(int[] offsets, Vote[] votes, SolverContext context) {
    int nodes = offsets.length;
    long[] pull = new long[nodes];
    LeastCut cut = new LeastCut(nodes + 2);
    for (Vote vote : votes) {
      int excess = offsets[vote.to()] - offsets[vote.from()] - vote.difference();
      if (excess == 0) {
        cut.connect(vote.from(), vote.to(), vote.weight(), vote.weight());
      } else {
        // Raising the end that lags behind gains the weight, raising the other loses it.
        long sign = excess > 0 ? vote.weight() : -vote.weight();
        pull[vote.from()] += sign;
        pull[vote.to()] -= sign;
      }
    }
    long most = 0;
    for (int node = 0; node < nodes; node++) {
      if (pull[node] > 0) {
        cut.connect(nodes, node, pull[node], 0);
        most += pull[node];
      } else if (pull[node] < 0) {
        cut.connect(node, nodes + 1, -pull[node], 0);
      }
    }
    if (cut.flow(nodes, nodes + 1, context::checkCancelled) == most) {
      return false;
    }
    for (int node = 0; node < nodes; node++) {
      offsets[node] += cut.onSourceSide(node) ? 1 : 0;
    }
    return true;
  }

  private static int[] anchored(int[] offsets, Vote[] votes) {
    DisjointSets sets = new DisjointSets(offsets.length);
    for (Vote vote : votes) {
      sets.join(vote.from(), vote.to());
    }
    int[] first = new int[offsets.length];
    Arrays.fill(first, -1);
    int[] result = new int[offsets.length];
    for (int node = 0; node < offsets.length; node++) {
      int root = sets.find(node);
      first[root] = first[root] < 0 ? node : first[root];
      result[node] = offsets[node] - offsets[first[root]];
    }
    return result;
  }
}
