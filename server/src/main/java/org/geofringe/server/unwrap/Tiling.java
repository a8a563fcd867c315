package org.geofringe.server.unwrap;

import org.geofringe.grid.MapGrid;

/**
 * Whether an image is unwrapped whole, or in which tiles.
 *
 * @param side of a tile in cells; 0 for the whole image
 * @param bytes of heap that a tile, or the image, holds
 */
record Tiling(int side, long bytes) {

  private static final int LEAST_SIDE = 256;
  private static final int MOST_OVERLAP = 256;

  /** Of an image that may take so much memory. */
  static Tiling of(MapGrid grid, UnwrapOptions options, long memoryBytes) {
    int side = options.tile();
    if (side == 0 && grid.cells() * Kernel.BYTES_PER_CELL > memoryBytes) {
      side = (int) Math.max(LEAST_SIDE, Math.sqrt(memoryBytes / (double) Kernel.BYTES_PER_CELL));
    }
    if (side == 0 || (grid.rows() <= side && grid.columns() <= side)) {
      return new Tiling(0, grid.cells() * Kernel.BYTES_PER_CELL);
    }
    long cells = (long) Math.min(side, grid.rows()) * Math.min(side, grid.columns());
    return new Tiling(side, cells * Kernel.BYTES_PER_CELL);
  }

  boolean isWhole() {
    return side == 0;
  }

  /** Wide enough to hold components that both tiles see. */
  int overlap() {
    return Math.min(MOST_OVERLAP, side / 4);
  }

  /** For a person. */
  String words() {
    return isWhole() ? "whole" : "in tiles of " + side + " cells";
  }
}
