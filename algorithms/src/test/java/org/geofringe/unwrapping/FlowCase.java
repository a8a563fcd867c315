package org.geofringe.unwrapping;

import java.util.Arrays;
import java.util.Random;

/**
 * A random flow problem and an independent proof that a solution of it is of least cost: no way
 * around through what is left of the edges saves anything (Bellman and Ford).
 */
record FlowCase(EdgeCosts costs, float[] wrapped) {

  /**
   * Random phases and costs.
   *
   * @param most largest cost
   * @param least least cost
   * @param holes share of cells without data
   */
  static FlowCase random(
      Random random, int rows, int columns, int least, int most, double holes, boolean growing) {
    float[] wrapped = new float[rows * columns];
    for (int i = 0; i < wrapped.length; i++) {
      wrapped[i] =
          random.nextDouble() < holes
              ? Float.NaN
              : (float) ((random.nextDouble() - 0.5) * 2 * Math.PI);
    }
    return of(random, rows, columns, least, most, wrapped, growing);
  }

  static FlowCase of(
      Random random, int rows, int columns, int least, int most, float[] wrapped, boolean growing) {
    short[][] costs = new short[4][rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        for (int kind = 0; kind < 4; kind++) {
          int other = kind < 2 ? i + 1 : i + columns;
          boolean edge = kind < 2 ? c + 1 < columns : r + 1 < rows;
          boolean free = !edge || Float.isNaN(wrapped[i]) || Float.isNaN(wrapped[other]);
          costs[kind][i] = (short) (free ? 0 : least + random.nextInt(most - least + 1));
        }
      }
    }
    return new FlowCase(
        new EdgeCosts(rows, columns, costs[0], costs[1], costs[2], costs[3], growing), wrapped);
  }

  int rows() {
    return costs.rows();
  }

  int columns() {
    return costs.columns();
  }

  byte[] charges() {
    return LoopCharges.of(wrapped, EdgeCycles.none(rows(), columns()));
  }

  boolean free(boolean along, int i) {
    return along
        ? costs.acrossUp()[i] == 0 && costs.acrossDown()[i] == 0
        : costs.downUp()[i] == 0 && costs.downDown()[i] == 0;
  }

  /** What the cycles cost, from their definition. */
  long cost(EdgeCycles cycles) {
    long total = 0;
    for (int i = 0; i < wrapped.length; i++) {
      total += sum(costs.acrossUp()[i], costs.acrossDown()[i], cycles.across()[i]);
      total += sum(costs.downUp()[i], costs.downDown()[i], cycles.down()[i]);
    }
    return total;
  }

  private long sum(int up, int down, int cycles) {
    long total = 0;
    for (int n = 0; n < Math.abs(cycles); n++) {
      total += (cycles > 0 ? up : down) + (costs.growing() ? (long) n * (up + down) : 0);
    }
    return total;
  }

  /**
   * Nodes of the flow, all that free edges join made one: the first rows·columns are the loops by
   * their first cell, the last is the outside.
   */
  int[] nodes() {
    int rows = rows();
    int columns = columns();
    int[] node = new int[rows * columns + 1];
    Arrays.setAll(node, i -> i);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < rows * columns; i++) {
        if (i % columns < columns - 1 && free(true, i)) {
          changed |= join(node, loop(i / columns - 1, i % columns), loop(i / columns, i % columns));
        }
        if (i / columns < rows - 1 && free(false, i)) {
          changed |= join(node, loop(i / columns, i % columns - 1), loop(i / columns, i % columns));
        }
      }
    }
    return node;
  }

  private static boolean join(int[] node, int a, int b) {
    int least = Math.min(node[a], node[b]);
    boolean changed = node[a] != node[b];
    node[a] = least;
    node[b] = least;
    return changed;
  }

  /** Index of a loop; that of the outside for loops that are none. */
  int loop(int r, int c) {
    boolean inside = r >= 0 && c >= 0 && r < rows() - 1 && c < columns() - 1;
    return inside ? r * columns() + c : rows() * columns();
  }

  /** What is left of the charges with some cycles, by node; the outside takes what it must. */
  int[] balances(EdgeCycles cycles) {
    int[] node = nodes();
    int[] left = new int[node.length];
    byte[] charges = LoopCharges.of(wrapped, cycles);
    for (int i = 0; i < charges.length; i++) {
      left[node[i]] += charges[i];
    }
    left[node[node.length - 1]] = 0;
    return left;
  }

  /** Whether some way around saves anything. */
  boolean canBeImproved(EdgeCycles cycles) {
    int[] node = nodes();
    long[] distance = new long[node.length];
    for (int round = 0; round <= node.length; round++) {
      boolean changed = false;
      for (int i = 0; i < wrapped.length; i++) {
        int r = i / columns();
        int c = i % columns();
        if (c < columns() - 1 && !free(true, i)) {
          int above = node[loop(r - 1, c)];
          int below = node[loop(r, c)];
          int up = costs.acrossUp()[i];
          int down = costs.acrossDown()[i];
          int n = cycles.across()[i];
          changed |= relax(distance, above, below, sum(up, down, n + 1) - sum(up, down, n));
          changed |= relax(distance, below, above, sum(up, down, n - 1) - sum(up, down, n));
        }
        if (r < rows() - 1 && !free(false, i)) {
          int left = node[loop(r, c - 1)];
          int right = node[loop(r, c)];
          int up = costs.downUp()[i];
          int down = costs.downDown()[i];
          int n = cycles.down()[i];
          changed |= relax(distance, right, left, sum(up, down, n + 1) - sum(up, down, n));
          changed |= relax(distance, left, right, sum(up, down, n - 1) - sum(up, down, n));
        }
      }
      if (!changed) {
        return false;
      }
    }
    return true;
  }

  private static boolean relax(long[] distance, int from, int to, long cost) {
    if (distance[from] + cost < distance[to]) {
      distance[to] = distance[from] + cost;
      return true;
    }
    return false;
  }

  /** The same seen in a mirror: columns from right to left. */
  FlowCase mirrored() {
    int columns = columns();
    float[] phase = new float[wrapped.length];
    short[][] mirrored = new short[4][wrapped.length];
    for (int i = 0; i < wrapped.length; i++) {
      int c = i % columns;
      int there = i - c + columns - 1 - c;
      phase[there] = wrapped[i];
      mirrored[2][there] = costs.downUp()[i];
      mirrored[3][there] = costs.downDown()[i];
      if (c < columns - 1) {
        mirrored[0][there - 1] = costs.acrossDown()[i];
        mirrored[1][there - 1] = costs.acrossUp()[i];
      }
    }
    return with(rows(), columns, mirrored, phase);
  }

  /** The same with rows and columns exchanged. */
  FlowCase transposed() {
    float[] phase = new float[wrapped.length];
    short[][] transposed = new short[4][wrapped.length];
    for (int i = 0; i < wrapped.length; i++) {
      int there = i % columns() * rows() + i / columns();
      phase[there] = wrapped[i];
      transposed[0][there] = costs.downUp()[i];
      transposed[1][there] = costs.downDown()[i];
      transposed[2][there] = costs.acrossUp()[i];
      transposed[3][there] = costs.acrossDown()[i];
    }
    return with(columns(), rows(), transposed, phase);
  }

  private FlowCase with(int rows, int columns, short[][] edges, float[] phase) {
    return new FlowCase(
        new EdgeCosts(rows, columns, edges[0], edges[1], edges[2], edges[3], costs.growing()),
        phase);
  }
}
