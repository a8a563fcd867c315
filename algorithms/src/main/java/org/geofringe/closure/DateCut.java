package org.geofringe.closure;

import java.util.Arrays;

/**
 * The least cut of a small directed graph, by the method of Dinic (1970): shortest augmenting
 * paths, all of one length at a time. Made once and filled again for each graph.
 */
final class DateCut {

  /** Larger than any sum of weights here, and small enough that sums of a few do not overflow. */
  static final int UNBOUNDED = 1 << 28;

  private final int source;
  private final int sink;
  private final int[] head;
  private final int[] level;
  private final int[] place;
  private final int[] queue;
  private int[] next = new int[64];
  private int[] to = new int[64];
  private int[] capacity = new int[64];
  private int arcs;

  /**
   * A graph without edges.
   *
   * @param nodes number of nodes; a source and a sink come on top
   */
  DateCut(int nodes) {
    source = nodes;
    sink = nodes + 1;
    head = new int[nodes + 2];
    level = new int[nodes + 2];
    place = new int[nodes + 2];
    queue = new int[nodes + 2];
    clear();
  }

  int source() {
    return source;
  }

  int sink() {
    return sink;
  }

  /** Takes all edges away. */
  void clear() {
    Arrays.fill(head, -1);
    arcs = 0;
  }

  /** Adds an edge; it costs its capacity where {@code from} is on the source's side alone. */
  void add(int from, int target, int units) {
    arc(from, target, units);
    arc(target, from, 0);
  }

  private void arc(int from, int target, int units) {
    if (arcs == to.length) {
      next = Arrays.copyOf(next, 2 * arcs);
      to = Arrays.copyOf(to, 2 * arcs);
      capacity = Arrays.copyOf(capacity, 2 * arcs);
    }
    to[arcs] = target;
    capacity[arcs] = units;
    next[arcs] = head[from];
    head[from] = arcs++;
  }

  /** Capacity of the least cut, and at once the flow that proves it. */
  int leastCut() {
    int flow = 0;
    while (reach()) {
      System.arraycopy(head, 0, place, 0, head.length);
      for (int units = push(source, UNBOUNDED); units > 0; units = push(source, UNBOUNDED)) {
        flow += units;
      }
    }
    return flow;
  }

  /** After {@link #leastCut}: whether a node is on the source's side, of the smallest such side. */
  boolean onSourceSide(int node) {
    return level[node] >= 0;
  }

  private boolean reach() {
    Arrays.fill(level, -1);
    level[source] = 0;
    int last = 0;
    queue[last++] = source;
    for (int first = 0; first < last; first++) {
      int node = queue[first];
      for (int arc = head[node]; arc >= 0; arc = next[arc]) {
        if (capacity[arc] > 0 && level[to[arc]] < 0) {
          level[to[arc]] = level[node] + 1;
          queue[last++] = to[arc];
        }
      }
    }
    return level[sink] >= 0;
  }

  private int push(int node, int most) {
    if (node == sink) {
      return most;
    }
    for (; place[node] >= 0; place[node] = next[place[node]]) {
      int arc = place[node];
      if (capacity[arc] > 0 && level[to[arc]] == level[node] + 1) {
        int units = push(to[arc], Math.min(most, capacity[arc]));
        if (units > 0) {
          capacity[arc] -= units;
          capacity[arc ^ 1] += units;
          return units;
        }
      }
    }
    return 0;
  }
}
