package org.geofringe.server.correct;

import java.io.IOException;
import org.geofringe.correction.AtmosphereFilter;
import org.geofringe.correction.CoarseGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.tile.Bands;

/** What is smooth in space and rough in time, worked out on blocks of cells and kept there. */
public final class AtmosphereLayer implements DateCorrection {

  private static final int CELLS_AT_ONCE = 1 << 16;

  private final CoarseGrid blocks;
  private final float[] values;

  private AtmosphereLayer(CoarseGrid blocks, float[] values) {
    this.blocks = blocks;
    this.values = values;
  }

  private record Sums(float[] sums, float[] counts) {}

  /**
   * Filters a series.
   *
   * @throws UserException where the blocks do not fit the memory
   */
  public static AtmosphereLayer filter(
      TimeSeriesReader series, AtmosphereFilter.Parameters parameters, RunContext context)
      throws IOException {
    MapGrid grid = series.grid();
    int dates = series.dates().size();
    CoarseGrid blocks = AtmosphereFilter.blocks(grid.rows(), grid.columns(), parameters);
    long bytes = ((long) dates + 8) * Float.BYTES * blocks.rows() * blocks.columns();
    if (bytes > context.budget().memoryBytes() || bytes / Float.BYTES > Integer.MAX_VALUE) {
      throw new UserException(
          "SPACE is so short that "
              + (bytes >> 20)
              + " MiB are needed and the budget is "
              + (context.budget().memoryBytes() >> 20)
              + " MiB: give a longer one, or more memory (GEOFRINGE_JAVA_OPTIONS=-Xmx…).");
    }
    float[] sums = new float[Math.multiplyExact(dates, blocks.cells())];
    float[] counts = new float[blocks.cells()];
    long bytesPerCell = (dates + 2L) * Float.BYTES;
    int affordable = Bands.affordableRows(grid, bytesPerCell, context);
    int wanted = Math.max(1, Math.min(affordable, CELLS_AT_ONCE / grid.columns()));
    int rows = Math.max(1, wanted / blocks.down()) * blocks.down();
    Bands.run(
        grid,
        rows,
        context,
        "Looking for atmosphere",
        window -> sums(series, blocks, window),
        (window, part) -> {
          int first = window.row() / blocks.down() * blocks.columns();
          int count = part.counts.length;
          System.arraycopy(part.counts, 0, counts, first, count);
          for (int d = 0; d < dates; d++) {
            System.arraycopy(part.sums, d * count, sums, d * counts.length + first, count);
          }
        });
    AtmosphereFilter.apply(series.dates(), blocks, sums, counts, parameters);
    return new AtmosphereLayer(blocks, sums);
  }

  private static Sums sums(TimeSeriesReader series, CoarseGrid blocks, Window window) {
    int count = (window.rows() + blocks.down() - 1) / blocks.down() * blocks.columns();
    Sums part = new Sums(new float[series.dates().size() * count], new float[count]);
    blocks.add(series.read(window), window.row(), window.rows(), part.sums, part.counts);
    return part;
  }

  @Override
  public void at(int date, Window window, float[] target) {
    for (int r = 0; r < window.rows(); r++) {
      blocks.interpolate(
          values,
          date * blocks.cells(),
          window.row() + r,
          window.column(),
          window.columns(),
          target,
          r * window.columns());
    }
  }
}
