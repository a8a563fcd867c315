package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * The cut of least capacity between two nodes of a small graph, by greatest flow (Dinic 1970).
 * Paths are walked without recursion.
 */
final class LeastCut {

  private final int nodes;
  private final int[] first;
  private final int[] next;
  private final int[] end;
  private final long[] left;
  private int arcs;
  private final int[] level;

  /**
   * An empty graph.
   *
   * @param edges most edges it will have
   */
  LeastCut(int nodes, int edges) {
    this.nodes = nodes;
    first = new int[nodes];
    Arrays.fill(first, -1);
    next = new int[2 * edges];
    end = new int[2 * edges];
    left = new long[2 * edges];
    level = new int[nodes];
  }

  /** Adds an edge with its capacities there and back. */
  void connect(int from, int to, long there, long back) {
    addArc(from, to, there);
    addArc(to, from, back);
  }

  private void addArc(int from, int to, long capacity) {
    end[arcs] = to;
    left[arcs] = capacity;
    next[arcs] = first[from];
    first[from] = arcs++;
  }

  /** Sends the greatest flow; call once. */
  long flow(int source, int sink, SolverContext context) {
    long total = 0;
    int[] current = new int[nodes];
    int[] path = new int[nodes];
    while (reach(source, sink)) {
      context.checkCancelled();
      System.arraycopy(first, 0, current, 0, nodes);
      long sent = augment(source, sink, current, path);
      while (sent > 0) {
        total += sent;
        sent = augment(source, sink, current, path);
      }
    }
    return total;
  }

  /** After the flow: whether the node lies on the source's side of the cut nearest to it. */
  boolean onSourceSide(int node) {
    return level[node] >= 0;
  }

  private boolean reach(int source, int sink) {
    Arrays.fill(level, -1);
    int[] queue = new int[nodes];
    int size = 1;
    queue[0] = source;
    level[source] = 0;
    for (int i = 0; i < size; i++) {
      for (int arc = first[queue[i]]; arc >= 0; arc = next[arc]) {
        if (left[arc] > 0 && level[end[arc]] < 0) {
          level[end[arc]] = level[queue[i]] + 1;
          queue[size++] = end[arc];
        }
      }
    }
    return level[sink] >= 0;
  }

  /** One path in the layered graph; 0 where there is none left. */
  private long augment(int source, int sink, int[] current, int[] path) {
    int depth = 0;
    int node = source;
    while (node != sink) {
      int arc = current[node];
      while (arc >= 0 && !(left[arc] > 0 && level[end[arc]] == level[node] + 1)) {
        arc = next[arc];
      }
      current[node] = arc;
      if (arc >= 0) {
        path[depth++] = arc;
        node = end[arc];
      } else if (depth == 0) {
        return 0;
      } else {
        int back = path[--depth];
        node = end[back ^ 1];
        current[node] = next[back];
      }
    }
    long amount = Long.MAX_VALUE;
    for (int i = 0; i < depth; i++) {
      amount = Math.min(amount, left[path[i]]);
    }
    for (int i = 0; i < depth; i++) {
      left[path[i]] -= amount;
      left[path[i] ^ 1] += amount;
    }
    return amount;
  }
}
