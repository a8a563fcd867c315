package org.geofringe.server.correct;

import org.geofringe.geometry.MapProjection;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.UserException;

/**
 * Longitude and latitude of cells, known at every 16th row and column and interpolated between: map
 * projections bend less than a thousandth of a cell over that length. Immutable.
 */
final class Places {

  private static final int STEP = 16;

  private final int across;
  private final double[] longitudes;
  private final double[] latitudes;

  private Places(int across, double[] longitudes, double[] latitudes) {
    this.across = across;
    this.longitudes = longitudes;
    this.latitudes = latitudes;
  }

  /**
   * The places of a grid's cells.
   *
   * @throws UserException where the grid is in radar geometry
   */
  static Places of(MapGrid grid) {
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "TIME_SERIES lies in radar geometry, where places on Earth are unknown: geocode it.");
    }
    MapProjection projection = Crs.projection(grid.crs());
    int down = grid.rows() / STEP + 2;
    int across = grid.columns() / STEP + 2;
    Places places = new Places(across, new double[down * across], new double[down * across]);
    double[] point = new double[2];
    for (int i = 0; i < down; i++) {
      for (int j = 0; j < across; j++) {
        projection.toGeographic(grid.x(j * STEP), grid.y(i * STEP), point);
        places.longitudes[i * across + j] = Math.toDegrees(point[0]);
        places.latitudes[i * across + j] = Math.toDegrees(point[1]);
      }
    }
    return places;
  }

  /**
   * Places along a row.
   *
   * @param longitude degrees, one per column from {@code firstColumn} on; overwritten
   * @param latitude likewise
   */
  void along(int row, int firstColumn, double[] longitude, double[] latitude) {
    int top = row / STEP * across;
    double down = row % STEP / (double) STEP;
    for (int c = 0; c < longitude.length; c++) {
      int column = firstColumn + c;
      int node = top + column / STEP;
      double along = column % STEP / (double) STEP;
      longitude[c] = between(longitudes, node, down, along);
      latitude[c] = between(latitudes, node, down, along);
    }
  }

  private double between(double[] nodes, int node, double down, double along) {
    double upper = nodes[node] + along * (nodes[node + 1] - nodes[node]);
    int below = node + across;
    double lower = nodes[below] + along * (nodes[below + 1] - nodes[below]);
    return upper + down * (lower - upper);
  }
}
