package org.geofringe.unwrapping;

/**
 * Moves charges along the trees of a {@link Growth} to the nodes that were met.
 *
 * <p>A charge that moves may make its way dearer for the next: one is only moved while its whole
 * way has a reduced cost of 0, which keeps the flow one of least cost.
 */
final class Pairing {

  private static final int CHECK_EVERY = 1 << 12;

  private final FlowGraph graph;
  private final FreeAreas areas;
  private final Growth growth;
  private final SolverContext context;

  Pairing(FlowGraph graph, FreeAreas areas, Growth growth, SolverContext context) {
    this.graph = graph;
    this.areas = areas;
    this.growth = growth;
    this.context = context;
  }

  /** Moves what can be moved, and returns how many units. */
  int pair() {
    int moved = 0;
    for (int i = 0; i < growth.metCount(); i++) {
      if (i % CHECK_EVERY == CHECK_EVERY - 1) {
        context.checkCancelled();
      }
      int sink = growth.met(i);
      while (growth.takes(sink)) {
        int root = root(sink);
        if (root < 0 || !growth.gives(root)) {
          break;
        }
        change(root, -growth.sign());
        change(sink, growth.sign());
        move(sink);
        moved++;
      }
    }
    return moved;
  }

  /** Where the tree of a node began; -1 if the way from there costs something. */
  private int root(int sink) {
    int node = sink;
    for (int from = growth.origin(node); from >= 0; from = growth.origin(node)) {
      int next = owner(from);
      int way = growth.way(from, growth.arrival(node));
      if (way + growth.sign() * (potential(next) - potential(node)) != 0) {
        return -1;
      }
      node = next;
    }
    return node;
  }

  private void move(int sink) {
    int node = sink;
    for (int from = growth.origin(node); from >= 0; from = growth.origin(node)) {
      int direction = growth.arrival(node);
      if (growth.sign() > 0) {
        graph.move(from, direction);
      } else {
        graph.move(from + graph.steps[direction], 3 - direction);
      }
      node = owner(from);
    }
  }

  /** The area that a node of the graph is in, or else the node itself. */
  private int owner(int node) {
    int mark = graph.labels[2 * node + 1];
    return mark < 0 ? graph.nodes + FreeAreas.area(mark) : node;
  }

  private int potential(int node) {
    return node < graph.nodes ? graph.labels[2 * node] : areas.potentials[node - graph.nodes];
  }

  private void change(int node, int units) {
    if (node < graph.nodes) {
      graph.excess[node] += (byte) units;
    } else {
      areas.balances[node - graph.nodes] += units;
    }
  }
}
