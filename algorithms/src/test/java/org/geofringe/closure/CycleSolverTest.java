package org.geofringe.closure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cheapest whole numbers, against all of them. */
class CycleSolverTest {

  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  private static Network network(int... ends) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      pairs.add(new Pair(START.plusDays(ends[i]), START.plusDays(ends[i + 1])));
    }
    return new Network(pairs);
  }

  /** Each date with the next {@code reach} ones. */
  private static Network sequential(int dates, int reach) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < dates; a++) {
      for (int b = a + 1; b < Math.min(dates, a + reach + 1); b++) {
        pairs.add(new Pair(START.plusDays(a), START.plusDays(b)));
      }
    }
    return new Network(pairs);
  }

  private static int[][] triplets(Network network) {
    return network.triplets().stream().map(network::pairIndices).toArray(int[][]::new);
  }

  private static byte[] seen(Network network, int[] errors) {
    int[][] triplets = triplets(network);
    byte[] seen = new byte[triplets.length];
    for (int t = 0; t < seen.length; t++) {
      seen[t] = (byte) (errors[triplets[t][0]] + errors[triplets[t][1]] - errors[triplets[t][2]]);
    }
    return seen;
  }

  private static byte[] weights(Network network, int weight) {
    byte[] weights = new byte[network.pairs().size()];
    Arrays.fill(weights, (byte) weight);
    return weights;
  }

  /** All whole numbers from -3 to 3 that close the known triplets, with their costs. */
  private static final class BruteForce {
    private final List<int[]> solutions = new ArrayList<>();
    private final List<Integer> costs = new ArrayList<>();
    private int best = Integer.MAX_VALUE;

    BruteForce(Network network, byte[] seen, byte[] weights) {
      int[][] triplets = triplets(network);
      int[] e = new int[weights.length];
      Arrays.fill(e, -3);
      while (true) {
        boolean closes = true;
        for (int t = 0; closes && t < triplets.length; t++) {
          int sum = e[triplets[t][0]] + e[triplets[t][1]] - e[triplets[t][2]];
          closes = seen[t] == CycleSolver.UNKNOWN || sum == seen[t];
        }
        if (closes) {
          int cost = 0;
          for (int p = 0; p < e.length; p++) {
            cost += weights[p] * Math.abs(e[p]);
          }
          solutions.add(e.clone());
          costs.add(cost);
          best = Math.min(best, cost);
        }
        int p = 0;
        while (p < e.length && ++e[p] > 3) {
          e[p++] = -3;
        }
        if (p == e.length) {
          return;
        }
      }
    }

    /** Whether every solution that costs about as much says the same of a pair. */
    boolean decided(int pair, int cycles) {
      for (int i = 0; i < costs.size(); i++) {
        if (costs.get(i) < best + CycleSolver.MARGIN && solutions.get(i)[pair] != cycles) {
          return false;
        }
      }
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void costsWhatTheCheapestOfAllCosts(long seed) {
    Random random = new Random(seed);
    Network[] networks = {
      sequential(4, 3),
      sequential(5, 2),
      // Two triangles with one side in common.
      network(0, 1, 1, 2, 2, 3, 0, 3, 0, 2),
      network(0, 1, 0, 2, 1, 2, 1, 3, 2, 3, 3, 4, 0, 4)
    };
    for (Network network : networks) {
      int pairs = network.pairs().size();
      int[] errors = new int[pairs];
      for (int p = 0; p < pairs; p++) {
        errors[p] = random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0;
      }
      byte[] weights = new byte[pairs];
      for (int p = 0; p < pairs; p++) {
        weights[p] = (byte) (8 + random.nextInt(30));
      }
      byte[] seen = seen(network, errors);
      if (random.nextBoolean()) {
        seen[random.nextInt(seen.length)] = CycleSolver.UNKNOWN;
      }
      BruteForce all = new BruteForce(network, seen, weights);
      CycleSolver.Solution solution = new CycleSolver(network).solve(seen, weights);
      assertTrue(solution.solvable());
      int cost = 0;
      for (int p = 0; p < pairs; p++) {
        cost += weights[p] * Math.abs(solution.cycles()[p]);
      }
      assertEquals(all.best, cost, network.pairs() + " " + Arrays.toString(seen));
      for (int p = 0; p < pairs; p++) {
        if (solution.cycles()[p] != 0) {
          assertEquals(all.decided(p, solution.cycles()[p]), solution.decided()[p], "pair " + p);
        }
      }
    }
  }

  /** A ring of triangles about a hole: cycles around it are no cycles of dates. */
  @Test
  void loopsThatNoTripletFillsAreFreeAndStillCheap() {
    // Inner dates 0 2 4, outer dates 1 3 5: six triangles in a ring, the triangle 0-2-4 is missing
    // no pair, so it is marked as unknown; 1-3-5 are not joined.
    Network network =
        network(0, 1, 0, 2, 1, 2, 1, 3, 2, 3, 2, 4, 3, 4, 3, 5, 4, 5, 0, 4, 0, 5, 1, 5);
    int[][] triplets = triplets(network);
    int pair = network.index(new Pair(START.plusDays(2), START.plusDays(4)));
    int[] errors = new int[network.pairs().size()];
    errors[pair] = 1;
    byte[] seen = seen(network, errors);
    for (int t = 0; t < triplets.length; t++) {
      String id = network.triplets().get(t).toString();
      if (id.equals("20240101_20240103_20240105") || id.equals("20240102_20240104_20240106")) {
        seen[t] = CycleSolver.UNKNOWN;
      }
    }
    CycleSolver.Solution solution = new CycleSolver(network).solve(seen, weights(network, 16));
    int cost = 0;
    for (int cycles : solution.cycles()) {
      cost += Math.abs(cycles);
    }
    assertEquals(1, cost);
    assertEquals(1, solution.cycles()[pair]);
  }

  @Test
  void fewErrorsInADenseNetworkAreFound() {
    Network network = sequential(10, 4);
    Random random = new Random(7);
    int right = 0;
    for (int run = 0; run < 200; run++) {
      int[] errors = new int[network.pairs().size()];
      for (int k = 0; k < 3; k++) {
        errors[random.nextInt(errors.length)] = random.nextBoolean() ? 1 : -1;
      }
      CycleSolver.Solution solution =
          new CycleSolver(network).solve(seen(network, errors), weights(network, 16));
      boolean wrong = false;
      for (int p = 0; p < errors.length; p++) {
        wrong |= solution.decided()[p] && solution.cycles()[p] != errors[p] && errors[p] == 0;
      }
      assertFalse(wrong, "a right pair must not be broken");
      right += Arrays.equals(errors, solution.cycles()) ? 1 : 0;
    }
    assertTrue(right >= 180, right + " of 200 found");
  }

  /** One triplet alone: nothing says which of its pairs is off. */
  @Test
  void aTieIsNotDecided() {
    Network network = sequential(3, 2);
    CycleSolver.Solution tie =
        new CycleSolver(network).solve(new byte[] {1}, new byte[] {16, 16, 16});
    assertTrue(tie.solvable());
    for (int p = 0; p < 3; p++) {
      assertFalse(tie.cycles()[p] != 0 && tie.decided()[p]);
    }
    CycleSolver.Solution clear =
        new CycleSolver(network).solve(new byte[] {1}, new byte[] {48, 16, 48});
    assertArrayEquals(new int[] {0, -1, 0}, clear.cycles());
    assertTrue(clear.decided()[1]);
  }

  /** Around a tetrahedron the cycles of triplets must fit each other. */
  @Test
  void contradictionsAreNotSolved() {
    Network network = sequential(4, 3);
    CycleSolver.Solution solution =
        new CycleSolver(network).solve(new byte[] {1, 0, 0, 0}, weights(network, 16));
    assertFalse(solution.solvable());
    assertArrayEquals(new int[6], solution.cycles());
    for (boolean decided : solution.decided()) {
      assertFalse(decided);
    }
  }

  @Test
  void pairsInNoTripletStay() {
    Network network = network(0, 1, 1, 2, 0, 2, 2, 3);
    CycleSolver.Solution solution =
        new CycleSolver(network).solve(new byte[] {-1}, new byte[] {16, 48, 48, 0});
    assertEquals(0, solution.cycles()[3]);
    assertFalse(solution.decided()[3]);
  }
}
