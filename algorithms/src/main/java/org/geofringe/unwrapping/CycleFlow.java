package org.geofringe.unwrapping;

/**
 * The whole cycles of least cost that make the steps around every loop add up to zero.
 *
 * <p>A flow of least cost on the grid of loops (Costantini 1998), found by successive shortest
 * paths with buckets (Ahuja, Magnanti and Orlin 1993; Dial 1969): exact for the costs given, and
 * the same whatever the number of hands. Most charges find their counterparts nearby: each looks
 * for its own within a tile, many tiles at a time, then across the tiles' borders. The few that are
 * left grow towards each other all together.
 */
public final class CycleFlow {

  /** Nodes in a tile's side: what its search needs lies in a core's own cache. */
  private static final int TILE = Integer.getInteger("tile", 128);

  /** Nodes that a charge's own search passes at most. */
  private static final int NEAR = Integer.getInteger("most", 1000);

  private static final double NEAR_SHARE = 0.7;

  private final FlowGraph graph;
  private final FreeAreas areas;
  private final Growth growth;
  private final Pairing pairing;
  private final SolverContext context;
  static final boolean debug = Boolean.getBoolean("debug");
  long t0 = System.nanoTime();

  void say(String what, Object... args) {
    if (debug) {
      System.out.printf("  %.3f %s%n", (System.nanoTime() - t0) / 1e9, String.format(what, args));
      t0 = System.nanoTime();
    }
  }

  private CycleFlow(EdgeCosts costs, byte[] charges, SolverContext context) {
    this.context = context;
    graph = new FlowGraph(costs, charges, context);
    say("graph");
    areas = new FreeAreas(graph, context);
    say("areas");
    growth = new Growth(graph, areas, Tile.whole(graph), context);
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
    CycleFlow flow = new CycleFlow(costs, charges, context);
    flow.settle();
    long cost = flow.graph.addTo(cycles);
    flow.say("cost");
    return cost;
  }

  private void settle() {
    growth.areasTake(true);
    settleNear();
    reverse();
    settleNear();
    growth.areasTake(false);
    settleRest();
  }

  private void settleNear() {
    if (graph.nodes > TILE * TILE) {
      settleTiles(0);
      say("tiles");
      settleTiles(TILE / 2);
      say("tiles 2");
    }
    for (int node = 0; node < graph.nodes; node++) {
      settleNear(node, growth, pairing);
    }
    say("border");
  }

  private void settleTiles(int shift) {
    int down = (graph.nodeRows + shift + TILE - 1) / TILE;
    int across = (graph.stride + shift + TILE - 1) / TILE;
    context.each(
        down * across,
        index -> {
          int top = index / across * TILE - shift;
          int left = index % across * TILE - shift;
          settleTile(
              new Tile(
                  Math.max(top, 0),
                  Math.min(top + TILE, graph.nodeRows),
                  Math.max(left, 0),
                  Math.min(left + TILE, graph.stride),
                  graph.stride,
                  false));
        });
  }

  private void settleTile(Tile tile) {
    Growth inside = new Growth(graph, areas, tile, context);
    Pairing pairs = new Pairing(graph, areas, inside, context);
    for (int i = tile.top(); i < tile.bottom(); i++) {
      for (int j = tile.left(); j < tile.right(); j++) {
        settleNear(i * graph.stride + j, inside, pairs);
      }
    }
  }

  private void settleNear(int node, Growth trees, Pairing pairs) {
    int moved = 1;
    while (graph.excess[node] > 0 && moved > 0) {
      trees.begin();
      trees.start(node);
      trees.grow(1, NEAR);
      trees.leavePotentials();
      moved = pairs.pair();
    }
  }

  private void settleRest() {
    int[] rest = rest();
    say("rest %d", rest.length);
    int round = 0;
    int idle = 0;
    while (idle < 2) {
      int moved = round(rest);
      if (round < 20 || round % 100 == 0) say("round moved %d", moved);
      round++;
      idle = moved == 0 ? idle + 1 : 0;
      if (round % Integer.getInteger("turn", 1) == 0 || moved == 0) reverse();
    }
  }

  private int[] rest() {
    int count = 0;
    for (byte excess : graph.excess) {
      count += excess != 0 ? 1 : 0;
    }
    int[] rest = new int[count];
    for (int node = 0; count > 0; node++) {
      if (graph.excess[node] != 0) {
        rest[rest.length - count--] = node;
      }
    }
    return rest;
  }

  private int round(int[] rest) {
    int lacking = 0;
    for (int node : rest) {
      lacking += growth.takes(node) ? 1 : 0;
    }
    for (int area = 0; area < areas.count(); area++) {
      lacking += growth.takes(graph.nodes + area) ? 1 : 0;
    }
    if (lacking == 0) {
      return 0;
    }
    growth.begin();
    for (int node : rest) {
      if (graph.excess[node] > 0) {
        growth.start(node);
      }
    }
    for (int area = 0; area < areas.count(); area++) {
      if (area == FreeAreas.OUTSIDE || areas.balances[area] > 0) {
        growth.startArea(area);
      }
    }
    growth.grow(
        (int) Math.ceil(lacking * Double.parseDouble(System.getProperty("share", "0.5"))),
        Integer.MAX_VALUE);
    growth.leavePotentials();
    int moved = pairing.pair();
    if (moved == 0) {
      throw new IllegalArgumentException(
          "charges cannot be balanced by " + FlowGraph.MOST_CYCLES + " cycles an edge");
    }
    return moved;
  }

  private void reverse() {
    graph.reverse(context);
    areas.reverse();
  }
}
