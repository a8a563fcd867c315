package org.geofringe.unwrapping;

/**
 * What whole cycles on the edges between cells cost, in whole units.
 *
 * <p>An edge starts with some cycles that cost nothing. The first cycle more costs {@code up}, the
 * first less {@code down}; with {@code growing} costs the n-th of them costs n-1 times ({@code up}
 * + {@code down}) more, which is a parabola about the likeliest step, and else each costs the same.
 * An edge with both zero is free: it leads to a cell without data, and any cycles on it cost
 * nothing. Edges are kept as in {@link EdgeCycles}; values are read as unsigned and are 0 to
 * {@value #LARGEST}.
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

  public EdgeCosts {
    int cells = rows * columns;
    if (acrossUp.length != cells
        || acrossDown.length != cells
        || downUp.length != cells
        || downDown.length != cells) {
      throw new IllegalArgumentException("costs must be one per cell and direction");
    }
  }
}
