package org.geofringe.unwrapping;

/**
 * A part of the graph's nodes, or all of them.
 *
 * @param top first row of nodes
 * @param bottom end of the rows
 * @param left first column of nodes
 * @param right end of the columns
 * @param stride nodes in a row of the graph
 * @param isWhole whether this is the whole graph, which nothing can leave
 */
record Tile(int top, int bottom, int left, int right, int stride, boolean isWhole) {

  static Tile whole(FlowGraph graph) {
    return new Tile(0, graph.nodeRows, 0, graph.stride, graph.stride, true);
  }

  /** The square that begins at a node, as far as it lies in the graph. */
  static Tile cut(FlowGraph graph, int top, int left, int side) {
    return new Tile(
        Math.max(top, 0),
        Math.min(top + side, graph.nodeRows),
        Math.max(left, 0),
        Math.min(left + side, graph.stride),
        graph.stride,
        false);
  }

  /** Whether ways out of a node may lead out of the tile. */
  boolean isRim(int node) {
    if (isWhole) {
      return false;
    }
    int i = node / stride;
    int j = node - i * stride;
    return i == top || i == bottom - 1 || j == left || j == right - 1;
  }
}
