package org.geofringe.numeric;

import java.util.Arrays;

/**
 * The cut of least capacity between two nodes of a small graph, by greatest flow (Dinic 1970):
 * shortest augmenting paths, all of one length at a time, walked without recursion. Made once and
 * filled again for each graph. Not safe for several threads.
 */
public final class LeastCut {

  /** Capacity of an edge that no cut shall cross; a few of them may be added up. */
  public static final long UNBOUNDED = Long.MAX_VALUE / 8;

  private static final int FIRST_ROOM = 64;

  private final int[] first;
  private final int[] level;
  private final int[] current;
  private final int[] queue;
  private int[] next = new int[FIRST_ROOM];
  private int[] end = new int[FIRST_ROOM];
  private long[] left = new long[FIRST_ROOM];
  private int arcs;

  /**
   * A graph without edges.
   *
   * @param nodes number of nodes, source and sink counted in
   */
  public LeastCut(int nodes) {
    first = new int[nodes];
    level = new int[nodes];
    current = new int[nodes];
    queue = new int[nodes];
    clear();
  }

  /** Takes all edges away. */
  public void clear() {
    Arrays.fill(first, -1);
    arcs = 0;
  }

  /**
   * Adds an edge. The cut pays {@code there} where {@code from} alone lies on the source's side,
   * {@code back} where {@code to} alone does.
   */
  public void connect(int from, int to, long there, long back) {
    if (arcs == end.length) {
      next = Arrays.copyOf(next, 2 * arcs);
      end = Arrays.copyOf(end, 2 * arcs);
      left = Arrays.copyOf(left, 2 * arcs);
    }
    addArc(from, to, there);
    addArc(to, from, back);
  }

  private void addArc(int from, int to, long capacity) {
    end[arcs] = to;
    left[arcs] = capacity;
    next[arcs] = first[from];
    first[from] = arcs++;
  }

  /**
   * Sends the greatest flow, once for each filling.
   *
   * @param checkCancelled called now and then; may throw
   * @return the flow, which is the capacity of the least cut
   */
  public long flow(int source, int sink, Runnable checkCancelled) {
    long total = 0;
    while (reach(source, sink)) {
      checkCancelled.run();
      System.arraycopy(first, 0, current, 0, first.length);
      long sent = augment(source, sink);
      while (sent > 0) {
        total += sent;
        sent = augment(source, sink);
      }
    }
    return total;
  }

  /** After the flow: whether a node is on the source's side, of the smallest such side. */
  public boolean onSourceSide(int node) {
    return level[node] >= 0;
  }

  private boolean reach(int source, int sink) {
    Arrays.fill(level, -1);
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
  private long augment(int source, int sink) {
    int[] path = queue;
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
    long amount = UNBOUNDED;
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
