package org.geofringe.server.correct;

import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesReader;

/**
 * Cells on a regular mesh that hold data at two thirds of the dates or more, with their series: a
 * sample of the scene to fit an effect to.
 *
 * @param rows row of each cell, ascending
 * @param columns column of each cell
 * @param series mm, date i at {@code i * count()}; NaN is no data
 */
@SuppressWarnings("ArrayRecordComponent")
public record SeriesCells(int[] rows, int[] columns, float[] series) {

  /** Tells which cells to leave out. */
  @FunctionalInterface
  public interface Filter {

    /**
     * Marks cells of a window.
     *
     * @param left row-major; set to true where a cell is left out, else left as it is
     */
    void mark(Window window, boolean[] left);

    /** Both filters. */
    default Filter and(Filter other) {
      return (window, left) -> {
        mark(window, left);
        other.mark(window, left);
      };
    }
  }

  /** Number of cells. */
  public int count() {
    return rows.length;
  }

  /**
   * Chooses cells.
   *
   * @param most the most cells to take
   */
  public static SeriesCells sample(
      TimeSeriesReader reader, int most, Filter filter, RunContext context) {
    MapGrid grid = reader.grid();
    int dates = reader.dates().size();
    int step = (int) Math.max(1, Math.ceil(Math.sqrt(grid.cells() / (double) most)));
    int[] rows = new int[most];
    int[] columns = new int[most];
    float[][] values = new float[dates][most];
    int found = 0;
    for (int row = step / 2; row < grid.rows(); row += step) {
      context.checkCancelled();
      context.progress(row / (double) grid.rows(), "Choosing cells");
      Window window = new Window(row, 0, 1, grid.columns());
      boolean[] left = new boolean[grid.columns()];
      filter.mark(window, left);
      float[] series = reader.read(window);
      for (int c = step / 2; c < left.length && found < most; c += step) {
        if (!left[c] && isFilled(series, dates, left.length, c)) {
          rows[found] = row;
          columns[found] = c;
          for (int d = 0; d < dates; d++) {
            values[d][found] = series[d * left.length + c];
          }
          found++;
        }
      }
    }
    float[] packed = new float[Math.multiplyExact(dates, found)];
    for (int d = 0; d < dates; d++) {
      System.arraycopy(values[d], 0, packed, d * found, found);
    }
    return new SeriesCells(Arrays.copyOf(rows, found), Arrays.copyOf(columns, found), packed);
  }

  private static boolean isFilled(float[] series, int dates, int cells, int cell) {
    int filled = 0;
    for (int d = 0; d < dates; d++) {
      filled += Float.isNaN(series[d * cells + cell]) ? 0 : 1;
    }
    return 3 * filled >= 2 * dates;
  }
}
