package org.geofringe.interferometry;

import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/**
 * How cells of a fine grid are taken together. The coarse cells are whole groups of fine ones, and
 * their edges lie on multiples of their own size wherever the fine ones lie on multiples of theirs:
 * stacks that overlap have the same coarse cells.
 *
 * @param fine the grid of the images
 * @param looksDown fine rows in a coarse row, at least 1
 * @param looksAcross fine columns in a coarse column, at least 1
 */
public record Multilook(MapGrid fine, int looksDown, int looksAcross) {

  /**
   * A grouping.
   *
   * @throws IllegalArgumentException where the fine grid does not hold one whole coarse cell
   */
  public Multilook {
    if (looksDown < 1 || looksAcross < 1) {
      throw new IllegalArgumentException(
          "looks must be at least 1, got " + looksDown + " rows x " + looksAcross + " columns");
    }
    if (fine.rows() - skippedRows(fine, looksDown) < looksDown
        || fine.columns() - skippedColumns(fine, looksAcross) < looksAcross) {
      throw new IllegalArgumentException(
          "looks of "
              + looksDown
              + " rows x "
              + looksAcross
              + " columns do not fit a grid of "
              + fine.rows()
              + " x "
              + fine.columns()
              + " cells");
    }
  }

  /** The coarse grid: all coarse cells that lie within the fine grid as a whole. */
  public MapGrid grid() {
    int rowsLost = skippedRows(fine, looksDown);
    int columnsLost = skippedColumns(fine, looksAcross);
    return new MapGrid(
        fine.crs(),
        fine.west() + columnsLost * fine.spacingX(),
        fine.north() - rowsLost * fine.spacingY(),
        fine.spacingX() * looksAcross,
        fine.spacingY() * looksDown,
        (fine.rows() - rowsLost) / looksDown,
        (fine.columns() - columnsLost) / looksAcross);
  }

  /**
   * The fine cells of a window.
   *
   * @param coarse within {@link #grid()}
   */
  public Window fineWindow(Window coarse) {
    return new Window(
        skippedRows(fine, looksDown) + coarse.row() * looksDown,
        skippedColumns(fine, looksAcross) + coarse.column() * looksAcross,
        coarse.rows() * looksDown,
        coarse.columns() * looksAcross);
  }

  /** Fine cells in a coarse one. */
  public int looks() {
    return Math.multiplyExact(looksDown, looksAcross);
  }

  private static int skippedRows(MapGrid fine, int looks) {
    // Halves go down, as they do from the west: in radar geometry edges lie half a cell off, and
    // looks begin with the first line and sample.
    return Math.floorMod((long) Math.ceil(fine.north() / fine.spacingY() - 0.5), looks);
  }

  private static int skippedColumns(MapGrid fine, int looks) {
    return Math.floorMod(-Math.round(fine.west() / fine.spacingX()), looks);
  }
}
