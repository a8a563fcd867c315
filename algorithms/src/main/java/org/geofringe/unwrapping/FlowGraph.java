package org.geofringe.unwrapping;

/**
 * The graph that charges flow on: a node per loop of two by two cells, and the outside around them.
 *
 * <p>Node (i, j) is loop (i-1, j-1); the frame of nodes with i = 0, i = rows, j = 0 or j = columns
 * is the outside, one node in many places: it takes and gives whatever comes. A unit of charge that
 * moves from a node to the next changes the cycles of the edge between cells that it crosses. Costs
 * are those of the next unit in each direction; with potentials p, reduced costs {@code cost +
 * p(from) - p(to)} never fall below 0, which is what makes a flow one of least cost (Ahuja,
 * Magnanti and Orlin 1993, section 9.3).
 */
final class FlowGraph {

  static final int UP = 0;
  static final int LEFT = 1;
  static final int RIGHT = 2;
  static final int DOWN = 3;

  /** Cost of a way that is none. */
  static final int NO_WAY = 1 << 30;

  /** Distance of a node that was not reached. */
  static final int UNREACHED = 1 << 28;

  /** Excess of a node that takes whatever comes, and gives it. */
  static final byte OPEN = Byte.MIN_VALUE;

  /** Most cycles by which an edge is changed. */
  static final int MOST_CYCLES = 100;

  final int stride;
  final int nodes;

  /** Steps in the index of nodes, by direction; the opposite of direction d is 3 - d. */
  final int[] steps;

  /** Cost of the next unit out of a node, four directions a node. */
  final int[] ways;

  /** Potential and distance, two a node. */
  final int[] labels;

  /** Charge that is left at each node. */
  final byte[] excess;

  /** Direction from which the search came to a node. */
  final byte[] arrival;

  private final EdgeCosts costs;
  private final byte[] across;
  private final byte[] down;
  private boolean reversed;

  FlowGraph(EdgeCosts costs, byte[] charges) {
    this.costs = costs;
    int rows = costs.rows();
    int columns = costs.columns();
    stride = columns + 1;
    nodes = Math.multiplyExact(rows + 1, stride);
    steps = new int[] {-stride, -1, 1, stride};
    ways = new int[Math.multiplyExact(4, nodes)];
    labels = new int[2 * nodes];
    excess = new byte[nodes];
    arrival = new byte[nodes];
    across = new byte[rows * columns];
    down = new byte[rows * columns];
    for (int i = 0; i <= rows; i++) {
      for (int j = 0; j <= columns; j++) {
        int node = i * stride + j;
        boolean outside = i == 0 || i == rows || j == 0 || j == columns;
        excess[node] = outside ? OPEN : charges[(i - 1) * columns + j - 1];
        labels[2 * node + 1] = UNREACHED;
        price(node, UP, i > 0 && j > 0);
        price(node, LEFT, i > 0 && j > 0);
        price(node, RIGHT, i > 0 && j < columns);
        price(node, DOWN, i < rows && j > 0);
      }
    }
  }

  private void price(int node, int direction, boolean there) {
    ways[4 * node + direction] = there ? cost(node, direction) : NO_WAY;
  }

  /** Moves one unit of charge from a node to the next; over a free edge it leaves no trace. */
  void move(int node, int direction) {
    int edge = edge(node, direction);
    boolean vertical = direction == UP || direction == DOWN;
    short[] ups = vertical ? costs.acrossUp() : costs.downUp();
    short[] downs = vertical ? costs.acrossDown() : costs.downDown();
    if ((ups[edge] | downs[edge]) == 0) {
      return;
    }
    byte[] cycles = vertical ? across : down;
    cycles[edge] += (byte) sign(direction);
    ways[4 * node + direction] = cost(node, direction);
    int next = node + steps[direction];
    ways[4 * next + 3 - direction] = cost(next, 3 - direction);
  }

  /** Cells' edge that lies between a node and the next. */
  private int edge(int node, int direction) {
    int i = node / stride;
    int j = node - i * stride;
    int columns = costs.columns();
    return switch (direction) {
      case DOWN -> i * columns + j - 1;
      case RIGHT -> (i - 1) * columns + j;
      default -> (i - 1) * columns + j - 1;
    };
  }

  /** By how much a unit of charge changes the cycles of the edge that it crosses. */
  private int sign(int direction) {
    return (direction == DOWN || direction == LEFT) != reversed ? 1 : -1;
  }

  private int cost(int node, int direction) {
    int edge = edge(node, direction);
    boolean vertical = direction == UP || direction == DOWN;
    int up = (vertical ? costs.acrossUp() : costs.downUp())[edge] & 0xffff;
    int less = (vertical ? costs.acrossDown() : costs.downDown())[edge] & 0xffff;
    int changed = (vertical ? across : down)[edge];
    boolean more = sign(direction) > 0;
    if (more ? changed >= MOST_CYCLES : changed <= -MOST_CYCLES) {
      return NO_WAY;
    }
    return more ? costs.more(up, less, changed) : costs.more(less, up, -changed);
  }

  /** Turns all ways and charges about, so that what lacked charge now has some to give. */
  void reverse() {
    reversed = !reversed;
    for (int node = 0; node < nodes; node++) {
      labels[2 * node] = -labels[2 * node];
      excess[node] = (byte) -excess[node];
      for (int direction = RIGHT; direction <= DOWN; direction++) {
        int there = node + steps[direction];
        if (there < nodes) {
          int way = ways[4 * node + direction];
          ways[4 * node + direction] = ways[4 * there + 3 - direction];
          ways[4 * there + 3 - direction] = way;
        }
      }
    }
  }

  /** Adds the changes to cycles and returns what they cost. Free edges stay as they are. */
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
