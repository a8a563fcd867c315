package org.geofringe.unwrapping;

/**
 * Settles the charges that found no counterpart nearby, all together.
 *
 * <p>In each round trees grow from every node that has charge to give, and from the outside, until
 * half of the nodes that lack charge are met; in the next, the other way about. A root may send
 * charge to many, what is met is met by one tree only: so a large area can settle much of its
 * balance in one round, whichever its sign.
 */
final class RemainingCharges {

  private final FlowGraph graph;
  private final FreeAreas areas;
  private final Growth growth;
  private final Pairing pairing;
  private final SolverContext context;
  private final int[] nodes;

  RemainingCharges(
      FlowGraph graph, FreeAreas areas, Growth growth, Pairing pairing, SolverContext context) {
    this.graph = graph;
    this.areas = areas;
    this.growth = growth;
    this.pairing = pairing;
    this.context = context;
    nodes = nodesWithCharge();
  }

  /**
   * Moves charges until none is left.
   *
   * @param progress share of the whole work that was done before
   */
  void settle(double progress) {
    long all = left();
    for (long left = all; left > 0; left = left()) {
      context.progress(1 - (1 - progress) * left / all);
      if (lacking() > 0) {
        settleSome();
      }
      growth.turn(-growth.sign());
    }
  }

  private void settleSome() {
    growth.begin();
    for (int node : nodes) {
      if (growth.gives(node)) {
        growth.start(node);
      }
    }
    growth.grow((lacking() + 1) / 2, Integer.MAX_VALUE);
    growth.leavePotentials();
    if (pairing.pair() == 0) {
      throw new IllegalArgumentException(
          "charges cannot be balanced by " + FlowGraph.MOST_CYCLES + " cycles an edge");
    }
  }

  /** Nodes of the graph with charge, and all areas. */
  private int[] nodesWithCharge() {
    int count = 0;
    for (byte excess : graph.excess) {
      count += excess != 0 ? 1 : 0;
    }
    int[] found = new int[count + areas.count()];
    int next = 0;
    for (int node = 0; next < count; node++) {
      if (graph.excess[node] != 0) {
        found[next++] = node;
      }
    }
    for (int area = 0; area < areas.count(); area++) {
      found[next++] = graph.nodes + area;
    }
    return found;
  }

  private long left() {
    long left = 0;
    for (int node : nodes) {
      if (node < graph.nodes) {
        left += Math.abs(graph.excess[node]);
      } else if (node != graph.nodes + FreeAreas.OUTSIDE) {
        left += Math.abs(areas.balances[node - graph.nodes]);
      }
    }
    return left;
  }

  /** How many nodes and areas lack charge. */
  private int lacking() {
    int count = 0;
    for (int node : nodes) {
      count += growth.takes(node) ? 1 : 0;
    }
    return count;
  }
}
