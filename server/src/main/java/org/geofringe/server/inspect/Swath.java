package org.geofringe.server.inspect;

import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;

/**
 * A raster along a line: at each spot the mean over the cells across it.
 *
 * @param mean NaN where no cell has data
 * @param scatter standard deviation across; NaN for fewer than two cells
 * @param cells with data
 */
public record Swath(double[] mean, double[] scatter, int[] cells) {

  /**
   * Reads the first band of a raster.
   *
   * @param spots along a line on the raster's grid
   * @param halfWidth metres to each side; 0 takes the one cell under the line
   */
  public static Swath read(GeoTiffReader raster, List<LinePath.Spot> spots, double halfWidth) {
    MapGrid grid = raster.grid();
    GridMetres metres = new GridMetres(grid);
    double step = Math.min(grid.spacingX() * metres.east(), grid.spacingY() * metres.north());
    int steps = (int) Math.floor(halfWidth / step);
    double[] mean = new double[spots.size()];
    double[] scatter = new double[spots.size()];
    int[] cells = new int[spots.size()];
    for (int i = 0; i < mean.length; i++) {
      LinePath.Spot spot = spots.get(i);
      int[] rows = new int[2 * steps + 1];
      int[] columns = new int[2 * steps + 1];
      for (int k = -steps; k <= steps; k++) {
        rows[k + steps] = grid.row(spot.y() + k * step * spot.northward());
        columns[k + steps] = grid.column(spot.x() + k * step * spot.eastward());
      }
      ZoneFigures figures = new ZoneFigures();
      for (float value : values(raster, rows, columns)) {
        figures.add(value);
      }
      mean[i] = figures.mean();
      scatter[i] = figures.deviation();
      cells[i] = (int) figures.count();
    }
    return new Swath(mean, scatter, cells);
  }

  /**
   * Values of cells near each other; NaN outside; a cell that is named twice in a row counts once.
   */
  private static float[] values(GeoTiffReader raster, int[] rows, int[] columns) {
    MapGrid grid = raster.grid();
    float[] values = new float[rows.length];
    float[] one = new float[1];
    for (int i = 0; i < values.length; i++) {
      boolean inside =
          rows[i] >= 0 && rows[i] < grid.rows() && columns[i] >= 0 && columns[i] < grid.columns();
      boolean again = i > 0 && rows[i] == rows[i - 1] && columns[i] == columns[i - 1];
      values[i] = Float.NaN;
      if (inside && !again) {
        raster.read(0, new Window(rows[i], columns[i], 1, 1), one, 0);
        values[i] = one[0];
      }
    }
    return values;
  }
}
