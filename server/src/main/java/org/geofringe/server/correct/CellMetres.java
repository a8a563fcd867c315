package org.geofringe.server.correct;

import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;

/**
 * Size of a cell on the ground, at the middle of a grid.
 *
 * @param down metres from row to row
 * @param across metres from column to column
 */
public record CellMetres(double down, double across) {

  private static final double METRES_PER_DEGREE = 111_195;

  /**
   * The size of a grid's cells.
   *
   * @throws UserException where the grid is in radar geometry, whose cells have no size
   */
  public static CellMetres of(MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "TIME_SERIES lies in radar geometry, where lengths in metres are unknown: geocode it.");
    }
    if (!Crs.isGeographic(grid.crs())) {
      return new CellMetres(grid.spacingY(), grid.spacingX());
    }
    double middle = Math.toRadians((grid.north() + grid.south()) / 2);
    return new CellMetres(
        grid.spacingY() * METRES_PER_DEGREE,
        grid.spacingX() * METRES_PER_DEGREE * Math.cos(middle));
  }

  /**
   * Refuses a length of too few cells.
   *
   * @param name of the parameter
   * @throws UserException where it is shorter
   */
  public static void requireCells(double metres, String name, int cells, CellMetres size) {
    double least = cells * Math.max(size.down, size.across);
    if (metres < least) {
      throw new UserException(
          name
              + " of "
              + Math.round(metres)
              + " m is less than "
              + cells
              + " cells: give at least "
              + (long) Math.ceil(least)
              + " m.");
    }
  }
}
