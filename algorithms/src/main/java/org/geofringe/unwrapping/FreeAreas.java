package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Large areas whose edges are free, each made one node of the flow.
 *
 * <p>A search would flood such an area at no cost. Of each only the nodes on its shore are kept,
 * from which some way leads that is not free. Area 0 is the outside, with all that is free and
 * touches it; it takes and gives whatever comes. Small areas stay as they are: their edges cost
 * nothing, and that is all.
 */
final class FreeAreas {

  /** The outside. */
  static final int OUTSIDE = 0;

  /** Nodes from which on an area is made one. */
  private static final int LARGE = 200;

  private static final int SEEN = FlowGraph.UNREACHED - 1;
  private static final int CHECK_EVERY = 1 << 18;

  private final FlowGraph graph;
  private final SolverContext context;
  private int[] members = new int[1 << 10];
  private int size;
  private int[] firsts = new int[16];
  private int[] shores = new int[16];
  private int shoreCount;
  private int count;

  /** Charge that is left in each area. */
  int[] balances = new int[16];

  /** Potential of each area, for all its nodes. */
  final int[] potentials;

  FreeAreas(FlowGraph graph, SolverContext context) {
    this.graph = graph;
    this.context = context;
    gatherOutside();
    gatherInside();
    firsts = Arrays.copyOf(firsts, count + 1);
    firsts[count] = shoreCount;
    members = new int[0];
    potentials = new int[count];
  }

  int count() {
    return count;
  }

  /** What the distance of an area's nodes is set to, so that searches know them. */
  static int mark(int area) {
    return -1 - area;
  }

  /** The area with a mark. */
  static int area(int mark) {
    return -1 - mark;
  }

  /** Index of an area's first shore; the next area's is that of its end. */
  int firstShore(int area) {
    return firsts[area];
  }

  /** Node of a shore. */
  int shore(int index) {
    return shores[index];
  }

  private void gatherOutside() {
    int last = graph.nodeRows - 2;
    for (int i = 1; i <= last; i++) {
      int step = i == 1 || i == last ? 1 : graph.stride - 1;
      for (int j = 0; j < graph.stride; j += step) {
        see(i * graph.stride + j);
      }
    }
    flood();
    makeOne();
  }

  private void gatherInside() {
    for (int node = 0; node < graph.nodes; node++) {
      if (node % CHECK_EVERY == 0) {
        context.checkCancelled();
      }
      if (!isSeen(node) && isAnyFree(node)) {
        see(node);
        flood();
        if (size >= LARGE) {
          makeOne();
        }
        size = 0;
      }
    }
    for (int node = 0; node < graph.nodes; node++) {
      if (graph.labels[2 * node + 1] == SEEN) {
        graph.labels[2 * node + 1] = FlowGraph.UNREACHED;
      }
    }
  }

  private void flood() {
    for (int m = 0; m < size; m++) {
      if (m % CHECK_EVERY == 0) {
        context.checkCancelled();
      }
      for (int direction = 0; direction < 4; direction++) {
        if (graph.isFree(members[m], direction)) {
          int next = members[m] + graph.steps[direction];
          if (!isSeen(next)) {
            see(next);
          }
        }
      }
    }
  }

  private void makeOne() {
    if (count == balances.length) {
      balances = Arrays.copyOf(balances, 2 * count);
      firsts = Arrays.copyOf(firsts, 2 * count);
    }
    firsts[count] = shoreCount;
    balances[count] = 0;
    for (int m = 0; m < size; m++) {
      if (m % CHECK_EVERY == 0) {
        context.checkCancelled();
      }
      int node = members[m];
      balances[count] += graph.excess[node];
      graph.excess[node] = 0;
      graph.labels[2 * node + 1] = mark(count);
      if (!isInland(node)) {
        if (shoreCount == shores.length) {
          shores = Arrays.copyOf(shores, 2 * shoreCount);
        }
        shores[shoreCount++] = node;
      }
    }
    count++;
    size = 0;
  }

  private boolean isSeen(int node) {
    return graph.labels[2 * node + 1] != FlowGraph.UNREACHED;
  }

  private void see(int node) {
    graph.labels[2 * node + 1] = SEEN;
    if (size == members.length) {
      members = Arrays.copyOf(members, 2 * size);
    }
    members[size++] = node;
  }

  private boolean isAnyFree(int node) {
    for (int direction = 0; direction < 4; direction++) {
      if (graph.isFree(node, direction)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInland(int node) {
    for (int direction = 0; direction < 4; direction++) {
      if (graph.ways[4 * node + direction] != FlowGraph.NO_WAY && !graph.isFree(node, direction)) {
        return false;
      }
    }
    return true;
  }
}
