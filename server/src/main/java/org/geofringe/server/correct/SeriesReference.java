package org.geofringe.server.correct;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;

/**
 * The place that a time series is measured against, so that a correction can be: the cell whose
 * displacement is zero at every date. Where none is, such as in a series measured against an area,
 * corrections are measured against their mean over a sample of all cells.
 *
 * @param rows rows of the cells
 * @param columns their columns
 * @param isCell whether it is the one cell that is zero
 */
@SuppressWarnings("ArrayRecordComponent")
public record SeriesReference(int[] rows, int[] columns, boolean isCell) {

  private static final int SAMPLE = 400;
  private static final int MOST_CANDIDATES = 200;

  /**
   * Finds the reference of a series.
   *
   * @throws UserException where the series holds no data
   */
  public static SeriesReference find(TimeSeriesReader series, RunContext context) {
    MapGrid grid = series.grid();
    int last = series.dates().size() - 1;
    float[] row = new float[grid.columns()];
    int candidates = 0;
    for (int r = 0; r < grid.rows(); r++) {
      context.checkCancelled();
      series.read(last, new Window(r, 0, 1, grid.columns()), row, 0);
      for (int c = 0; c < row.length && candidates < MOST_CANDIDATES; c++) {
        if (row[c] == 0) {
          candidates++;
          if (isZero(series.read(new Window(r, c, 1, 1)))) {
            return new SeriesReference(new int[] {r}, new int[] {c}, true);
          }
        }
      }
    }
    SeriesCells cells = SeriesCells.sample(series, SAMPLE, (window, left) -> {}, context);
    if (cells.count() == 0) {
      throw new UserException("TIME_SERIES holds no cell with data: choose another.");
    }
    return new SeriesReference(cells.rows(), cells.columns(), false);
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Value of a correction at the reference at a date; NaN where the correction is unknown. */
  double of(DateCorrection correction, int date) {
    float[] value = new float[1];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      correction.at(date, new Window(rows[i], columns[i], 1, 1), value);
      if (!Float.isNaN(value[0])) {
        sum += value[0];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** For people: where it is. */
  String words(MapGrid grid) {
    if (!isCell) {
      return "the mean of the scene";
    }
    if (grid.crs().equals(Crs.RADAR)) {
      return "row " + rows[0] + ", column " + columns[0];
    }
    double[] place = Crs.transform(grid.x(columns[0]), grid.y(rows[0]), grid.crs(), "EPSG:4326");
    return String.format(Locale.ROOT, "%.5f,%.5f", place[0], place[1]);
  }

  /** For the answer of a run. */
  public Map<String, Object> metrics(MapGrid grid) {
    // In an order that is the same in each process: what a stage leaves on disk must be, too.
    Map<String, Object> metrics = new LinkedHashMap<>();
    if (isCell) {
      metrics.put("row", rows[0]);
      metrics.put("column", columns[0]);
    }
    metrics.put("place", words(grid));
    return metrics;
  }
}
