package org.geofringe.unwrapping;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.Window;

/** Tiles of about the same size that cover an image and overlap. */
final class TileLayout {

  private TileLayout() {}

  /**
   * The windows of all tiles, row by row.
   *
   * @param side most rows and columns of a tile
   * @param overlap rows and columns that neighbours share at least
   */
  static List<Window> of(int rows, int columns, int side, int overlap) {
    int[] tops = starts(rows, side, overlap);
    int[] lefts = starts(columns, side, overlap);
    List<Window> windows = new ArrayList<>();
    for (int top : tops) {
      for (int left : lefts) {
        windows.add(new Window(top, left, Math.min(side, rows), Math.min(side, columns)));
      }
    }
    return windows;
  }

  private static int[] starts(int length, int side, int overlap) {
    if (length <= side) {
      return new int[1];
    }
    int count = (int) Math.ceil((double) (length - overlap) / (side - overlap));
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = (int) ((long) i * (length - side) / (count - 1));
    }
    return starts;
  }
}
