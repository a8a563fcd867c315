package org.geofringe.server.inspect;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.timeseries.VelocityFit;

/**
 * The displacement at a place, as the mean over the cells within a radius, and the straight line
 * through it.
 *
 * @param dates ascending
 * @param millimetres displacement at each date; NaN where no cell has data
 * @param errors how far to trust each: with at least 3 cells their standard deviation, else the
 *     root mean square about the line, the same for all dates; NaN where unknown
 * @param cells with data at any date
 * @param fromScatter whether the errors are the scatter of cells
 * @param velocity mm/yr; NaN where fewer than two dates have data
 * @param velocityStd its standard error, mm/yr; NaN where fewer than three dates have data
 * @param lineStart mm, the line at the first date
 */
public record SeriesAtPlace(
    List<LocalDate> dates,
    double[] millimetres,
    double[] errors,
    int cells,
    boolean fromScatter,
    double velocity,
    double velocityStd,
    double lineStart) {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final int FEWEST_CELLS = 3;

  /**
   * Reads the series of a place.
   *
   * @param raster a time series
   * @param dates of its bands
   * @param x place in the system of the raster, within it
   * @param radius metres; the cell that holds the place always counts
   */
  public static SeriesAtPlace read(
      Path raster, List<LocalDate> dates, double x, double y, double radius) {
    double[] mean = new double[dates.size()];
    double[] scatter = new double[dates.size()];
    int cells = 0;
    try (GeoTiffReader reader = GeoTiffReader.openImage(raster)) {
      Window window = window(reader.grid(), x, y, radius);
      boolean[] inside = inside(reader.grid(), window, x, y, radius);
      boolean[] used = new boolean[inside.length];
      float[] values = new float[window.cells()];
      for (int date = 0; date < mean.length; date++) {
        reader.read(date, window, values, 0);
        int count = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
          if (inside[i] && !Float.isNaN(values[i])) {
            used[i] = true;
            count++;
            sum += values[i];
          }
        }
        mean[date] = count == 0 ? Double.NaN : sum / count;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
          if (inside[i] && !Float.isNaN(values[i])) {
            squares += (values[i] - mean[date]) * (values[i] - mean[date]);
          }
        }
        scatter[date] = count < FEWEST_CELLS ? Double.NaN : Math.sqrt(squares / (count - 1));
      }
      for (boolean cell : used) {
        cells += cell ? 1 : 0;
      }
    }
    return fit(dates, mean, scatter, cells);
  }

  /** Whether any date has data. */
  public boolean hasData() {
    return cells > 0;
  }

  /** The line at a date, mm. */
  public double line(LocalDate date) {
    return lineStart + velocity * years(dates.get(0), date);
  }

  /** Root mean square of the displacements about the line, mm. */
  public double rms() {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < millimetres.length; i++) {
      double residual = millimetres[i] - line(dates.get(i));
      if (!Double.isNaN(residual)) {
        squares += residual * residual;
        count++;
      }
    }
    return count < FEWEST_CELLS ? Double.NaN : Math.sqrt(squares / (count - 2));
  }

  private static SeriesAtPlace fit(
      List<LocalDate> dates, double[] mean, double[] scatter, int cells) {
    float[] column = new float[mean.length];
    double sumTime = 0;
    double sumValue = 0;
    int count = 0;
    boolean scattered = cells >= FEWEST_CELLS;
    for (int i = 0; i < mean.length; i++) {
      column[i] = (float) mean[i];
      if (!Double.isNaN(mean[i])) {
        sumTime += years(dates.get(0), dates.get(i));
        sumValue += mean[i];
        count++;
      }
    }
    VelocityFit.Result line = new VelocityFit(dates).apply(column, 1);
    double velocity = line.velocity()[0];
    SeriesAtPlace series =
        new SeriesAtPlace(
            dates,
            mean,
            scatter,
            cells,
            scattered,
            velocity,
            line.standardError()[0],
            (sumValue - velocity * sumTime) / count);
    if (!scattered) {
      Arrays.fill(scatter, series.rms());
    }
    return series;
  }

  private static Window window(MapGrid grid, double x, double y, double radius) {
    GridMetres metres = new GridMetres(grid);
    int across = (int) Math.ceil(radius / (grid.spacingX() * metres.east()));
    int down = (int) Math.ceil(radius / (grid.spacingY() * metres.north()));
    int top = Math.max(0, grid.row(y) - down);
    int left = Math.max(0, grid.column(x) - across);
    int bottom = Math.min(grid.rows() - 1, grid.row(y) + down);
    int right = Math.min(grid.columns() - 1, grid.column(x) + across);
    return new Window(top, left, bottom - top + 1, right - left + 1);
  }

  private static boolean[] inside(MapGrid grid, Window window, double x, double y, double radius) {
    GridMetres metres = new GridMetres(grid);
    boolean[] inside = new boolean[window.cells()];
    for (int i = 0; i < inside.length; i++) {
      int row = window.row() + i / window.columns();
      int column = window.column() + i % window.columns();
      inside[i] =
          metres.between(x, y, grid.x(column), grid.y(row)) <= radius
              || (row == grid.row(y) && column == grid.column(x));
    }
    return inside;
  }

  private static double years(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / DAYS_PER_YEAR;
  }
}
