package org.geofringe.server.terrain;

import java.util.Arrays;
import java.util.BitSet;
import org.geofringe.filtering.GapFill;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.UserException;

/**
 * Heights for the voids of a mosaic: each hole is filled by the smoothest surface that meets its
 * rim ({@link GapFill}), all of it at once, so that the heights do not depend on the window they
 * are asked for in. Finding the holes reads the whole area once, which also tells the least and
 * greatest height. Immutable: safe for many threads.
 */
final class VoidFill {

  /** Cells of the rim around a hole's box that the filling sees. */
  private static final int RIM = 2;

  private final int columns;
  private int[] cells = new int[16];
  private float[] heights = new float[16];
  private int count;
  private int largest;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  private VoidFill(int columns) {
    this.columns = columns;
  }

  /**
   * Finds and fills the voids.
   *
   * @param checkCancelled called often; throws to end the work
   */
  static VoidFill of(Mosaic mosaic, Runnable checkCancelled) {
    MapGrid area = mosaic.area();
    if (area.cells() > Integer.MAX_VALUE) {
      throw new UserException(
          "the DEM has "
              + area.rows()
              + " x "
              + area.columns()
              + " cells over the map, more than can be held; average it to 10 m cells, for instance"
              + " with gdalwarp -r average -tr");
    }
    VoidFill fill = new VoidFill(area.columns());
    BitSet voids = fill.scan(mosaic, checkCancelled);
    if (!(fill.least <= fill.greatest)) {
      return fill;
    }
    for (int seed = voids.nextSetBit(0); seed >= 0; seed = voids.nextSetBit(seed)) {
      checkCancelled.run();
      fill.hole(mosaic, voids, seed, checkCancelled);
    }
    fill.sort();
    return fill;
  }

  private BitSet scan(Mosaic mosaic, Runnable checkCancelled) {
    BitSet voids = new BitSet();
    int rows = Mosaic.rowsAtOnce(mosaic.area());
    for (int row = 0; row < mosaic.area().rows(); row += rows) {
      checkCancelled.run();
      int end = Math.min(mosaic.area().rows(), row + rows);
      float[] values = mosaic.read(new Window(row, 0, end - row, columns)).values();
      for (int i = 0; i < values.length; i++) {
        float value = values[i];
        if (Float.isNaN(value)) {
          voids.set(row * columns + i);
        } else if (value != Mosaic.OUTSIDE) {
          least = Math.min(least, value);
          greatest = Math.max(greatest, value);
        }
      }
    }
    return voids;
  }

  /** Fills the hole that holds a cell, and takes its cells out of the voids. */
  private void hole(Mosaic mosaic, BitSet voids, int seed, Runnable checkCancelled) {
    MapGrid area = mosaic.area();
    int first = count;
    int top = area.rows();
    int bottom = 0;
    int left = columns;
    int right = 0;
    add(seed);
    voids.clear(seed);
    for (int next = first; next < count; next++) {
      int row = cells[next] / columns;
      int column = cells[next] % columns;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
      for (int i = Math.max(0, row - 1); i <= Math.min(area.rows() - 1, row + 1); i++) {
        for (int j = Math.max(0, column - 1); j <= Math.min(columns - 1, column + 1); j++) {
          if (voids.get(i * columns + j)) {
            voids.clear(i * columns + j);
            add(i * columns + j);
          }
        }
      }
    }
    largest = Math.max(largest, Math.max(bottom - top, right - left) + 1);
    top = Math.max(0, top - RIM);
    left = Math.max(0, left - RIM);
    bottom = Math.min(area.rows() - 1, bottom + RIM);
    right = Math.min(columns - 1, right + RIM);
    Window box = new Window(top, left, bottom - top + 1, right - left + 1);
    FloatGrid around = mosaic.read(box);
    float[] values = around.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == Mosaic.OUTSIDE ? Float.NaN : values[i];
    }
    FloatGrid filled = GapFill.apply(around, new GapFill.Parameters(0), checkCancelled).filled();
    for (int i = first; i < count; i++) {
      heights[i] = filled.get(cells[i] / columns - top, cells[i] % columns - left);
    }
  }

  private void add(int cell) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, Math.multiplyExact(2, count));
      heights = Arrays.copyOf(heights, cells.length);
    }
    cells[count++] = cell;
  }

  private void sort() {
    long[] pairs = new long[count];
    for (int i = 0; i < count; i++) {
      pairs[i] = (long) cells[i] << 32 | Float.floatToIntBits(heights[i]) & 0xffff_ffffL;
    }
    Arrays.sort(pairs);
    for (int i = 0; i < count; i++) {
      cells[i] = (int) (pairs[i] >> 32);
      heights[i] = Float.intBitsToFloat((int) pairs[i]);
    }
  }

  /** Number of cells that were void. */
  int count() {
    return count;
  }

  /** Rows or columns, whichever are more, of the widest hole. */
  int largest() {
    return largest;
  }

  /** Least height, infinite where there is none. */
  float least() {
    return least;
  }

  float greatest() {
    return greatest;
  }

  /** Puts heights into the voids of a patch that was read at a window; modified. */
  void apply(Window window, FloatGrid patch) {
    if (count == 0) {
      return;
    }
    float[] values = patch.values();
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        int row = window.row() + i / window.columns();
        int column = window.column() + i % window.columns();
        values[i] = heights[Arrays.binarySearch(cells, 0, count, row * columns + column)];
      }
    }
  }
}
