package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CycleFlowTest {

  @Test
  void noWayAroundIsCheaper() {
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(14);
      int columns = 1 + random.nextInt(14);
      int least = random.nextInt(3);
      int most = least + new int[] {1, 10, 1000 - least}[random.nextInt(3)];
      double holes = new double[] {0, 0.1, 0.5}[random.nextInt(3)];
      check(seed, FlowCase.random(random, rows, columns, least, most, holes, random.nextBoolean()));
    }
  }

  private static void check(int seed, FlowCase problem) {
    EdgeCycles cycles = EdgeCycles.none(problem.rows(), problem.columns());
    long cost = CycleFlow.solve(problem.costs(), problem.charges(), cycles, SolverContext.alone());
    String what = "seed " + seed + ", " + problem.rows() + " x " + problem.columns();
    assertEquals(problem.cost(cycles), cost, what);
    for (int balance : problem.balances(cycles)) {
      assertEquals(0, balance, what);
    }
    assertFalse(problem.canBeImproved(cycles), what);
  }
}
