package org.geofringe.unwrapping;

/**
 * Whole cycles on the edges between neighbouring cells.
 *
 * <p>The unwrapped step over an edge is its wrapped step, in (-π, π], and 2π times its cycles.
 * Edges are kept by their first cell: {@code across[r·columns + c]} leads from (r, c) to (r, c+1),
 * {@code down[r·columns + c]} from (r, c) to (r+1, c). The last column of {@code across} and the
 * last row of {@code down} are no edges and stay 0.
 *
 * @param rows rows of cells
 * @param columns columns of cells
 * @param across cycles along the rows, modified by the solver
 * @param down cycles along the columns, modified by the solver
 */
public record EdgeCycles(int rows, int columns, byte[] across, byte[] down) {

  public EdgeCycles {
    if (across.length != rows * columns || down.length != rows * columns) {
      throw new IllegalArgumentException(
          "cycles must be one per cell: " + across.length + " and " + down.length);
    }
  }

  /** No cycles anywhere. */
  public static EdgeCycles none(int rows, int columns) {
    return new EdgeCycles(rows, columns, new byte[rows * columns], new byte[rows * columns]);
  }

  /** The same cycles in arrays of their own. */
  public EdgeCycles copy() {
    return new EdgeCycles(rows, columns, across.clone(), down.clone());
  }
}
