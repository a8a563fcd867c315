package org.geofringe.unwrapping;

import org.geofringe.grid.Window;

/**
 * Where a tile is laid over what was painted before: seams follow cells on which both agree.
 *
 * <p>Cells on which they do not make patches, and a patch is taken whole from the one or the other:
 * from the new tile where it reaches into what only this one covers; from what was there where it
 * reaches the new tile's border; else from the new tile if its cells lie on average in the inner
 * half of what both cover.
 */
final class SeamPatches {

  private final TilePiece fresh;
  private final TilePiece painted;
  private final int margin;
  private final boolean[] differs;
  private final int[] stack;

  private SeamPatches(TilePiece fresh, TilePiece painted, int overlap) {
    this.fresh = fresh;
    this.painted = painted;
    margin = overlap / 2;
    differs = new boolean[fresh.phase().length];
    stack = new int[differs.length];
  }

  /**
   * Chooses, patch by patch.
   *
   * @param fresh the tile in its final level; modified: what is to be painted
   * @param painted the same window as it is; not modified
   * @param rows of the whole image
   * @param columns of the whole image
   * @param overlap cells that tiles share
   * @return cells on which the two did not agree
   */
  static long apply(TilePiece fresh, TilePiece painted, int rows, int columns, int overlap) {
    return new SeamPatches(fresh, painted, overlap).choose(rows, columns);
  }

  private long choose(int rows, int columns) {
    long count = 0;
    for (int cell = 0; cell < differs.length; cell++) {
      float old = painted.phase()[cell];
      differs[cell] = !Float.isNaN(old) && Math.abs(old - fresh.phase()[cell]) > Math.PI;
      count += differs[cell] ? 1 : 0;
      if (!Float.isNaN(old) && !differs[cell] && depth(cell, rows, columns) < margin) {
        keep(cell);
      }
    }
    for (int cell = 0; cell < differs.length; cell++) {
      if (differs[cell]) {
        settle(cell, rows, columns);
      }
    }
    return count;
  }

  /** Walks over a patch and, if it is to stay as it was, over it once more. */
  private void settle(int first, int rows, int columns) {
    Window window = fresh.window();
    int size = 0;
    stack[size++] = first;
    differs[first] = false;
    boolean reachesOwn = false;
    boolean reachesBorder = false;
    long depths = 0;
    for (int i = 0; i < size; i++) {
      int cell = stack[i];
      int depth = depth(cell, rows, columns);
      depths += Math.min(depth, 2 * margin);
      reachesBorder |= depth == 0;
      int column = cell % window.columns();
      for (int side = 0; side < 4; side++) {
        int next = cell + (side == 0 ? -1 : side == 1 ? 1 : side == 2 ? -1 : 1) * step(side);
        boolean inside =
            side == 0
                ? column > 0
                : side == 1 ? column < window.columns() - 1 : next >= 0 && next < differs.length;
        if (!inside) {
          continue;
        }
        if (differs[next]) {
          differs[next] = false;
          stack[size++] = next;
        } else {
          reachesOwn |= Float.isNaN(painted.phase()[next]) && !Float.isNaN(fresh.phase()[next]);
        }
      }
    }
    boolean takeFresh = reachesOwn == reachesBorder ? depths >= (long) margin * size : reachesOwn;
    for (int i = 0; i < size && !takeFresh; i++) {
      keep(stack[i]);
    }
  }

  private int step(int side) {
    return side < 2 ? 1 : fresh.window().columns();
  }

  private void keep(int cell) {
    fresh.phase()[cell] = painted.phase()[cell];
    fresh.components()[cell] = painted.components()[cell];
    fresh.reliability()[cell] = painted.reliability()[cell];
  }

  /** Cells between a cell and the nearest border of the tile that is none of the image. */
  private int depth(int cell, int rows, int columns) {
    Window window = fresh.window();
    int row = cell / window.columns();
    int column = cell % window.columns();
    int depth = Integer.MAX_VALUE;
    if (window.row() > 0) {
      depth = Math.min(depth, row);
    }
    if (window.column() > 0) {
      depth = Math.min(depth, column);
    }
    if (window.row() + window.rows() < rows) {
      depth = Math.min(depth, window.rows() - 1 - row);
    }
    if (window.column() + window.columns() < columns) {
      depth = Math.min(depth, window.columns() - 1 - column);
    }
    return depth;
  }
}
