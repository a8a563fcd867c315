package org.geofringe.server.geocode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.geometry.LayoverShadow;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Units;

/**
 * The layer of layover and shadow. A cell looks at the ground around it, the farther the more
 * relief there is, so blocks are large, and no more of them are in work than memory allows. Heights
 * are read back from their layer: blocks overlap so much that making them again takes longer.
 */
final class LayoverLayer {

  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;

  /** Ground farther off is not looked at: a wall of 1100 m casts no longer shadow. */
  private static final double FARTHEST_METRES = 3000;

  /** Range, angle, height and class of each cell of a block and the ground around it. */
  private static final long BYTES_PER_CELL = 21;

  private LayoverLayer() {}

  static void write(
      PassGeometry pass,
      FlatRaster terrain,
      FlatRaster owners,
      FlatRaster.Writer layer,
      RunContext context)
      throws IOException {
    MapGrid grid = pass.grid();
    long bytes = BYTES_PER_CELL * around(grid, new Window(ROWS, COLUMNS, ROWS, COLUMNS)).cells();
    int threads =
        (int)
            Math.max(
                1, Math.min(context.budget().threads(), context.budget().memoryBytes() / bytes));
    Units.run(
        blocks(grid),
        new FewerThreads(context, threads),
        "Layover and shadow",
        block -> {
          float[] owner = new float[block.cells()];
          owners.read(0, block, owner, 0);
          boolean any = false;
          for (float number : owner) {
            any |= number > 0;
          }
          if (any) {
            float[] classes = classes(pass, terrain, block);
            for (int i = 0; i < owner.length; i++) {
              owner[i] = owner[i] > 0 ? classes[i] : 0;
            }
          }
          layer.write(0, block, owner, 0);
        });
  }

  /** 1 seen, 2 layover, 3 shadow, 4 both; 0 where there is no terrain, whatever the bursts. */
  private static float[] classes(PassGeometry pass, FlatRaster terrain, Window block) {
    Window wide = around(pass.grid(), block);
    float[] heights = new float[wide.cells()];
    terrain.read(0, wide, heights, 0);
    LayoverShadow fit = pass.layover(wide, heights);
    Window outer = common(wide, fit.around(pass.grid(), block));
    float[] ground = outer.equals(wide) ? heights : cut(heights, wide, outer);
    byte[] mask = fit.mask(pass.grid(), outer, ground, block);
    float[] classes = new float[mask.length];
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column++) {
        int at =
            (block.row() - outer.row() + row) * outer.columns()
                + block.column()
                - outer.column()
                + column;
        int i = row * block.columns() + column;
        classes[i] = Float.isNaN(ground[at]) ? 0 : mask[i] + 1;
      }
    }
    return classes;
  }

  private static List<Window> blocks(MapGrid grid) {
    List<Window> blocks = new ArrayList<>();
    for (int row = 0; row < grid.rows(); row += ROWS) {
      for (int column = 0; column < grid.columns(); column += COLUMNS) {
        blocks.add(
            new Window(
                row,
                column,
                Math.min(ROWS, grid.rows() - row),
                Math.min(COLUMNS, grid.columns() - column)));
      }
    }
    return blocks;
  }

  private static Window around(MapGrid grid, Window block) {
    int rows = (int) Math.ceil(FARTHEST_METRES / grid.spacingY());
    int columns = (int) Math.ceil(FARTHEST_METRES / grid.spacingX());
    int top = Math.max(0, block.row() - rows);
    int left = Math.max(0, block.column() - columns);
    int bottom = Math.min(grid.rows(), block.row() + block.rows() + rows);
    int right = Math.min(grid.columns(), block.column() + block.columns() + columns);
    return top < bottom && left < right
        ? new Window(top, left, bottom - top, right - left)
        : grid.window();
  }

  private static Window common(Window a, Window b) {
    int top = Math.max(a.row(), b.row());
    int left = Math.max(a.column(), b.column());
    int bottom = Math.min(a.row() + a.rows(), b.row() + b.rows());
    int right = Math.min(a.column() + a.columns(), b.column() + b.columns());
    return new Window(top, left, bottom - top, right - left);
  }

  private static float[] cut(float[] values, Window from, Window part) {
    float[] result = new float[part.cells()];
    for (int row = 0; row < part.rows(); row++) {
      System.arraycopy(
          values,
          (part.row() - from.row() + row) * from.columns() + part.column() - from.column(),
          result,
          row * part.columns(),
          part.columns());
    }
    return result;
  }

  private record FewerThreads(RunContext whole, int threads) implements RunContext {
    @Override
    public void progress(double fraction, String message) {
      whole.progress(fraction, message);
    }

    @Override
    public void log(String line) {
      whole.log(line);
    }

    @Override
    public void warn(String line) {
      whole.warn(line);
    }

    @Override
    public void checkCancelled() {
      whole.checkCancelled();
    }

    @Override
    public Budget budget() {
      return new Budget(whole.budget().memoryBytes(), threads);
    }
  }
}
