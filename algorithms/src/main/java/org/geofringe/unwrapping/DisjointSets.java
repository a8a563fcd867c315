package org.geofringe.unwrapping;

import java.util.Arrays;

/** Sets of numbers that are joined and never parted (union by size, paths halved). */
final class DisjointSets {

  /** The parent of a member; minus the size for the member that stands for its set. */
  private final int[] parent;

  /** Sets of one, 0 to count - 1. */
  DisjointSets(int count) {
    parent = new int[count];
    Arrays.fill(parent, -1);
  }

  /** The member that stands for the set. */
  int find(int member) {
    int at = member;
    while (parent[at] >= 0) {
      int above = parent[at];
      if (parent[above] < 0) {
        return above;
      }
      parent[at] = parent[above];
      at = parent[at];
    }
    return at;
  }

  /** Members of the set that {@code root} stands for. */
  int size(int root) {
    return -parent[root];
  }

  /** Joins two sets; false where they were one. */
  boolean join(int one, int other) {
    int a = find(one);
    int b = find(other);
    if (a == b) {
      return false;
    }
    boolean first = parent[a] < parent[b] || (parent[a] == parent[b] && a < b);
    int large = first ? a : b;
    int small = first ? b : a;
    parent[large] += parent[small];
    parent[small] = large;
    return true;
  }
}
