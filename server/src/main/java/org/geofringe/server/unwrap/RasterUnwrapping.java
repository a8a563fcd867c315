package org.geofringe.server.unwrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.tile.Hands;
import org.geofringe.unwrapping.SolverContext;
import org.geofringe.unwrapping.Unwrapped;
import org.jspecify.annotations.Nullable;

/** Unwraps a raster that belongs to no stack. */
public final class RasterUnwrapping {

  private static final double READ = 0.05;

  private RasterUnwrapping() {}

  /**
   * What to unwrap.
   *
   * @param phase a raster of wrapped phase, or a complex one
   * @param coherence of the same cells; null for none
   * @param noData value of cells without data besides what the file says; NaN for none
   * @param mask of cells that get no phase; null for none
   */
  public record Source(
      Path phase, @Nullable Path coherence, double noData, CellMask.@Nullable Choice mask) {}

  /**
   * What came out.
   *
   * @param grid that of the wrapped phase
   * @param phase unwrapped, radians
   * @param components as a file numbers them; NaN where there is no phase
   * @param reliability 0 to 1
   * @param metrics for the answer of the run
   */
  public record Outcome(
      MapGrid grid,
      float[] phase,
      float[] components,
      float[] reliability,
      Map<String, Object> metrics) {}

  /**
   * Unwraps.
   *
   * @throws UserException in one line for whatever cannot be used
   */
  public static Outcome run(Source source, UnwrapOptions options, RunContext context)
      throws IOException {
    WrappedRaster raster = WrappedRaster.read(source, context.part(0, READ));
    MapGrid grid = raster.grid();
    CellMask.Choice choice = source.mask();
    if (choice != null) {
      mask(choice, raster, context);
    }
    try (Hands hands = new Hands(context.budget().threads())) {
      Unwrapped image =
          Kernel.apply(
              grid.rows(),
              grid.columns(),
              raster.phase(),
              raster.coherence(),
              options,
              solver(hands, context.part(READ, 1)));
      Map<String, Object> metrics = new LinkedHashMap<>();
      metrics.put("rows", grid.rows());
      metrics.put("columns", grid.columns());
      UnwrapFigures.of(image)
          .forEach(
              (name, value) -> {
                if (!value.isNaN()) {
                  metrics.put(name, UnwrapFigures.shown(name, value));
                }
              });
      return new Outcome(
          grid,
          image.phase(),
          PairUnwrapping.numbers(image.components()),
          image.reliability(),
          metrics);
    }
  }

  private static void mask(CellMask.Choice choice, WrappedRaster raster, RunContext context)
      throws IOException {
    MapGrid grid = raster.grid();
    if (grid.crs().equals(Crs.RADAR)) {
      throw new UserException(
          "MASK cannot be laid over a raster without a place on the map: leave it out, or give the"
              + " raster a coordinate reference system.");
    }
    try (CellMask mask = choice.opener().open(grid)) {
      MaskedCells.clear(mask, grid, raster.phase(), context::checkCancelled);
    }
  }

  private static SolverContext solver(Hands hands, RunContext context) {
    return new SolverContext() {
      @Override
      public void progress(double share) {
        context.progress(share, "Unwrapping");
      }

      @Override
      public void checkCancelled() {
        context.checkCancelled();
      }

      @Override
      public void each(int count, IntConsumer task) {
        hands.each(count, task);
      }
    };
  }
}
