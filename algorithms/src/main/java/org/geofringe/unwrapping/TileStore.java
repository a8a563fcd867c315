package org.geofringe.unwrapping;

import org.geofringe.grid.Window;

/** Where the parts of an image live that is too large for memory. */
public interface TileStore {

  /** Unwraps one window of the image by itself. */
  Unwrapped unwrap(Window window, SolverContext context);

  /** Keeps a tile until it is asked for. */
  void keep(int tile, TilePiece piece);

  /**
   * Part of a tile that was kept.
   *
   * @param part in cells of the whole image, within the tile
   */
  TilePiece kept(int tile, Window part);

  /** Writes a part of the result, over what was there. */
  void paint(TilePiece piece);

  /** Reads a part of the result; where nothing was painted yet, phase and reliability are NaN. */
  TilePiece painted(Window window);
}
