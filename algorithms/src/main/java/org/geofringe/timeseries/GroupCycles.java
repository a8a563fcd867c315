package org.geofringe.timeseries;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whole cycles of points in one pair from those of the arcs between them. Arcs without cycles join
 * points to groups; the largest group stands, and of the others always the one is set whose arcs to
 * groups that stand agree most.
 */
final class GroupCycles {

  private final int[] from;
  private final int[] to;
  private final byte[] cycles;
  private final int offset;
  private final boolean[] counts;
  private final int[] parent;
  private final int[] size;

  /**
   * One pair.
   *
   * @param cycles of arc i at {@code offset + i}: those of its end over those of its start
   * @param counts which arcs count
   */
  GroupCycles(int points, int[] from, int[] to, byte[] cycles, int offset, boolean[] counts) {
    this.from = from;
    this.to = to;
    this.cycles = cycles;
    this.offset = offset;
    this.counts = counts;
    parent = new int[points];
    size = new int[points];
    for (int i = 0; i < points; i++) {
      parent[i] = i;
      size[i] = 1;
    }
    for (int arc = 0; arc < from.length; arc++) {
      if (counts[arc] && cycles[offset + arc] == 0) {
        join(root(from[arc]), root(to[arc]));
      }
    }
  }

  private int root(int point) {
    int root = point;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** The lower number stays the root, so that results depend on the points alone. */
  private void join(int a, int b) {
    if (a != b) {
      int root = Math.min(a, b);
      parent[Math.max(a, b)] = root;
      size[root] += size[Math.max(a, b)];
    }
  }

  /** Cycles that each point has too many. */
  int[] solve() {
    Map<Integer, Map<Integer, Map<Integer, Integer>>> links = links();
    Map<Integer, Integer> standing = new HashMap<>();
    Map<Integer, Map<Integer, Integer>> votes = new TreeMap<>();
    while (standing.size() < links.size()) {
      int next = -1;
      int value = 0;
      int most = 0;
      for (Map.Entry<Integer, Map<Integer, Integer>> group : votes.entrySet()) {
        for (Map.Entry<Integer, Integer> vote : group.getValue().entrySet()) {
          if (vote.getValue() > most) {
            most = vote.getValue();
            next = group.getKey();
            value = vote.getKey();
          }
        }
      }
      if (next < 0) {
        next = largest(links, standing);
      }
      stand(next, value, links, standing, votes);
    }
    int[] added = new int[parent.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = standing.getOrDefault(root(i), 0);
    }
    return added;
  }

  /** Per group, per neighbour: how many arcs say that the neighbour has so many cycles more. */
  private Map<Integer, Map<Integer, Map<Integer, Integer>>> links() {
    Map<Integer, Map<Integer, Map<Integer, Integer>>> links = new TreeMap<>();
    for (int arc = 0; arc < from.length; arc++) {
      int a = root(from[arc]);
      int b = root(to[arc]);
      if (counts[arc] && a != b) {
        int more = cycles[offset + arc];
        link(links, a, b, more);
        link(links, b, a, -more);
      }
    }
    return links;
  }

  private static void link(
      Map<Integer, Map<Integer, Map<Integer, Integer>>> links, int a, int b, int more) {
    links
        .computeIfAbsent(a, key -> new TreeMap<>())
        .computeIfAbsent(b, key -> new TreeMap<>())
        .merge(more, 1, Integer::sum);
  }

  private int largest(
      Map<Integer, Map<Integer, Map<Integer, Integer>>> links, Map<Integer, Integer> standing) {
    int best = -1;
    for (int group : links.keySet()) {
      if (!standing.containsKey(group) && (best < 0 || size[group] > size[best])) {
        best = group;
      }
    }
    return best;
  }

  private static void stand(
      int group,
      int value,
      Map<Integer, Map<Integer, Map<Integer, Integer>>> links,
      Map<Integer, Integer> standing,
      Map<Integer, Map<Integer, Integer>> votes) {
    standing.put(group, value);
    votes.remove(group);
    links
        .getOrDefault(group, Map.of())
        .forEach(
            (other, byCycles) -> {
              if (!standing.containsKey(other)) {
                Map<Integer, Integer> of = votes.computeIfAbsent(other, key -> new TreeMap<>());
                byCycles.forEach((more, arcs) -> of.merge(value + more, arcs, Integer::sum));
              }
            });
  }
}
