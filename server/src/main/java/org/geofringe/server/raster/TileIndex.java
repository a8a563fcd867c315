package org.geofringe.server.raster;

/**
 * The tiles of all bands at one resolution: where each lies and how long it is. The arrays are
 * filled as tiles come.
 */
record TileIndex(int rows, int columns, long[] offsets, long[] counts, int tilesPerBand) {

  static TileIndex of(int rows, int columns, int bands) {
    int across = (columns + TileEncoder.SIDE - 1) / TileEncoder.SIDE;
    int down = (rows + TileEncoder.SIDE - 1) / TileEncoder.SIDE;
    int tiles = Math.multiplyExact(Math.multiplyExact(across, down), bands);
    return new TileIndex(rows, columns, new long[tiles], new long[tiles], across * down);
  }
}
