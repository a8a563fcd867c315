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
import org.geofringe.timeseries.EastUp;
import org.jspecify.annotations.Nullable;

/** Vertical and east-west motion from an ascending and a descending velocity. */
@Algorithm(
    id = "decompose",
    group = "Time series",
    label = "Vertical and east-west velocity",
    summary =
        "Turns an ascending and a descending velocity into vertical and east-west motion, with errors.")
public final class DecomposeVelocity implements Workflow<DecomposeVelocity.Parameters> {

  private static final int SAMPLED_ROWS = 64;

  /** What to decompose, and where the products go. */
  public record Parameters(
      @Input(
              label = "Ascending velocity",
              help = "Along the line of sight, positive towards the satellite.",
              kind = ParameterKind.RASTER)
          Path ascending,
      @Input(
              label = "Geometry of the ascending track",
              help =
                  "Look vector (three bands: east, north, up) or incidence angles in degrees: geometry/look_vector.tif or geometry/incidence.tif of the stack.",
              kind = ParameterKind.RASTER)
          Path ascendingGeometry,
      @Input(
              label = "Descending velocity",
              help = "May lie on another grid.",
              kind = ParameterKind.RASTER)
          Path descending,
      @Input(
              label = "Geometry of the descending track",
              help = "As for the ascending one.",
              kind = ParameterKind.RASTER)
          Path descendingGeometry,
      @Input(
              label = "Heading of the ascending track",
              help = "Where the satellite flies, clockwise from north; used with incidence angles.",
              byDefault = "348",
              minimum = -360,
              maximum = 360,
              unit = "°",
              advanced = true)
          double ascendingHeading,
      @Input(
              label = "Heading of the descending track",
              help = "Where the satellite flies, clockwise from north; used with incidence angles.",
              byDefault = "192",
              minimum = -360,
              maximum = 360,
              unit = "°",
              advanced = true)
          double descendingHeading,
      @Input(
              label = "Standard error of the ascending velocity",
              help = "For the errors of the result.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path ascendingStd,
      @Input(
              label = "Standard error of the descending velocity",
              help = "For the errors of the result.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path descendingStd,
      @Output(
              label = "Vertical velocity",
              help = "Positive up, negative down (subsidence).",
              kind = OutputKind.RASTER,
              style = "vertical_velocity",
              group = "Velocity",
              order = 8,
              unit = "mm/yr",
              fileName = "vertical_velocity.tif")
          Path vertical,
      @Output(
              label = "East-west velocity",
              help = "Positive to the east, negative to the west.",
              kind = OutputKind.RASTER,
              style = "east_velocity",
              group = "Velocity",
              order = 9,
              unit = "mm/yr",
              fileName = "east_velocity.tif")
          Path east,
      @Output(
              label = "Standard error of the vertical velocity",
              help = "From the errors of both velocities; needs them both.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "velocity_std",
              group = "Quality",
              order = 27,
              unit = "mm/yr",
              fileName = "vertical_velocity_std.tif")
          @Nullable Path verticalStd,
      @Output(
              label = "Standard error of the east-west velocity",
              help = "From the errors of both velocities; needs them both.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "velocity_std",
              group = "Quality",
              order = 28,
              unit = "mm/yr",
              fileName = "east_velocity_std.tif")
          @Nullable Path eastStd) {

    boolean withErrors() {
      return verticalStd != null || eastStd != null;
    }
  }

  /** A band of cells; errors are null where nobody asked. */
  private record Decomposed(EastUp.Result motion, EastUp.@Nullable Result errors) {}

  /** How well the two tracks tell east from up, over the cells with data. */
  private record Geometry(double angle, double northIntoEast, double northIntoUp) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    if (p.withErrors() && (p.ascendingStd == null || p.descendingStd == null)) {
      throw new UserException(
          "The errors of the result need those of both velocities: give ASCENDING_STD and"
              + " DESCENDING_STD.");
    }
    MapGrid grid = CommonGrid.of(p.ascending, p.descending);
    Folders.makeFor(p.vertical, p.east, p.verticalStd, p.eastStd);
    try (ResampledRaster ascending = ResampledRaster.open(p.ascending, grid);
        ResampledRaster descending = ResampledRaster.open(p.descending, grid);
        LookRaster up = new LookRaster(p.ascendingGeometry, p.ascendingHeading, grid);
        LookRaster down = new LookRaster(p.descendingGeometry, p.descendingHeading, grid);
        ResampledRaster upStd = open(p.ascendingStd, p, grid);
        ResampledRaster downStd = open(p.descendingStd, p, grid)) {
      Geometry geometry = geometry(up, down, grid, context);
      long cells = write(p, grid, ascending, up, upStd, descending, down, downStd, context);
      if (cells == 0) {
        context.warn("No cell has data in both velocities and both geometries.");
      }
      return result(p)
          .metric("cells", cells)
          .metric("angle_between_looks", geometry.angle)
          .metric("north_into_vertical", geometry.northIntoUp)
          .metric("north_into_east", geometry.northIntoEast);
    }
  }

  private static @Nullable ResampledRaster open(@Nullable Path file, Parameters p, MapGrid grid) {
    return file == null || !p.withErrors() ? null : ResampledRaster.open(file, grid);
  }

  /** Medians over some rows. */
  private static Geometry geometry(
      LookRaster first, LookRaster second, MapGrid grid, RunContext context) {
    int step = Math.max(1, grid.rows() / SAMPLED_ROWS);
    int rows = (grid.rows() - step / 2 + step - 1) / step;
    double[] angles = new double[rows];
    double[] east = new double[rows];
    double[] up = new double[rows];
    for (int i = 0; i < rows; i++) {
      context.checkCancelled();
      Window row = new Window(step / 2 + i * step, 0, 1, grid.columns());
      EastUp.Looks from = first.read(row);
      EastUp.Looks other = second.read(row);
      angles[i] = median(EastUp.angles(from, other));
      EastUp.Result leakage = EastUp.leakage(from, other);
      east[i] = median(leakage.east());
      up[i] = median(leakage.up());
    }
    double angle = Robust.median(angles);
    if (Double.isNaN(angle)) {
      throw new UserException(
          "The two geometries share no ground with the velocities: choose those of the same stacks.");
    }
    if (angle < EastUp.LEAST_ANGLE) {
      throw new UserException(
          "Both tracks look from nearly the same side, "
              + NumberText.of(angle)
              + "° apart as seen along north: east and up cannot be told apart. Take an ascending and"
              + " a descending one, each with its own geometry and heading.");
    }
    return new Geometry(angle, Robust.median(east), Robust.median(up));
  }

  private static double median(float[] values) {
    double[] copy = new double[values.length];
    Arrays.setAll(copy, i -> values[i]);
    return Robust.median(copy);
  }

  private static long write(
      Parameters p,
      MapGrid grid,
      ResampledRaster ascending,
      LookRaster up,
      @Nullable ResampledRaster upStd,
      ResampledRaster descending,
      LookRaster down,
      @Nullable ResampledRaster downStd,
      RunContext context)
      throws IOException {
    long bytesPerCell =
        ascending.bytesPerCell()
            + descending.bytesPerCell()
            + up.bytesPerCell()
            + down.bytesPerCell()
            + 4 * Float.BYTES;
    if (upStd != null && downStd != null) {
      bytesPerCell += upStd.bytesPerCell() + downStd.bytesPerCell();
    }
    long[] cells = {0};
    try (RasterProduct vertical =
            RasterProduct.floats(
                p.vertical, grid, "Vertical velocity", "mm/yr", "vertical_velocity");
        RasterProduct east =
            RasterProduct.floats(p.east, grid, "East-west velocity", "mm/yr", "east_velocity");
        RasterProduct verticalStd = errors(p.verticalStd, grid);
        RasterProduct eastStd = errors(p.eastStd, grid)) {
      Bands.run(
          grid,
          bytesPerCell,
          context,
          "Telling east from up",
          band -> {
            EastUp.Looks first = up.read(band);
            EastUp.Looks second = down.read(band);
            return new Decomposed(
                EastUp.apply(ascending.read(0, band), first, descending.read(0, band), second),
                upStd == null || downStd == null
                    ? null
                    : EastUp.errors(upStd.read(0, band), first, downStd.read(0, band), second));
          },
          (band, found) -> {
            vertical.write(0, band.row(), band.rows(), found.motion.up(), 0);
            east.write(0, band.row(), band.rows(), found.motion.east(), 0);
            if (verticalStd != null && found.errors != null) {
              verticalStd.write(0, band.row(), band.rows(), found.errors.up(), 0);
            }
            if (eastStd != null && found.errors != null) {
              eastStd.write(0, band.row(), band.rows(), found.errors.east(), 0);
            }
            for (float value : found.motion.up()) {
              cells[0] += Float.isNaN(value) ? 0 : 1;
            }
          });
      vertical.finish();
      east.finish();
      if (verticalStd != null) {
        verticalStd.finish();
      }
      if (eastStd != null) {
        eastStd.finish();
      }
    }
    return cells[0];
  }

  private static @Nullable RasterProduct errors(@Nullable Path file, MapGrid grid) {
    return file == null
        ? null
        : RasterProduct.floats(file, grid, "Standard error", "mm/yr", "velocity_std");
  }

  private static Result result(Parameters p) {
    Result result =
        new Result()
            .product(
                "VERTICAL",
                new Product(
                    p.vertical,
                    "Vertical velocity",
                    "Vertical velocity in mm/yr; positive up, negative down (subsidence)."))
            .product(
                "EAST",
                new Product(
                    p.east,
                    "East-west velocity",
                    "East-west velocity in mm/yr; positive to the east, negative to the west."));
    if (p.verticalStd != null) {
      result.product(
          "VERTICAL_STD",
          new Product(
              p.verticalStd,
              "Standard error of the vertical velocity",
              "Standard error of the vertical velocity in mm/yr."));
    }
    if (p.eastStd != null) {
      result.product(
          "EAST_STD",
          new Product(
              p.eastStd,
              "Standard error of the east-west velocity",
              "Standard error of the east-west velocity in mm/yr."));
    }
    return result;
  }
}
