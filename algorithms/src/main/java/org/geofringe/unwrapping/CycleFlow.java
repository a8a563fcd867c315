package org.geofringe.unwrapping;

/**
 * The whole cycles of least cost that make the steps around every loop add up to zero.
 *
 * <p>A flow of least cost on the grid of loops (Costantini 1998), found by successive shortest
 * paths (Ahuja, Magnanti and Orlin 1993): exact for the costs given, and the same each time.
 */
public final class CycleFlow {

  private CycleFlow() {}

  /**
   * Solves for the cycles.
   *
   * @param costs what cycles cost; an edge with both costs 0 is free and its cycles stay as they
   *     are
   * @param charges what the steps around loop (r, c) add up to, in whole cycles, at r·columns + c,
   *     with the cycles to begin with; see {@link LoopCharges}; not modified
   * @param cycles cycles to begin with; modified: those of least cost
   * @return cost of the cycles that were changed
   * @throws IllegalArgumentException if sizes differ, or no edge may be left with 100 cycles or
   *     more
   */
  public static long solve(
      EdgeCosts costs, byte[] charges, EdgeCycles cycles, SolverContext context) {
    if (charges.length != cycles.across().length
        || costs.rows() != cycles.rows()
        || costs.columns() != cycles.columns()) {
      throw new IllegalArgumentException("costs, charges and cycles differ in size");
    }
    FlowGraph graph = new FlowGraph(costs, charges);
    settleAll(graph, context);
    graph.reverse();
    settleAll(graph, context);
    return graph.addTo(cycles);
  }

  private static void settleAll(FlowGraph graph, SolverContext context) {
    PathSearch search = new PathSearch(graph, context);
    for (int node = 0; node < graph.nodes; node++) {
      if (graph.excess[node] > 0) {
        search.settle(node);
      }
    }
  }
}
