package org.geofringe.closure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.geofringe.network.Network;

/**
 * Solutions by pattern: cells with the same cycles in all triplets and the same weights of all
 * pairs are one case, and most cells that are off share theirs with many.
 */
final class PatternCache {

  /** In noise no two cells are alike: beyond this the cache only grows. */
  private static final int LARGEST = 4096;

  private final CycleSolver solver;
  private final int triplets;
  private final Map<Pattern, CycleSolver.Solution> solutions = new HashMap<>();

  PatternCache(Network network, int triplets) {
    this.solver = new CycleSolver(network);
    this.triplets = triplets;
  }

  private record Pattern(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pattern pattern && Arrays.equals(bytes, pattern.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * The solution of a pattern.
   *
   * @param pattern cycles of the triplets and then weights of the pairs; not modified
   */
  CycleSolver.Solution solve(byte[] pattern) {
    CycleSolver.Solution known = solutions.get(new Pattern(pattern));
    if (known == null) {
      byte[] own = pattern.clone();
      known =
          solver.solve(Arrays.copyOf(own, triplets), Arrays.copyOfRange(own, triplets, own.length));
      if (solutions.size() >= LARGEST) {
        solutions.clear();
      }
      solutions.put(new Pattern(own), known);
    }
    return known;
  }
}
