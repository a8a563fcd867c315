package org.geofringe.unwrapping;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The graph that charges flow on: a node per loop of two by two cells, in a frame of outside.
 *
 * <p>Node (i, j) is loop (i-2, j-1); nodes with i = 1, i = rows + 1, j = 0 or j = columns are the
 * frame. Rows 0 and rows + 2 hold nothing: with them no step from the frame leads out of the
 * arrays. A unit of charge that moves from a node to the next changes the cycles of the edge
 * between cells that it crosses. A way is what the next unit costs from a node in one direction.
 * With a potential p at each node, reduced costs {@code way + p(from) - p(to)} never fall below 0,
 * which is what makes a flow one of least cost (Ahuja, Magnanti and Orlin 1993, section 9.3).
 *
 * <p>What a search needs of a node lies together: four ways in 16 bytes, potential and distance in
 * 8.
 */
final class FlowGraph {

  static final int UP = 0;
  static final int LEFT = 1;
  static final int RIGHT = 2;
  static final int DOWN = 3;

  /** A way that is none. */
  static final int NO_WAY = 1 << 30;

  /** Distance of a node that was not reached. */
  static final int UNREACHED = 1 << 28;

  /** Most cycles by which an edge is changed. */
  static final int MOST_CYCLES = 100;

  private static final int BAND = 64;

  final int nodeRows;
  final int stride;
  final int nodes;

  /** Steps in the index of nodes, by direction; the opposite of direction d is 3 - d. */
  final int[] steps;

  /** Cost of the next unit out of a node, four directions a node. */
  final int[] ways;

  /** Potential and distance, two a node; distances below 0 mark members of {@link FreeAreas}. */
  final int[] labels;

  /** Charge that is left at each node. */
  final byte[] excess;

  /** Direction from which a search came to a node. */
  final byte[] arrival;

  private final EdgeCosts costs;
  private final byte[] across;
  private final byte[] down;

  FlowGraph(EdgeCosts costs, byte[] charges, SolverContext context) {
    this.costs = costs;
    int columns = costs.columns();
    nodeRows = costs.rows() + 3;
    stride = columns + 1;
    nodes = Math.multiplyExact(nodeRows, stride);
    steps = new int[] {-stride, -1, 1, stride};
    ways = new int[Math.multiplyExact(4, nodes)];
    labels = new int[2 * nodes];
    excess = new byte[nodes];
    arrival = new byte[nodes];
    across = new byte[charges.length];
    down = new byte[charges.length];
    eachRow(context, this::clear);
    eachRow(context, i -> price(i, charges));
  }

  private void clear(int i) {
    Arrays.fill(ways, 4 * i * stride, 4 * (i + 1) * stride, NO_WAY);
    for (int node = i * stride; node < (i + 1) * stride; node++) {
      labels[2 * node + 1] = UNREACHED;
    }
  }

  /** Ways over the edges of row i of the cells, and charges of the loops below it. */
  private void price(int i, byte[] charges) {
    int rows = costs.rows();
    int columns = costs.columns();
    if (i >= rows) {
      return;
    }
    for (int j = 0; j < columns; j++) {
      int edge = i * columns + j;
      int above = (i + 1) * stride + j + 1;
      int below = above + stride;
      if (j + 1 < columns) {
        ways[4 * above + DOWN] = costs.acrossUp()[edge] & 0xffff;
        ways[4 * below + UP] = costs.acrossDown()[edge] & 0xffff;
      }
      if (i + 1 < rows) {
        ways[4 * below + LEFT] = costs.downUp()[edge] & 0xffff;
        ways[4 * (below - 1) + RIGHT] = costs.downDown()[edge] & 0xffff;
        if (j + 1 < columns) {
          excess[below] = charges[edge];
        }
      }
    }
  }

  /** Does something for each row of nodes, in bands. */
  private void eachRow(SolverContext context, IntConsumer work) {
    context.each(
        (nodeRows + BAND - 1) / BAND,
        band -> {
          context.checkCancelled();
          for (int i = band * BAND; i < Math.min((band + 1) * BAND, nodeRows); i++) {
            work.accept(i);
          }
        });
  }

  /** Whether charge may cross over to the next node, and back, as it likes. */
  boolean isFree(int node, int direction) {
    if (ways[4 * node + direction] != 0) {
      return false;
    }
    int edge = edge(node, direction);
    return (ups(direction)[edge] | downs(direction)[edge]) == 0;
  }

  /** Moves one unit of charge from a node to the next; over a free edge it leaves no trace. */
  void move(int node, int direction) {
    int edge = edge(node, direction);
    int up = ups(direction)[edge] & 0xffff;
    int less = downs(direction)[edge] & 0xffff;
    if ((up | less) == 0) {
      return;
    }
    byte[] changes = isVertical(direction) ? across : down;
    boolean more = direction == DOWN || direction == LEFT;
    int changed = changes[edge] + (more ? 1 : -1);
    changes[edge] = (byte) changed;
    int raise = changed < MOST_CYCLES ? costs.more(up, less, changed) : NO_WAY;
    int lower = changed > -MOST_CYCLES ? costs.more(less, up, -changed) : NO_WAY;
    ways[4 * node + direction] = more ? raise : lower;
    ways[4 * (node + steps[direction]) + 3 - direction] = more ? lower : raise;
  }

  /** Cells' edge that lies between a node and the next. */
  private int edge(int node, int direction) {
    int i = node / stride;
    int first = node - 2 * stride - i + 1;
    return switch (direction) {
      case DOWN -> first + stride - 1;
      case RIGHT -> first + 1;
      default -> first;
    };
  }

  private static boolean isVertical(int direction) {
    return direction == UP || direction == DOWN;
  }

  private short[] ups(int direction) {
    return isVertical(direction) ? costs.acrossUp() : costs.downUp();
  }

  private short[] downs(int direction) {
    return isVertical(direction) ? costs.acrossDown() : costs.downDown();
  }

  /** Adds the changes to cycles and returns what they cost. */
  long addTo(EdgeCycles cycles) {
    return add(cycles.across(), across, costs.acrossUp(), costs.acrossDown())
        + add(cycles.down(), down, costs.downUp(), costs.downDown());
  }

  private long add(byte[] cycles, byte[] changes, short[] ups, short[] downs) {
    long total = 0;
    for (int e = 0; e < cycles.length; e++) {
      if (changes[e] != 0) {
        cycles[e] = (byte) (cycles[e] + changes[e]);
        total += costs.total(ups[e] & 0xffff, downs[e] & 0xffff, changes[e]);
      }
    }
    return total;
  }
}
