package org.geofringe.unwrapping;

/**
 * What whole cycles on the edges between cells cost, in whole units.
 *
 * <p>An edge starts with some cycles that cost nothing. The first cycle more costs {@code up}, the
 * first less {@code down}; with {@code growing} costs the n-th of them costs n-1 times ({@code up}
 * + {@code down}) more, which is a parabola about the likeliest step, and else each costs the same.
 * An edge with both zero is free: it leads to a cell without data, any cycles on it cost nothing,
 * and the solver leaves them as they were. Edges are kept as in {@link EdgeCycles}; values are read
 * as unsigned and are 0 to {@value #LARGEST}.
 *
 * @param rows rows of cells
 * @param columns columns of cells
 * @param acrossUp cost of the first cycle more, edges along rows
 * @param acrossDown cost of the first cycle less, edges along rows
 * @param downUp cost of the first cycle more, edges along columns
 * @param downDown cost of the first cycle less, edges along columns
 * @param growing whether further cycles cost more than the first
 */
public record EdgeCosts(
    int rows,
    int columns,
    short[] acrossUp,
    short[] acrossDown,
    short[] downUp,
    short[] downDown,
    boolean growing) {

  /** Largest cost of a first cycle. */
  public static final int LARGEST = 1000;

  /** Units that make one nat: the logarithm of how much less likely the other number is. */
  public static final int UNITS_PER_NAT = 100;

  public EdgeCosts {
    int cells = rows * columns;
    if (acrossUp.length != cells
        || acrossDown.length != cells
        || downUp.length != cells
        || downDown.length != cells) {
      throw new IllegalArgumentException("costs must be one per cell and direction");
    }
  }

  /** All edges free. */
  static EdgeCosts none(int rows, int columns, boolean growing) {
    int cells = rows * columns;
    return new EdgeCosts(
        rows,
        columns,
        new short[cells],
        new short[cells],
        new short[cells],
        new short[cells],
        growing);
  }

  /**
   * What one cycle more costs on an edge.
   *
   * @param up cost of the edge's first cycle more
   * @param down cost of the edge's first cycle less
   * @param changed cycles added already, negative if taken away; with {@code up} and {@code down}
   *     exchanged and {@code changed} negated the answer is the cost of one cycle less
   */
  public int more(int up, int down, int changed) {
    if (growing) {
      return up + changed * (up + down);
    }
    return changed >= 0 ? up : -down;
  }

  /** What all of an edge's changed cycles cost, as {@link #more} adds up. */
  public long total(int up, int down, int changed) {
    if (growing) {
      return (long) changed * up + (long) changed * (changed - 1) / 2 * (up + down);
    }
    return changed >= 0 ? (long) changed * up : -(long) changed * down;
  }
}
