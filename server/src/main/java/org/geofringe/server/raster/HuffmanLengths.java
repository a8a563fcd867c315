package org.geofringe.server.raster;

import java.util.Arrays;

/**
 * Lengths of Huffman's codes under a limit (Huffman 1952, by two queues). Where the best code is
 * longer than the limit, counts are halved until it is not: a little off the best, and rare.
 */
final class HuffmanLengths {

  private HuffmanLengths() {}

  /**
   * The length of each symbol's code.
   *
   * @param counts how often each symbol comes, at least one above 0; not modified
   * @param limit greatest length, enough for the number of symbols
   * @return 0 for symbols that never come; two symbols have codes at least, as readers expect
   */
  static int[] of(int[] counts, int limit) {
    int[] scaled = counts.clone();
    for (int symbol = 0; Arrays.stream(scaled).filter(count -> count > 0).count() < 2; symbol++) {
      scaled[symbol] = Math.max(1, scaled[symbol]);
    }
    while (true) {
      int[] lengths = unlimited(scaled);
      if (Arrays.stream(lengths).max().orElse(0) <= limit) {
        return lengths;
      }
      for (int symbol = 0; symbol < scaled.length; symbol++) {
        scaled[symbol] = (scaled[symbol] + 1) / 2;
      }
    }
  }

  private static int[] unlimited(int[] counts) {
    // Count above, symbol below: one sort orders both.
    long[] leaves = new long[counts.length];
    int used = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        leaves[used++] = (long) counts[symbol] << 16 | symbol;
      }
    }
    Arrays.sort(leaves, 0, used);
    // Nodes: leaves in order of their counts, then inner nodes in the order they are made.
    int[] parent = new int[2 * used - 1];
    long[] weight = new long[2 * used - 1];
    for (int leaf = 0; leaf < used; leaf++) {
      weight[leaf] = leaves[leaf] >>> 16;
    }
    int leaf = 0;
    int inner = used;
    for (int node = used; node < 2 * used - 1; node++) {
      for (int child = 0; child < 2; child++) {
        boolean takeLeaf = leaf < used && (inner == node || weight[leaf] <= weight[inner]);
        int taken = takeLeaf ? leaf++ : inner++;
        parent[taken] = node;
        weight[node] += weight[taken];
      }
    }
    int[] depth = new int[2 * used - 1];
    int[] lengths = new int[counts.length];
    for (int node = 2 * used - 3; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
      if (node < used) {
        lengths[(int) (leaves[node] & 0xffff)] = depth[node];
      }
    }
    return lengths;
  }
}
