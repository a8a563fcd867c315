package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Moves charges to where they are lacking, each along the cheapest way (successive shortest paths:
 * Ahuja, Magnanti and Orlin 1993, section 9.7).
 *
 * <p>Each search is Dijkstra's on reduced costs. It ends at the first node that lacks charge, and
 * changes potentials only of the nodes it has passed, so that it costs no more than the
 * neighbourhood it has looked at.
 */
final class PathSearch {

  private static final int CHECK_EVERY = 1 << 16;

  private final FlowGraph graph;
  private final SolverContext context;
  private final BucketQueue queue = new BucketQueue();
  private int[] touched = new int[1 << 10];
  private int count;
  private int sinceCheck;

  PathSearch(FlowGraph graph, SolverContext context) {
    this.graph = graph;
    this.context = context;
  }

  /** Moves all charge of a node away. */
  void settle(int source) {
    while (graph.excess[source] > 0) {
      int sink = search(source);
      if (sink < 0) {
        throw new IllegalArgumentException(
            "charges cannot be balanced by " + FlowGraph.MOST_CYCLES + " cycles an edge");
      }
      leavePotentials(queue.distance());
      move(source, sink);
    }
  }

  private int search(int source) {
    int[] ways = graph.ways;
    int[] labels = graph.labels;
    int[] steps = graph.steps;
    count = 0;
    queue.clear();
    reach(source, 0);
    for (int node = queue.take(); node >= 0; node = queue.take()) {
      int distance = queue.distance();
      if (labels[2 * node + 1] != distance) {
        continue;
      }
      if (graph.excess[node] < 0) {
        return node;
      }
      if (++sinceCheck == CHECK_EVERY) {
        sinceCheck = 0;
        context.checkCancelled();
      }
      int from = distance + labels[2 * node];
      for (int direction = 0; direction < 4; direction++) {
        int way = ways[4 * node + direction];
        if (way == FlowGraph.NO_WAY) {
          continue;
        }
        int next = node + steps[direction];
        int at = from + way - labels[2 * next];
        if (at < labels[2 * next + 1]) {
          graph.arrival[next] = (byte) direction;
          reach(next, at);
        }
      }
    }
    return -1;
  }

  private void reach(int node, int distance) {
    if (graph.labels[2 * node + 1] == FlowGraph.UNREACHED) {
      if (count == touched.length) {
        touched = Arrays.copyOf(touched, 2 * count);
      }
      touched[count++] = node;
    }
    graph.labels[2 * node + 1] = distance;
    queue.put(node, distance);
  }

  private void leavePotentials(int end) {
    int[] labels = graph.labels;
    for (int i = 0; i < count; i++) {
      int node = touched[i];
      labels[2 * node] += Math.min(labels[2 * node + 1] - end, 0);
      labels[2 * node + 1] = FlowGraph.UNREACHED;
    }
  }

  private void move(int source, int sink) {
    int node = sink;
    while (node != source) {
      int direction = graph.arrival[node];
      node -= graph.steps[direction];
      graph.move(node, direction);
    }
    graph.excess[source]--;
    if (graph.excess[sink] != FlowGraph.OPEN) {
      graph.excess[sink]++;
    }
  }
}
