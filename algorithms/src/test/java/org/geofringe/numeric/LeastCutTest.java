package org.geofringe.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastCutTest {

  @Test
  void flowIsTheCapacityOfTheSmallestOfAllCuts() {
    Random random = new Random(7);
    LeastCut cut = new LeastCut(8);
    for (int trial = 0; trial < 300; trial++) {
      cut.clear();
      long[][] capacity = new long[8][8];
      for (int edge = 0; edge < 14; edge++) {
        int from = random.nextInt(8);
        int to = random.nextInt(8);
        long there = random.nextInt(9);
        long back = random.nextInt(3);
        if (from != to) {
          cut.connect(from, to, there, back);
          capacity[from][to] += there;
          capacity[to][from] += back;
        }
      }
      long flow = cut.flow(0, 7, () -> {});
      long least = Long.MAX_VALUE;
      int smallest = 0;
      for (int side = 1; side < 128; side += 2) {
        long across = across(capacity, side);
        if (across < least
            || (across == least && Integer.bitCount(side) < Integer.bitCount(smallest))) {
          least = across;
          smallest = side;
        }
      }
      assertEquals(least, flow);
      for (int node = 0; node < 8; node++) {
        assertEquals((smallest >> node & 1) == 1, cut.onSourceSide(node), "node " + node);
      }
    }
  }

  @Test
  void edgesWithoutBoundAreNeverCut() {
    LeastCut cut = new LeastCut(4);
    cut.connect(0, 1, LeastCut.UNBOUNDED, 0);
    cut.connect(1, 2, 5, 0);
    cut.connect(2, 3, LeastCut.UNBOUNDED, 0);
    assertEquals(5, cut.flow(0, 3, () -> {}));
    assertTrue(cut.onSourceSide(1));
    assertFalse(cut.onSourceSide(2));
  }

  private static long across(long[][] capacity, int side) {
    long sum = 0;
    for (int from = 0; from < 8; from++) {
      for (int to = 0; to < 8; to++) {
        if ((side >> from & 1) == 1 && (side >> to & 1) == 0) {
          sum += capacity[from][to];
        }
      }
    }
    return sum;
  }
}
