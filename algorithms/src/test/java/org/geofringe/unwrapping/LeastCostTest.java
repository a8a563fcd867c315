package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.PivotSelectionRule;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cycles found are those of least cost: three proofs, two of them independent of the solver.
 */
class LeastCostTest {

  @Test
  void noWayAroundIsCheaper() {
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(14);
      int columns = 1 + random.nextInt(14);
      int least = random.nextInt(3);
      int most = least + new int[] {1, 10, 1000 - least}[random.nextInt(3)];
      double holes = new double[] {0, 0.1, 0.5}[random.nextInt(3)];
      prove("seed " + seed, random(random, rows, columns, least, most, holes));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 1", "2, 2", "2, 90", "90, 2", "65, 64", "150, 40"})
  void noWayAroundIsCheaperInAnyShape(int rows, int columns) {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      prove(rows + " x " + columns, random(random, rows, columns, 1, 60, 0.03 * seed));
    }
  }

  @Test
  void noWayAroundIsCheaperThroughLakesAndSeas() {
    int rows = 90;
    int columns = 80;
    IntPredicate lakes =
        i ->
            Math.hypot(i / columns - 20, i % columns - 20) < 12
                || Math.hypot(i / columns - 60, i % columns - 30) < 15
                || i / columns > 30 && i / columns < 35 && i % columns > 40;
    IntPredicate board = i -> (i / columns + i % columns) % 2 == 0 && i / columns > 10;
    IntPredicate blocks = i -> i / columns / 5 % 2 == 0 && i % columns / 5 % 2 == 0;
    IntPredicate ring = i -> Math.abs(Math.hypot(i / columns - 45, i % columns - 40) - 25) < 3;
    for (IntPredicate mask : List.of(lakes, board, blocks, ring, lakes.or(blocks))) {
      for (int seed = 0; seed < 4; seed++) {
        Random random = new Random(seed);
        float[] wrapped = new float[rows * columns];
        for (int i = 0; i < wrapped.length; i++) {
          wrapped[i] = mask.test(i) ? Float.NaN : (float) ((random.nextDouble() - 0.5) * 6.28);
        }
        prove("mask", FlowCase.of(random, rows, columns, 1, 40, wrapped, seed % 2 == 0));
      }
    }
  }

  @Test
  void noWayAroundIsCheaperFromOneSideToTheOther() {
    for (boolean growing : new boolean[] {true, false}) {
      FlowCase problem = FlowCase.random(new Random(4), 60, 70, 1, 20, 0, growing);
      byte[] charges = problem.charges();
      for (int i = 0; i < charges.length; i++) {
        charges[i] = (byte) (i % 70 < 35 ? Math.abs(charges[i]) : -Math.abs(charges[i]));
      }
      EdgeCycles cycles = EdgeCycles.none(60, 70);
      long cost = CycleFlow.solve(problem.costs(), charges, cycles, SolverContext.alone());
      assertEquals(problem.cost(cycles), cost);
      assertFalse(problem.canBeImproved(cycles));
    }
  }

  /** A linear programme, on which the simplex method has the word. */
  @Test
  void aLinearProgrammeCostsTheSame() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int rows = 2 + random.nextInt(5);
      int columns = 2 + random.nextInt(5);
      double holes = seed % 3 == 0 ? 0.15 : 0;
      FlowCase problem = FlowCase.random(random, rows, columns, 1, 30, holes, false);
      EdgeCycles cycles = EdgeCycles.none(rows, columns);
      long cost =
          CycleFlow.solve(problem.costs(), problem.charges(), cycles, SolverContext.alone());
      assertEquals(programme(problem), (double) cost, 1e-6, "seed " + seed);
    }
  }

  private static double programme(FlowCase problem) {
    int cells = problem.rows() * problem.columns();
    int[] node = problem.nodes();
    double[] costs = new double[4 * cells];
    double[][] sums = new double[cells + 1][4 * cells];
    for (int i = 0; i < cells; i++) {
      int r = i / problem.columns();
      int c = i % problem.columns();
      if (c + 1 < problem.columns() && !problem.free(true, i)) {
        costs[4 * i] = problem.costs().acrossUp()[i];
        costs[4 * i + 1] = problem.costs().acrossDown()[i];
        step(sums, 4 * i, node[problem.loop(r, c)], node[problem.loop(r - 1, c)]);
      }
      if (r + 1 < problem.rows() && !problem.free(false, i)) {
        costs[4 * i + 2] = problem.costs().downUp()[i];
        costs[4 * i + 3] = problem.costs().downDown()[i];
        step(sums, 4 * i + 2, node[problem.loop(r, c - 1)], node[problem.loop(r, c)]);
      }
    }
    int[] charges = problem.balances(EdgeCycles.none(problem.rows(), problem.columns()));
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      if (node[i] == i && node[cells] != i && Arrays.stream(sums[i]).anyMatch(x -> x != 0)) {
        constraints.add(new LinearConstraint(sums[i], Relationship.EQ, -charges[i]));
      }
    }
    if (constraints.isEmpty()) {
      return 0;
    }
    return new SimplexSolver()
        .optimize(
            new MaxIter(10_000),
            new LinearObjectiveFunction(costs, 0),
            new LinearConstraintSet(constraints),
            GoalType.MINIMIZE,
            new NonNegativeConstraint(true),
            PivotSelectionRule.BLAND)
        .getValue();
  }

  private static void step(double[][] sums, int variable, int plus, int minus) {
    sums[plus][variable] += 1;
    sums[plus][variable + 1] -= 1;
    sums[minus][variable] -= 1;
    sums[minus][variable + 1] += 1;
  }

  /** No way that is left has a reduced cost below 0: with nothing left to move, that is a proof. */
  @ParameterizedTest
  @CsvSource({"300, 300, 0", "257, 640, 0.01", "500, 90, 0.2", "400, 400, 0.45", "1000, 700, 0"})
  void reducedCostsAreNotNegative(int rows, int columns, double holes) {
    FlowCase problem = FlowCase.random(new Random(rows), rows, columns, 0, 1000, holes, true);
    CycleFlow flow = new CycleFlow(problem.costs(), problem.charges(), SolverContext.alone());
    flow.settle();
    FlowGraph graph = flow.graph;
    for (int node = 0; node < graph.nodes; node++) {
      assertEquals(0, graph.excess[node]);
      for (int direction = 0; direction < 4; direction++) {
        int way = graph.ways[4 * node + direction];
        if (way != FlowGraph.NO_WAY) {
          int next = node + graph.steps[direction];
          assertTrue(way + potential(flow, node) - potential(flow, next) >= 0);
        }
      }
    }
    for (int area = FreeAreas.OUTSIDE + 1; area < flow.areas.count(); area++) {
      assertEquals(0, flow.areas.balances[area]);
    }
  }

  private static int potential(CycleFlow flow, int node) {
    int mark = flow.graph.labels[2 * node + 1];
    return mark < 0 ? flow.areas.potentials[FreeAreas.area(mark)] : flow.graph.labels[2 * node];
  }

  @Test
  void turnedAndMirroredItCostsTheSame() {
    for (int seed = 0; seed < 6; seed++) {
      FlowCase problem = random(new Random(seed), 50 + 30 * seed, 60, 1, 200, 0.04 * seed);
      long cost = prove("seed " + seed, problem);
      assertEquals(cost, prove("mirrored", problem.mirrored()));
      assertEquals(cost, prove("transposed", problem.transposed()));
      assertEquals(cost, prove("turned", problem.transposed().mirrored()));
    }
  }

  private static FlowCase random(
      Random random, int rows, int columns, int least, int most, double holes) {
    return FlowCase.random(random, rows, columns, least, most, holes, random.nextBoolean());
  }

  private static long prove(String what, FlowCase problem) {
    EdgeCycles cycles = EdgeCycles.none(problem.rows(), problem.columns());
    long cost = CycleFlow.solve(problem.costs(), problem.charges(), cycles, SolverContext.alone());
    assertEquals(problem.cost(cycles), cost, what);
    for (int balance : problem.balances(cycles)) {
      assertEquals(0, balance, what);
    }
    assertFalse(problem.canBeImproved(cycles), what);
    return cost;
  }
}
