package org.geofringe.server.terrain;

import java.nio.file.Path;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;

/**
 * Where the cells of a map lie in an elevation model's own reference system. Immutable: safe for
 * many threads.
 */
final class TerrainPosition {

  /** A hundred-thousandth of a cell of 30 m is 0.3 mm. */
  private static final double TOLERANCE_CELLS = 1e-5;

  private static final double NODE_METRES = 4_000;
  private static final double METRES_PER_DEGREE = 111_000;

  /** Cells of the model beyond the map's edge, for the bicubic's neighbourhood. */
  private static final int MARGIN = 4;

  /** Places along each side of the map at which coverage is looked at. */
  private static final int LOOKS = 400;

  private final NodeLattice nodes;

  /**
   * Prepares the way.
   *
   * @param model any one of the model's tiles
   * @param meridian degrees: longitudes are given less than half a turn from it
   */
  TerrainPosition(MapGrid grid, MapGrid model, double meridian) {
    boolean geographic = Crs.isGeographic(model.crs());
    double smallest = Math.min(model.spacingX(), model.spacingY());
    nodes =
        NodeLattice.within(
            TOLERANCE_CELLS * smallest,
            grid,
            2,
            step(grid, NODE_METRES),
            (x, y, values) -> {
              double[] point = Crs.transform(x, y, grid.crs(), model.crs());
              values[0] =
                  geographic ? point[0] + 360 * Math.rint((meridian - point[0]) / 360) : point[0];
              values[1] = point[1];
            });
  }

  /** Cells that span about so many metres, in the direction in which cells are larger. */
  static int step(MapGrid grid, double metres) {
    double spacing = Math.max(grid.spacingX(), grid.spacingY());
    double cell = Crs.isGeographic(grid.crs()) ? spacing * METRES_PER_DEGREE : spacing;
    return (int) Math.max(1, Math.min(1 << 20, metres / cell));
  }

  /** Coordinates of a row of cells: x, then y; modified. */
  void row(int row, int column, int count, double[][] coordinates) {
    nodes.row(row, column, count, coordinates);
  }

  /** West, south, east and north of a window's cell centres. */
  double[] box(Window window) {
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    double[][] line = new double[2][window.columns()];
    double[][] one = new double[2][1];
    int last = window.row() + window.rows() - 1;
    for (int row = window.row(); row <= last; row++) {
      if (row == window.row() || row == last) {
        row(row, window.column(), window.columns(), line);
        include(line, box);
      } else {
        row(row, window.column(), 1, one);
        include(one, box);
        row(row, window.column() + window.columns() - 1, 1, one);
        include(one, box);
      }
    }
    return box;
  }

  private static void include(double[][] line, double[] box) {
    for (int k = 0; k < 2; k++) {
      for (double value : line[k]) {
        box[k] = Math.min(box[k], value);
        box[k + 2] = Math.max(box[k + 2], value);
      }
    }
  }

  /** The model's lattice over the whole map and what the bicubic needs around it. */
  MapGrid area(MapGrid grid, List<MapGrid> tiles) {
    double[] box = box(grid.window());
    double x = 0;
    double y = 0;
    for (MapGrid tile : tiles) {
      x = Math.max(x, MARGIN * tile.spacingX());
      y = Math.max(y, MARGIN * tile.spacingY());
    }
    return Mosaic.area(tiles, box[0] - x, box[1] - y, box[2] + x, box[3] + y);
  }

  void checkCovered(MapGrid grid, Dem.Need need, Path path, List<MapGrid> tiles) {
    long needed = 0;
    long missing = 0;
    double[] gap = {180, 90, -180, -90};
    double[][] point = new double[2][1];
    int rows = Math.min(LOOKS, grid.rows());
    int columns = Math.min(LOOKS, grid.columns());
    for (int i = 0; i < rows; i++) {
      int row = (int) ((long) i * (grid.rows() - 1) / Math.max(1, rows - 1));
      for (int j = 0; j < columns; j++) {
        int column = (int) ((long) j * (grid.columns() - 1) / Math.max(1, columns - 1));
        if (!need.at(grid.x(column), grid.y(row))) {
          continue;
        }
        needed++;
        row(row, column, 1, point);
        double x = point[0][0];
        double y = point[1][0];
        if (tiles.stream().noneMatch(tile -> contains(tile, x, y))) {
          missing++;
          double[] place = Crs.transform(grid.x(column), grid.y(row), grid.crs(), "EPSG:4326");
          include(new double[][] {{place[0]}, {place[1]}}, gap);
        }
      }
    }
    if (missing > 0) {
      throw new UserException(
          "the DEM %s does not cover %.3g %% of the map (longitude %.3f to %.3f, latitude %.3f to %.3f); add tiles there, or choose an extent within it"
              .formatted(path, 100.0 * missing / needed, gap[0], gap[2], gap[1], gap[3]));
    }
  }

  private static boolean contains(MapGrid tile, double x, double y) {
    return x >= tile.west() && x <= tile.east() && y <= tile.north() && y >= tile.south();
  }
}
