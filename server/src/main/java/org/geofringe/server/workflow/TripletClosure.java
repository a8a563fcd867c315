package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.closure.Misclosure;
import org.geofringe.closure.TripletStatistics;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Triplet;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.tile.Bands;
import org.jspecify.annotations.Nullable;

/** Adds up the phases around every triangle of pairs: what is left is error. */
@Algorithm(
    id = "closure",
    group = "Quality",
    label = "Triplet closure",
    summary =
        "Adds up the phases around every triangle of pairs: where the sum is not zero, a pair is wrong.")
public final class TripletClosure implements Workflow<TripletClosure.Parameters> {

  /** What to close, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help = "A folder that Import interferograms made.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Reference point",
              help =
                  "A place on stable, coherent ground, the same as for the velocity: lon,lat or x,y [EPSG:n]. Empty takes the most coherent cell.",
              optional = true)
          @Nullable MapPoint reference,
      @Input(
              label = "Dates to leave out",
              help = "Triplets with these dates are not closed.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> excludeDates,
      @Output(
              label = "Closure error",
              help =
                  "Root mean square over triplets of what is left within half a cycle; 0 is perfect. Atmosphere does not show here.",
              kind = OutputKind.RASTER,
              style = "closure_rms",
              group = "Closure",
              order = 30,
              unit = "rad",
              fileName = "closure_rms.tif")
          Path closureRms,
      @Output(
              label = "Unwrapping errors",
              help = "Number of triplets that are off by whole cycles; 0 is good.",
              kind = OutputKind.RASTER,
              style = "closure_cycles",
              group = "Closure",
              order = 31,
              unit = "triplets",
              fileName = "closure_cycles.tif")
          Path closureCycles,
      @Output(
              label = "Table of triplets",
              help = "Mean, root mean square and share of cells off by cycles, for each triplet.",
              kind = OutputKind.TABLE,
              group = "Closure",
              order = 32,
              fileName = "triplets.csv")
          Path triplets,
      @Output(
              label = "A raster for each triplet",
              help = "Folder for the wrapped closure phase of every triplet, in rad.",
              kind = OutputKind.FOLDER,
              optional = true,
              fileName = "triplets")
          @Nullable Path tripletRasters) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    boolean withRasters = parameters.tripletRasters != null;
    ReferencedStack stack =
        ReferencedStack.open(
            parameters.stack, parameters.excludeDates, parameters.reference, context.part(0, 0.1));
    Misclosure closure = new Misclosure(stack.network());
    if (closure.triplets().isEmpty()) {
      throw new UserException(
          "The stack has no triplet: closure needs three dates with all three pairs between them. Import more pairs.");
    }
    TripletStatistics statistics =
        write(parameters, stack, closure, context.part(0.1, withRasters ? 0.4 : 1));
    writeTable(parameters.triplets, closure.triplets(), statistics);
    Result result =
        new Result()
            .product(
                "CLOSURE_RMS",
                new Product(
                    parameters.closureRms,
                    "Closure error",
                    "Root mean square over triplets of the wrapped closure phase AB + BC - AC, rad. 0 is perfect; decorrelation,"
                        + " filtering and soil moisture raise it. Atmosphere does not show here."))
            .product(
                "CLOSURE_CYCLES",
                new Product(
                    parameters.closureCycles,
                    "Unwrapping errors",
                    "Number of triplets whose closure phase is off by whole cycles: unwrapping errors."))
            .product(
                "TRIPLETS",
                new Product(parameters.triplets, "Triplets", "Closure of each triplet."));
    Path rasters = parameters.tripletRasters;
    if (rasters != null) {
      writeEach(rasters, stack, context.part(0.4, 1));
      result.product(
          "TRIPLET_RASTERS",
          new Product(rasters, "Triplet rasters", "Wrapped closure phase of each triplet, rad."));
    }
    return result
        .metric("triplets", closure.triplets().size())
        .metric("closure_rms", rms(statistics))
        .metric("cycle_share", cycleShare(statistics))
        .metric("reference", stack.reference().metrics(stack.stack()));
  }

  private static TripletStatistics write(
      Parameters parameters, ReferencedStack stack, Misclosure closure, RunContext context)
      throws IOException {
    MapGrid grid = stack.stack().grid();
    Folders.makeFor(parameters.closureRms, parameters.closureCycles, parameters.triplets);
    TripletStatistics[] statistics = {closure.noStatistics()};
    long bytesPerCell = (stack.network().pairs().size() + 4L) * Float.BYTES;
    try (PairRasters unwrapped = stack.openPhases();
        RasterProduct rms =
            RasterProduct.floats(
                parameters.closureRms, grid, "Closure error", "rad", "closure_rms");
        RasterProduct cycles =
            RasterProduct.floats(
                parameters.closureCycles,
                grid,
                "Unwrapping errors",
                "triplets",
                "closure_cycles")) {
      Bands.run(
          grid,
          bytesPerCell,
          context,
          "Closing triplets",
          band -> closure.apply(stack.phases(unwrapped, band), band.cells(), false),
          (band, closed) -> {
            rms.write(0, band.row(), band.rows(), closed.rms(), 0);
            cycles.write(0, band.row(), band.rows(), closed.cycles(), 0);
            statistics[0] = statistics[0].merge(closed.statistics());
          });
      rms.finish();
      cycles.finish();
    }
    return statistics[0];
  }

  /** One triplet after the other, so that the memory does not grow with their number. */
  private static void writeEach(Path folder, ReferencedStack stack, RunContext context)
      throws IOException {
    Folders.make(folder);
    MapGrid grid = stack.stack().grid();
    List<Triplet> triplets = stack.network().triplets();
    for (int t = 0; t < triplets.size(); t++) {
      Triplet triplet = triplets.get(t);
      ReferencedStack three =
          stack.with(List.of(triplet.ab(), triplet.bc(), triplet.ac()), "in a triplet");
      Misclosure closure = new Misclosure(three.network());
      double share = 1.0 / triplets.size();
      try (PairRasters unwrapped = three.openPhases();
          RasterProduct raster =
              RasterProduct.floats(
                  folder.resolve("closure_" + triplet.id() + ".tif"),
                  grid,
                  "Closure phase " + triplet,
                  "rad",
                  "wrapped_phase")) {
        Bands.run(
            grid,
            5L * Float.BYTES,
            context.part(t * share, (t + 1) * share),
            "Writing triplets",
            band -> {
              float[] wrapped =
                  closure.apply(three.phases(unwrapped, band), band.cells(), true).wrapped();
              return wrapped == null ? new float[band.cells()] : wrapped;
            },
            (band, wrapped) -> raster.write(0, band.row(), band.rows(), wrapped, 0));
        raster.finish();
      }
    }
  }

  private static void writeTable(Path file, List<Triplet> triplets, TripletStatistics statistics)
      throws IOException {
    CsvTable table =
        new CsvTable(
            "triplet", "first", "second", "third", "cells", "rms_rad", "mean_rad", "cycle_share");
    for (int t = 0; t < triplets.size(); t++) {
      Triplet triplet = triplets.get(t);
      table.row(
          triplet.id(),
          triplet.a(),
          triplet.b(),
          triplet.c(),
          statistics.count(t),
          statistics.rms(t),
          statistics.mean(t),
          statistics.cycleShare(t));
    }
    table.write(file);
  }

  /** Over all cells of all triplets. */
  private static double rms(TripletStatistics statistics) {
    double squares = 0;
    long cells = 0;
    for (int t = 0; t < statistics.triplets(); t++) {
      if (statistics.count(t) > 0) {
        squares += statistics.rms(t) * statistics.rms(t) * statistics.count(t);
        cells += statistics.count(t);
      }
    }
    return cells == 0 ? 0 : Math.sqrt(squares / cells);
  }

  private static double cycleShare(TripletStatistics statistics) {
    double withCycles = 0;
    long cells = 0;
    for (int t = 0; t < statistics.triplets(); t++) {
      if (statistics.count(t) > 0) {
        withCycles += statistics.cycleShare(t) * statistics.count(t);
        cells += statistics.count(t);
      }
    }
    return cells == 0 ? 0 : withCycles / cells;
  }
}
