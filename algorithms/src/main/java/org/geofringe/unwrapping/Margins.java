package org.geofringe.unwrapping;

/**
 * What one whole cycle more or less on an edge would add to the cost of a finished flow, in units
 * of {@link EdgeCosts}. Negative where the cycle would bring the edge back towards its likeliest
 * step: only together with the other edges around a cell or a block of cells is it never negative.
 */
final class Margins {

  private final EdgeCosts costs;
  private final EdgeCycles likeliest;
  private final EdgeCycles solved;

  /**
   * Reads, and does not copy, the costs and the cycles.
   *
   * @param likeliest cycles that cost nothing
   * @param solved cycles of the finished flow
   */
  Margins(EdgeCosts costs, EdgeCycles likeliest, EdgeCycles solved) {
    this.costs = costs;
    this.likeliest = likeliest;
    this.solved = solved;
  }

  int rows() {
    return costs.rows();
  }

  int columns() {
    return costs.columns();
  }

  /** Cost of a cycle more from a cell to the next in its row. */
  int acrossMore(int cell) {
    return costs.more(
        acrossUp(cell), acrossDown(cell), solved.across()[cell] - likeliest.across()[cell]);
  }

  /** Cost of a cycle less from a cell to the next in its row. */
  int acrossLess(int cell) {
    return costs.more(
        acrossDown(cell), acrossUp(cell), likeliest.across()[cell] - solved.across()[cell]);
  }

  /** Cost of a cycle more from a cell to the next in its column. */
  int downMore(int cell) {
    return costs.more(downUp(cell), downDown(cell), solved.down()[cell] - likeliest.down()[cell]);
  }

  /** Cost of a cycle less from a cell to the next in its column. */
  int downLess(int cell) {
    return costs.more(downDown(cell), downUp(cell), likeliest.down()[cell] - solved.down()[cell]);
  }

  /** What holds a cell to the next in its row: the cost of the cheaper change, 0 at least. */
  int across(int cell) {
    return Math.max(0, Math.min(acrossMore(cell), acrossLess(cell)));
  }

  /** What holds a cell to the next in its column: the cost of the cheaper change, 0 at least. */
  int down(int cell) {
    return Math.max(0, Math.min(downMore(cell), downLess(cell)));
  }

  /** Whether the edge from a cell to the next in its row is none, or leads to no data. */
  boolean acrossFree(int cell) {
    return (costs.acrossUp()[cell] | costs.acrossDown()[cell]) == 0;
  }

  /** Whether the edge from a cell to the next in its column is none, or leads to no data. */
  boolean downFree(int cell) {
    return (costs.downUp()[cell] | costs.downDown()[cell]) == 0;
  }

  private int acrossUp(int cell) {
    return costs.acrossUp()[cell] & 0xffff;
  }

  private int acrossDown(int cell) {
    return costs.acrossDown()[cell] & 0xffff;
  }

  private int downUp(int cell) {
    return costs.downUp()[cell] & 0xffff;
  }

  private int downDown(int cell) {
    return costs.downDown()[cell] & 0xffff;
  }
}
