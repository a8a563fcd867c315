package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * A queue of nodes by whole-numbered distance, one bucket for each distance (Dial 1969).
 *
 * <p>Distances taken out never fall. Buckets cover {@value #SPAN} distances; what lies farther
 * waits in a list until they are empty. A node may be put in again with a smaller distance: the
 * earlier entry stays, and whoever takes it out knows it by its distance.
 */
final class BucketQueue {

  private static final int SPAN = 4096;

  private final int[] heads = new int[SPAN];
  private final long[] filled = new long[SPAN / 64];
  private long filledWords;
  private int base;
  private int distance;

  private int[] nodes = new int[1 << 10];
  private int[] nexts = new int[1 << 10];
  private int entries;
  private int spare = -1;

  private int[] farNodes = new int[16];
  private int[] farDistances = new int[16];
  private int far;

  /** Distance of the node taken out last. */
  int distance() {
    return distance;
  }

  void put(int node, int at) {
    int bucket = at - base;
    if (bucket >= SPAN) {
      putFar(node, at);
      return;
    }
    int entry = entry();
    int word = bucket >>> 6;
    long bit = 1L << bucket;
    nodes[entry] = node;
    nexts[entry] = (filled[word] & bit) != 0 ? heads[bucket] : -1;
    heads[bucket] = entry;
    filled[word] |= bit;
    filledWords |= 1L << word;
  }

  /** Takes out a node of the least distance; -1 if none is left. */
  int take() {
    while (filledWords == 0) {
      if (far == 0) {
        return -1;
      }
      comeNearer();
    }
    int word = Long.numberOfTrailingZeros(filledWords);
    int bucket = (word << 6) + Long.numberOfTrailingZeros(filled[word]);
    int entry = heads[bucket];
    distance = base + bucket;
    int next = nexts[entry];
    if (next >= 0) {
      heads[bucket] = next;
    } else {
      filled[word] &= filled[word] - 1;
      if (filled[word] == 0) {
        filledWords &= filledWords - 1;
      }
    }
    nexts[entry] = spare;
    spare = entry;
    return nodes[entry];
  }

  /** Forgets all; distances begin at 0 again. */
  void clear() {
    while (filledWords != 0) {
      filled[Long.numberOfTrailingZeros(filledWords)] = 0;
      filledWords &= filledWords - 1;
    }
    entries = 0;
    spare = -1;
    far = 0;
    base = 0;
    distance = 0;
  }

  private int entry() {
    if (spare >= 0) {
      int entry = spare;
      spare = nexts[entry];
      return entry;
    }
    if (entries == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * entries);
      nexts = Arrays.copyOf(nexts, 2 * entries);
    }
    return entries++;
  }

  private void putFar(int node, int at) {
    if (far == farNodes.length) {
      farNodes = Arrays.copyOf(farNodes, 2 * far);
      farDistances = Arrays.copyOf(farDistances, 2 * far);
    }
    farNodes[far] = node;
    farDistances[far++] = at;
  }

  private void comeNearer() {
    base = Integer.MAX_VALUE;
    for (int i = 0; i < far; i++) {
      base = Math.min(base, farDistances[i]);
    }
    int kept = 0;
    for (int i = 0; i < far; i++) {
      if (farDistances[i] - base < SPAN) {
        put(farNodes[i], farDistances[i]);
      } else {
        farNodes[kept] = farNodes[i];
        farDistances[kept++] = farDistances[i];
      }
    }
    far = kept;
  }
}
