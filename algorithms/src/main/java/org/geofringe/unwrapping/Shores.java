package org.geofringe.unwrapping;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where components face each other over a gap: where what is nearest to the one meets what is
 * nearest to the other, there lie on either side the two shores' cells that face each other.
 */
final class Shores {

  /** Most places kept of a stretch before every other one is dropped. */
  private static final int MOST_PLACES = 2048;

  private Shores() {}

  /**
   * Two components' facing shores.
   *
   * @param low the smaller number, so the larger component
   * @param high the other
   * @param lowCells cells of {@code low} along the stretch
   * @param highCells the cell of {@code high} that faces each
   * @param gap least distance between two that face each other, cells
   */
  record Stretch(int low, int high, int[] lowCells, int[] highCells, double gap) {}

  /**
   * Every stretch, in the order of the components' numbers.
   *
   * @param widestGap wider gaps, in cells, are not looked over
   */
  static List<Stretch> of(
      int rows, int columns, NearestComponent nearest, double widestGap, SolverContext context) {
    Map<Long, Places> found = new TreeMap<>();
    int[] above = new int[columns];
    int[] labelsAbove = new int[columns];
    for (int row = 0; row < rows; row++) {
      context.checkCancelled();
      int left = -1;
      int labelLeft = 0;
      for (int c = 0; c < columns; c++) {
        int cell = nearest.cell(row, c);
        int label = nearest.component(row, c);
        if (c > 0 && label != labelLeft) {
          add(found, columns, labelLeft, left, label, cell, widestGap);
        }
        if (row > 0 && label != labelsAbove[c]) {
          add(found, columns, labelsAbove[c], above[c], label, cell, widestGap);
        }
        left = cell;
        labelLeft = label;
        above[c] = cell;
        labelsAbove[c] = label;
      }
    }
    return found.entrySet().stream()
        .map(entry -> entry.getValue().stretch(entry.getKey(), columns))
        .toList();
  }

  private static void add(
      Map<Long, Places> found, int columns, int one, int cell, int other, int facing, double most) {
    if (one == 0 || other == 0 || distance(cell, facing, columns) > most) {
      return;
    }
    Places places =
        found.computeIfAbsent(
            (long) Math.min(one, other) << 32 | Math.max(one, other), key -> new Places());
    places.add(one < other ? cell : facing, one < other ? facing : cell);
  }

  private static double distance(int cell, int other, int columns) {
    return Math.hypot(cell / columns - other / columns, cell % columns - other % columns);
  }

  /** A growing list that thins itself out evenly. */
  private static final class Places {
    private int[] low = new int[8];
    private int[] high = new int[8];
    private int size;
    private int seen;
    private int step = 1;

    void add(int lowCell, int highCell) {
      if (seen++ % step != 0) {
        return;
      }
      if (size == MOST_PLACES) {
        for (int i = 0; i < size / 2; i++) {
          low[i] = low[2 * i];
          high[i] = high[2 * i];
        }
        size /= 2;
        step *= 2;
      }
      if (size == low.length) {
        low = Arrays.copyOf(low, 2 * size);
        high = Arrays.copyOf(high, 2 * size);
      }
      low[size] = lowCell;
      high[size++] = highCell;
    }

    Stretch stretch(long key, int columns) {
      double gap = Double.POSITIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        gap = Math.min(gap, distance(low[i], high[i], columns));
      }
      return new Stretch(
          (int) (key >>> 32), (int) key, Arrays.copyOf(low, size), Arrays.copyOf(high, size), gap);
    }
  }
}
