package org.geofringe.unwrapping;

/**
 * The whole cycles of least cost that make the steps around every loop add up to zero.
 *
 * <p>A flow of least cost on the grid of loops (Costantini 1998), found by successive shortest
 * paths (Ahuja, Magnanti and Orlin 1993) with buckets (Dial 1969): exact for the costs given, and
 * the same whatever the number of hands. Most charges find their counterparts nearby: each looks
 * for its own within a tile, many tiles at a time, then within tiles that lie across the borders of
 * the first, then anywhere not too far. The few that are left grow towards each other all together.
 *
 * <p>It needs 30 bytes a cell beside what it is given, and up to 10 more where there is nothing but
 * charges.
 */
public final class CycleFlow {

  /** Nodes in a tile's side: what a search needs of a tile lies in the cache of a core. */
  private static final int TILE = 64;

  /** Tiles along a row that one task does, with one set of buckets. */
  private static final int TILES_ALONG = 8;

  /** Tasks between two words on progress. */
  private static final int TASKS = 64;

  /** Nodes that a charge's own search passes at most. */
  private static final int NEAR = 300;

  private static final double PREPARED = 0.15;
  private static final double NEAR_DONE = 0.7;

  final FlowGraph graph;
  final FreeAreas areas;
  private final SolverContext context;
  private final Growth growth;
  private final Pairing pairing;

  CycleFlow(EdgeCosts costs, byte[] charges, SolverContext context) {
    this.context = context;
    graph = new FlowGraph(costs, charges, context);
    context.progress(PREPARED / 2);
    areas = new FreeAreas(graph, context);
    context.progress(PREPARED);
    growth = new Growth(graph, areas, context);
    pairing = new Pairing(graph, areas, growth, context);
  }

  /**
   * Solves for the cycles.
   *
   * @param costs what cycles cost; an edge with both costs 0 is free and its cycles stay as they
   *     are
   * @param charges what the steps around loop (r, c) add up to, in whole cycles, at r·columns + c,
   *     with the cycles to begin with; see {@link LoopCharges}; not modified. Loops that free edges
   *     join count together, and those that they join to the outside not at all
   * @param cycles cycles to begin with; modified: those of least cost
   * @param context watched, stopped and helped through this; from one thread but for {@code each}
   * @return cost of the cycles that were changed
   * @throws IllegalArgumentException if sizes differ, or if the charges cannot be balanced by 100
   *     cycles an edge
   */
  public static long solve(
      EdgeCosts costs, byte[] charges, EdgeCycles cycles, SolverContext context) {
    if (charges.length != cycles.across().length
        || costs.rows() != cycles.rows()
        || costs.columns() != cycles.columns()) {
      throw new IllegalArgumentException("costs, charges and cycles differ in size");
    }
    if (isBalanced(charges)) {
      context.progress(1);
      return 0;
    }
    CycleFlow flow = new CycleFlow(costs, charges, context);
    flow.settle();
    return flow.graph.addTo(cycles);
  }

  private static boolean isBalanced(byte[] charges) {
    for (byte charge : charges) {
      if (charge != 0) {
        return false;
      }
    }
    return true;
  }

  void settle() {
    double half = (PREPARED + NEAR_DONE) / 2;
    growth.areasTake(true);
    settleNear(1, PREPARED, half);
    settleNear(-1, half, NEAR_DONE);
    growth.areasTake(false);
    new RemainingCharges(graph, areas, growth, pairing, context).settle(NEAR_DONE);
    context.progress(1);
  }

  private void settleNear(int sign, double from, double to) {
    double part = (to - from) / 3;
    settleTiles(sign, 0, from, part);
    settleTiles(sign, TILE / 2, from + part, part);
    growth.turn(sign);
    for (int i = 0; i < graph.nodeRows; i++) {
      for (int node = i * graph.stride; node < (i + 1) * graph.stride; node++) {
        settleNear(node, growth, pairing);
      }
      if (i % TILE == 0) {
        context.checkCancelled();
        context.progress(from + 2 * part + part * i / graph.nodeRows);
      }
    }
  }

  private void settleTiles(int sign, int shift, double from, double part) {
    int down = (graph.nodeRows + shift + TILE - 1) / TILE;
    int length = TILES_ALONG * TILE;
    int across = (graph.stride + shift + length - 1) / length;
    int count = down * across;
    for (int first = 0; first < count; first += TASKS) {
      int begin = first;
      int end = Math.min(first + TASKS, count);
      context.each(
          end - begin,
          task -> {
            int index = begin + task;
            settleTiles(sign, index / across * TILE - shift, index % across * length - shift);
          });
      context.progress(from + part * end / count);
    }
  }

  private void settleTiles(int sign, int top, int left) {
    Growth inside = new Growth(graph, areas, context);
    Pairing pairs = new Pairing(graph, areas, inside, context);
    inside.turn(sign);
    for (int along = 0; along < TILES_ALONG; along++) {
      context.checkCancelled();
      Tile tile = Tile.cut(graph, top, left + along * TILE, TILE);
      inside.stayIn(tile);
      for (int i = tile.top(); i < tile.bottom(); i++) {
        for (int j = tile.left(); j < tile.right(); j++) {
          settleNear(i * graph.stride + j, inside, pairs);
        }
      }
    }
  }

  private void settleNear(int node, Growth trees, Pairing pairs) {
    int moved = 1;
    while (trees.gives(node) && moved > 0) {
      trees.begin();
      trees.start(node);
      trees.grow(1, NEAR);
      trees.leavePotentials();
      moved = pairs.pair();
    }
  }
}
