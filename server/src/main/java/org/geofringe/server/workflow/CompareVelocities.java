package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.numeric.Robust;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.raster.ResampledRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.tile.Bands;
import org.jspecify.annotations.Nullable;

/** What one velocity says that another does not. */
@Algorithm(
    id = "velocity_difference",
    group = "Time series",
    label = "Difference of two velocities",
    summary =
        "Subtracts one velocity from another, also on another grid, and says where it is significant.")
public final class CompareVelocities implements Workflow<CompareVelocities.Parameters> {

  private static final int MOST_SAMPLED = 250_000;

  /** Twice the error of a difference: 1 in 20 by chance. */
  private static final double SIGNIFICANT = 2;

  /** What to compare, and where the products go. */
  public record Parameters(
      @Input(
              label = "First velocity",
              help = "What is taken away, such as the earlier one.",
              kind = ParameterKind.RASTER)
          Path first,
      @Input(
              label = "Second velocity",
              help = "What it is taken from; may lie on another grid.",
              kind = ParameterKind.RASTER)
          Path second,
      @Input(
              label = "Standard error of the first",
              help = "For the significance.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path firstStd,
      @Input(
              label = "Standard error of the second",
              help = "For the significance.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path secondStd,
      @Input(
              label = "Take the median away",
              help =
                  "Where both have another reference, everything differs by a constant; this makes the difference 0 in the median.",
              byDefault = "false")
          boolean removeMedian,
      @Output(
              label = "Difference",
              help =
                  "Second minus first on the coarser of the two grids; positive where the second moves more towards the satellite.",
              kind = OutputKind.RASTER,
              style = "velocity_difference",
              group = "Velocity",
              order = 16,
              unit = "mm/yr",
              fileName = "velocity_difference.tif")
          Path difference,
      @Output(
              label = "Significance",
              help = "The difference over its standard error; beyond 2 either way is significant.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "significance",
              group = "Quality",
              order = 26,
              fileName = "difference_significance.tif")
          @Nullable Path significance) {}

  /** A band of cells; significance is empty where nobody asked. */
  private record Compared(float[] difference, float[] significance) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    boolean withErrors = p.firstStd != null && p.secondStd != null;
    if (p.significance != null && !withErrors) {
      throw new UserException(
          "SIGNIFICANCE needs the standard errors of both: give FIRST_STD and SECOND_STD.");
    }
    MapGrid grid = CommonGrid.of(p.first, p.second);
    Folders.makeFor(p.difference, p.significance);
    try (ResampledRaster first = ResampledRaster.open(p.first, grid);
        ResampledRaster second = ResampledRaster.open(p.second, grid);
        ResampledRaster firstStd = open(p.firstStd, p, grid);
        ResampledRaster secondStd = open(p.secondStd, p, grid)) {
      double median = median(first, second, grid, context);
      double shift = p.removeMedian ? median : 0;
      Tally tally = new Tally();
      write(p, grid, first, second, firstStd, secondStd, shift, tally, context);
      if (tally.cells == 0) {
        context.warn("No cell has data in both velocities.");
      }
      return result(p, median, tally, withErrors);
    }
  }

  private static @Nullable ResampledRaster open(@Nullable Path file, Parameters p, MapGrid grid) {
    return file == null || p.significance == null ? null : ResampledRaster.open(file, grid);
  }

  /** Sums over the cells with a difference. */
  private static final class Tally {
    private long cells;
    private double squares;
    private long significant;

    void add(Compared compared) {
      for (float difference : compared.difference) {
        if (!Float.isNaN(difference)) {
          cells++;
          squares += (double) difference * difference;
        }
      }
      for (float value : compared.significance) {
        significant += Math.abs(value) > SIGNIFICANT ? 1 : 0;
      }
    }
  }

  /** The median over a mesh of rows and columns. */
  private static double median(
      ResampledRaster first, ResampledRaster second, MapGrid grid, RunContext context) {
    int step = (int) Math.max(1, Math.ceil(Math.sqrt(grid.cells() / (double) MOST_SAMPLED)));
    double[] sample = new double[MOST_SAMPLED + grid.columns()];
    int n = 0;
    for (int row = step / 2; row < grid.rows() && n < MOST_SAMPLED; row += step) {
      context.checkCancelled();
      Window window = new Window(row, 0, 1, grid.columns());
      float[] difference = difference(first.read(0, window), second.read(0, window), 0);
      for (int column = step / 2; column < difference.length; column += step) {
        sample[n++] = difference[column];
      }
    }
    return Robust.median(Arrays.copyOf(sample, n));
  }

  private static float[] difference(float[] first, float[] second, double shift) {
    float[] difference = new float[first.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = (float) (second[i] - first[i] - shift);
    }
    return difference;
  }

  private static void write(
      Parameters p,
      MapGrid grid,
      ResampledRaster first,
      ResampledRaster second,
      @Nullable ResampledRaster firstStd,
      @Nullable ResampledRaster secondStd,
      double shift,
      Tally tally,
      RunContext context)
      throws IOException {
    long bytesPerCell = first.bytesPerCell() + second.bytesPerCell() + 4 * Float.BYTES;
    if (firstStd != null && secondStd != null) {
      bytesPerCell += firstStd.bytesPerCell() + secondStd.bytesPerCell();
    }
    Path file = p.significance;
    try (RasterProduct target =
            RasterProduct.floats(p.difference, grid, "Difference", "mm/yr", "velocity_difference");
        RasterProduct significance =
            file == null
                ? null
                : RasterProduct.floats(file, grid, "Significance", "", "significance")) {
      Bands.run(
          grid,
          bytesPerCell,
          context,
          "Comparing velocities",
          band -> {
            float[] found = difference(first.read(0, band), second.read(0, band), shift);
            return new Compared(
                found,
                firstStd == null || secondStd == null
                    ? new float[0]
                    : significance(found, firstStd.read(0, band), secondStd.read(0, band)));
          },
          (band, compared) -> {
            target.write(0, band.row(), band.rows(), compared.difference, 0);
            if (significance != null) {
              significance.write(0, band.row(), band.rows(), compared.significance, 0);
            }
            tally.add(compared);
          });
      target.finish();
      if (significance != null) {
        significance.finish();
      }
    }
  }

  private static float[] significance(float[] difference, float[] firstStd, float[] secondStd) {
    float[] values = new float[difference.length];
    for (int i = 0; i < values.length; i++) {
      double error = Math.hypot(firstStd[i], secondStd[i]);
      values[i] = error > 0 ? (float) (difference[i] / error) : Float.NaN;
    }
    return values;
  }

  private static Result result(Parameters p, double median, Tally tally, boolean withErrors) {
    Result result =
        new Result()
            .product(
                "DIFFERENCE",
                new Product(
                    p.difference,
                    "Difference of velocities",
                    "Second minus first velocity in mm/yr; positive where the second moves more"
                        + " towards the satellite."))
            .metric("cells", tally.cells)
            .metric("median_difference", Double.isNaN(median) ? 0 : median)
            .metric(
                "rms_difference", tally.cells == 0 ? 0 : Math.sqrt(tally.squares / tally.cells));
    if (p.significance != null) {
      result.product(
          "SIGNIFICANCE",
          new Product(
              p.significance,
              "Significance of the difference",
              "Difference over its standard error; beyond 2 either way is significant."));
      if (withErrors) {
        result.metric("significant_cells", tally.significant);
      }
    }
    return result;
  }
}
