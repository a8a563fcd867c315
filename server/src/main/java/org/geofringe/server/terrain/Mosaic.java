package org.geofringe.server.terrain;

import java.io.Closeable;
import java.util.List;
import org.geofringe.geometry.BicubicSampler;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/**
 * Tiles of heights as one raster on the lattice of the finest of them. Tiles on that lattice are
 * copied; others, such as those of Copernicus beyond 50° with their wider columns, are resampled.
 * Where tiles overlap, the first that has data counts. Safe for several threads.
 */
final class Mosaic implements Closeable {

  /** Marks cells beyond every tile, as NaN marks voids within. */
  static final float OUTSIDE = Float.NEGATIVE_INFINITY;

  /** Heights beyond these bounds are no ground on Earth, but a mark for no data. */
  private static final float LEAST_METRES = -1_000;

  private static final float GREATEST_METRES = 9_500;

  private final List<ElevationTile> tiles;
  private final List<MapGrid> grids;
  private final MapGrid area;

  /**
   * Joins tiles.
   *
   * @param tiles in one reference system; closed with this
   * @param grids where each tile lies: its own grid, or that a whole turn of longitude away
   * @param area on the lattice of the finest tile
   */
  Mosaic(List<ElevationTile> tiles, List<MapGrid> grids, MapGrid area) {
    this.tiles = List.copyOf(tiles);
    this.grids = List.copyOf(grids);
    this.area = area;
  }

  MapGrid area() {
    return area;
  }

  /** Reads cells of the area: metres, NaN for voids, {@link #OUTSIDE} beyond all tiles. */
  FloatGrid read(Window window) {
    FloatGrid patch = FloatGrid.filled(window.rows(), window.columns(), OUTSIDE);
    for (int i = 0; i < tiles.size(); i++) {
      ElevationTile tile = tiles.get(i);
      MapGrid grid = grids.get(i);
      double columnOffset = (grid.x(0) - area.x(0)) / area.spacingX();
      double rowOffset = (area.y(0) - grid.y(0)) / area.spacingY();
      if (isOnLattice(grid, columnOffset, rowOffset)) {
        copy(tile, window, (int) Math.rint(rowOffset), (int) Math.rint(columnOffset), patch);
      } else {
        resample(tile, grid, window, patch);
      }
    }
    return patch;
  }

  private boolean isOnLattice(MapGrid grid, double columnOffset, double rowOffset) {
    double tolerance = 1e-3;
    return Math.abs(grid.spacingX() / area.spacingX() - 1) * grid.columns() < tolerance
        && Math.abs(grid.spacingY() / area.spacingY() - 1) * grid.rows() < tolerance
        && Math.abs(columnOffset - Math.rint(columnOffset)) < tolerance
        && Math.abs(rowOffset - Math.rint(rowOffset)) < tolerance;
  }

  private static void copy(
      ElevationTile tile, Window window, int rowOffset, int columnOffset, FloatGrid patch) {
    int top = Math.max(window.row(), rowOffset);
    int left = Math.max(window.column(), columnOffset);
    int bottom = Math.min(window.row() + window.rows(), rowOffset + tile.grid().rows());
    int right = Math.min(window.column() + window.columns(), columnOffset + tile.grid().columns());
    if (bottom <= top || right <= left) {
      return;
    }
    Window part = new Window(top - rowOffset, left - columnOffset, bottom - top, right - left);
    float[] heights = heights(tile, part);
    for (int row = 0; row < part.rows(); row++) {
      int to = (top - window.row() + row) * window.columns() + left - window.column();
      for (int column = 0; column < part.columns(); column++) {
        put(patch, to + column, heights[row * part.columns() + column]);
      }
    }
  }

  private void resample(ElevationTile tile, MapGrid grid, Window window, FloatGrid patch) {
    double rowStep = area.spacingY() / grid.spacingY();
    double columnStep = area.spacingX() / grid.spacingX();
    double firstRow = (grid.y(0) - area.y(window.row())) / grid.spacingY();
    double firstColumn = (area.x(window.column()) - grid.x(0)) / grid.spacingX();
    int top = Math.max(0, (int) Math.floor(firstRow) - 2);
    int left = Math.max(0, (int) Math.floor(firstColumn) - 2);
    int bottom =
        Math.min(grid.rows(), (int) Math.ceil(firstRow + (window.rows() - 1) * rowStep) + 3);
    int right =
        Math.min(
            grid.columns(), (int) Math.ceil(firstColumn + (window.columns() - 1) * columnStep) + 3);
    if (bottom - top < 2 || right - left < 2) {
      return;
    }
    Window part = new Window(top, left, bottom - top, right - left);
    BicubicSampler surface =
        new BicubicSampler(new FloatGrid(part.rows(), part.columns(), heights(tile, part)));
    for (int row = 0; row < window.rows(); row++) {
      double tileRow = firstRow + row * rowStep;
      for (int column = 0; column < window.columns(); column++) {
        double tileColumn = firstColumn + column * columnStep;
        if (isWithin(tileRow, grid.rows()) && isWithin(tileColumn, grid.columns())) {
          put(patch, row * window.columns() + column, surface.at(tileRow - top, tileColumn - left));
        }
      }
    }
  }

  private static boolean isWithin(double index, int count) {
    return index >= -0.5 && index <= count - 0.5;
  }

  private static float[] heights(ElevationTile tile, Window part) {
    float[] heights = new float[part.cells()];
    tile.read(part, heights);
    for (int i = 0; i < heights.length; i++) {
      if (!(heights[i] > LEAST_METRES && heights[i] < GREATEST_METRES)) {
        heights[i] = Float.NaN;
      }
    }
    return heights;
  }

  private static void put(FloatGrid patch, int cell, float height) {
    float[] values = patch.values();
    if (values[cell] == OUTSIDE || Float.isNaN(values[cell])) {
      values[cell] = height;
    }
  }

  @Override
  public void close() {
    tiles.forEach(ElevationTile::close);
  }

  /** The lattice of the finest of grids, the first among equals, over a box. */
  static MapGrid area(List<MapGrid> grids, double west, double south, double east, double north) {
    MapGrid finest = grids.get(0);
    for (MapGrid grid : grids) {
      if (grid.spacingX() * grid.spacingY() < finest.spacingX() * finest.spacingY() * 0.999) {
        finest = grid;
      }
    }
    long left = (long) Math.floor((west - finest.west()) / finest.spacingX());
    long top = (long) Math.floor((finest.north() - north) / finest.spacingY());
    long right = (long) Math.ceil((east - finest.west()) / finest.spacingX());
    long bottom = (long) Math.ceil((finest.north() - south) / finest.spacingY());
    return new MapGrid(
        finest.crs(),
        finest.west() + left * finest.spacingX(),
        finest.north() - top * finest.spacingY(),
        finest.spacingX(),
        finest.spacingY(),
        Math.toIntExact(bottom - top),
        Math.toIntExact(right - left));
  }

  /** Cells at a time when all of the area is looked at. */
  static int rowsAtOnce(MapGrid area) {
    return Math.max(1, (1 << 21) / area.columns());
  }
}
