package org.geofringe.unwrapping;

/**
 * How well each edge of a finished flow holds its two cells together: what the cheaper change of
 * its cycles would cost, in tenths of a nat. Two bytes per cell.
 */
final class EdgeHolds {

  /** There is no edge, or it is not to be counted. */
  static final byte NONE = -1;

  /** The edge does not hold. */
  static final byte WEAK = 0;

  /** Tenths of a nat. */
  static final int PER_NAT = 10;

  private static final int BAND = 64;
  private static final int UNITS = EdgeCosts.UNITS_PER_NAT / PER_NAT;

  /** Taken away by an edge that does not hold: in noise every third does not, else one in ten. */
  private static final int TAKEN = -10 * PER_NAT;

  private final int rows;
  private final int columns;
  private final byte[] across;
  private final byte[] down;

  /**
   * Reads the margins of all edges.
   *
   * @param edgeNats an edge does not hold where a cycle more or less costs less
   */
  EdgeHolds(Margins margins, double edgeNats, SolverContext context) {
    rows = margins.rows();
    columns = margins.columns();
    across = new byte[rows * columns];
    down = new byte[rows * columns];
    int floor = (int) Math.max(1, Math.round(edgeNats * EdgeCosts.UNITS_PER_NAT));
    context.each(
        (rows + BAND - 1) / BAND,
        band -> {
          context.checkCancelled();
          int end = Math.min(rows, (band + 1) * BAND) * columns;
          for (int cell = band * BAND * columns; cell < end; cell++) {
            across[cell] = margins.acrossFree(cell) ? NONE : hold(margins.across(cell), floor);
            down[cell] = margins.downFree(cell) ? NONE : hold(margins.down(cell), floor);
          }
        });
  }

  private static byte hold(int units, int floor) {
    return units < floor ? WEAK : (byte) Math.max(1, Math.min(Byte.MAX_VALUE, units / UNITS));
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The edge from a cell to the next in its row. */
  byte across(int cell) {
    return across[cell];
  }

  /** The edge from a cell to the next in its column. */
  byte down(int cell) {
    return down[cell];
  }

  /** Counts the edge from a cell to the next in its row no more. */
  void dropAcross(int cell) {
    across[cell] = NONE;
  }

  /** Counts the edge from a cell to the next in its column no more. */
  void dropDown(int cell) {
    down[cell] = NONE;
  }

  /**
   * What an edge shows for its two sides belonging together, in tenths of a nat.
   *
   * <p>The flow finds likely steps in phase without coherence too, but not everywhere. So an edge
   * that does not hold takes away more than one that holds gives.
   *
   * @param most an edge counts for no more
   */
  static int evidence(byte hold, int most) {
    return hold == NONE ? 0 : hold == WEAK ? TAKEN : Math.min(hold, most);
  }
}
