package org.geofringe.server.interferogram;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.jspecify.annotations.Nullable;

/** Rectangles of a raster. */
final class TileReader {

  private TileReader() {}

  /** Squares that cover a grid, from north to south and west to east; smaller at its ends. */
  static List<Window> tiles(MapGrid grid, int side) {
    List<Window> tiles = new ArrayList<>();
    for (int row = 0; row < grid.rows(); row += side) {
      for (int column = 0; column < grid.columns(); column += side) {
        tiles.add(
            new Window(
                row,
                column,
                Math.min(side, grid.rows() - row),
                Math.min(side, grid.columns() - column)));
      }
    }
    return tiles;
  }

  /** A window with more about it, as far as the grid goes. */
  static Window widened(Window window, int before, int after, MapGrid grid) {
    int row = Math.max(0, window.row() - before);
    int column = Math.max(0, window.column() - before);
    return new Window(
        row,
        column,
        Math.min(grid.rows(), window.row() + window.rows() + after) - row,
        Math.min(grid.columns(), window.column() + window.columns() + after) - column);
  }

  static ComplexGrid complex(FlatRaster raster, Window window) {
    ComplexGrid values = new ComplexGrid(window.rows(), window.columns());
    raster.read(0, window, values.values(), 0);
    return values;
  }

  /** Null where there is no raster. */
  static @Nullable FloatGrid floats(@Nullable FlatRaster raster, Window window) {
    if (raster == null) {
      return null;
    }
    FloatGrid values = new FloatGrid(window.rows(), window.columns());
    raster.read(0, window, values.values(), 0);
    return values;
  }
}
