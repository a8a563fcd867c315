package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CycleFlowTest {

  @Test
  void withoutResiduesNothingChanges() {
    FlowCase problem = FlowCase.random(new Random(1), 40, 50, 1, 9, 0.1, true);
    EdgeCycles cycles = EdgeCycles.none(40, 50);
    new Random(2).nextBytes(cycles.across());
    new Random(3).nextBytes(cycles.down());
    byte[] across = cycles.across().clone();
    byte[] down = cycles.down().clone();
    assertEquals(
        0, CycleFlow.solve(problem.costs(), new byte[2000], cycles, SolverContext.alone()));
    assertArrayEquals(across, cycles.across());
    assertArrayEquals(down, cycles.down());
  }

  @Test
  void aPairOfResiduesIsJoinedAlongTheCheapestEdges() {
    EdgeCosts costs = uniform(6, 6, 10, true);
    byte[] charges = new byte[36];
    charges[2 * 6 + 1] = 1;
    charges[2 * 6 + 3] = -1;
    EdgeCycles cycles = EdgeCycles.none(6, 6);
    assertEquals(20, CycleFlow.solve(costs, charges, cycles, SolverContext.alone()));
    byte[] down = new byte[36];
    down[2 * 6 + 2] = -1;
    down[2 * 6 + 3] = -1;
    assertArrayEquals(down, cycles.down());
    assertArrayEquals(new byte[36], cycles.across());
  }

  @Test
  void cyclesAreAddedToThoseToBeginWith() {
    FlowCase problem = FlowCase.random(new Random(5), 30, 30, 1, 40, 0.05, true);
    EdgeCycles plain = EdgeCycles.none(30, 30);
    CycleFlow.solve(problem.costs(), problem.charges(), plain, SolverContext.alone());
    EdgeCycles moved = EdgeCycles.none(30, 30);
    Arrays.fill(moved.across(), (byte) 7);
    Arrays.fill(moved.down(), (byte) -3);
    // The same everywhere adds up to nothing around any loop.
    CycleFlow.solve(problem.costs(), problem.charges(), moved, SolverContext.alone());
    for (int i = 0; i < 900; i++) {
      assertEquals(plain.across()[i] + 7, moved.across()[i]);
      assertEquals(plain.down()[i] - 3, moved.down()[i]);
    }
  }

  @Test
  void theSameWhateverTheHands() {
    FlowCase problem = FlowCase.random(new Random(11), 300, 200, 1, 300, 0.02, false);
    EdgeCycles alone = EdgeCycles.none(300, 200);
    CycleFlow.solve(problem.costs(), problem.charges(), alone, SolverContext.alone());
    EdgeCycles together = EdgeCycles.none(300, 200);
    CycleFlow.solve(
        problem.costs(),
        problem.charges(),
        together,
        new Watch(Long.MAX_VALUE) {
          @Override
          public void each(int count, IntConsumer task) {
            IntStream.range(0, count).parallel().map(i -> count - 1 - i).forEach(task);
          }
        });
    assertArrayEquals(alone.across(), together.across());
    assertArrayEquals(alone.down(), together.down());
  }

  @Test
  void saysHowFarItIsAndCanBeStoppedAnywhere() {
    FlowCase problem = FlowCase.random(new Random(3), 200, 200, 1, 500, 0.05, true);
    Watch watch = new Watch(Long.MAX_VALUE);
    CycleFlow.solve(problem.costs(), problem.charges(), EdgeCycles.none(200, 200), watch);
    assertEquals(1, watch.share);
    long checks = watch.checks;
    assertTrue(checks > 20, "only " + checks + " checks");
    for (long after = 0; after < checks; after += checks / 10) {
      Watch stop = new Watch(after);
      assertThrows(
          CancellationException.class,
          () ->
              CycleFlow.solve(problem.costs(), problem.charges(), EdgeCycles.none(200, 200), stop));
    }
  }

  @Test
  void moreThanEdgesCanHoldIsRefused() {
    byte[] charges = new byte[36];
    for (int i = 0; i < 36; i++) {
      charges[i] = (byte) (i / 6 < 5 && i % 6 < 5 ? 127 : 0);
    }
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                CycleFlow.solve(
                    uniform(6, 6, 1, false),
                    charges,
                    EdgeCycles.none(6, 6),
                    SolverContext.alone()));
    assertEquals("charges cannot be balanced by 100 cycles an edge", refusal.getMessage());
  }

  @Test
  void sizesAreChecked() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CycleFlow.solve(
                uniform(2, 3, 1, true), new byte[6], EdgeCycles.none(3, 2), SolverContext.alone()));
  }

  @Test
  void allWithoutDataIsNothingToDo() {
    EdgeCycles cycles = EdgeCycles.none(70, 90);
    byte[] charges = new byte[6300];
    Arrays.fill(charges, (byte) 1);
    assertEquals(
        0, CycleFlow.solve(uniform(70, 90, 0, true), charges, cycles, SolverContext.alone()));
    assertArrayEquals(new byte[6300], cycles.across());
  }

  private static EdgeCosts uniform(int rows, int columns, int cost, boolean growing) {
    short[] all = new short[rows * columns];
    Arrays.fill(all, (short) cost);
    return new EdgeCosts(rows, columns, all, all, all, all, growing);
  }

  /** One pair of hands; sees that progress never falls, and stops after some checks. */
  private static class Watch implements SolverContext {
    private final long most;
    private double share;
    private long checks;

    Watch(long most) {
      this.most = most;
    }

    @Override
    public void progress(double now) {
      assertTrue(now >= share && now <= 1, "from " + share + " to " + now);
      share = now;
    }

    @Override
    public synchronized void checkCancelled() {
      if (checks++ == most) {
        throw new CancellationException("stopped");
      }
    }

    @Override
    public void each(int count, IntConsumer task) {
      SolverContext.alone().each(count, task);
    }
  }
}
