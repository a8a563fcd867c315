package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.closure.Misclosure;
import org.geofringe.closure.TripletStatistics;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Triplet;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.catalogue.SameAs;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
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
              help = "A folder with interferograms, wrapped or unwrapped.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Reference point",
              help =
                  "A place on stable, coherent ground, the same as for the velocity: lon,lat or x,y [EPSG:n]. Empty takes a coherent cell that moves as most others do. Wrapped phases need none.",
              optional = true)
          @Nullable MapPoint reference,
      @SameAs(EstimateVelocity.Parameters.class) double referenceRadius,
      @SameAs(EstimateVelocity.Parameters.class) String referenceArea,
      @Input(
              label = "Dates to leave out",
              help = "Triplets with these dates are not closed.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> excludeDates,
      @Input(
              label = "Phase",
              help =
                  "Unwrapped phases show unwrapping errors as well; wrapped ones can be closed before.",
              byDefault = "AUTO")
          ClosurePhase phase,
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
              help =
                  "Number of triplets that are off by whole cycles; 0 is good. Not made of wrapped phases.",
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
          @Nullable Path tripletRasters) {

    ReferencePlace place() {
      return new ReferencePlace(reference, referenceRadius, referenceArea);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    boolean withRasters = parameters.tripletRasters != null;
    ClosurePhases phases =
        ClosurePhases.open(
            parameters.stack,
            parameters.excludeDates,
            parameters.place(),
            parameters.phase,
            context.part(0, 0.1));
    Misclosure closure = new Misclosure(phases.network());
    if (closure.triplets().isEmpty()) {
      throw new UserException(
          "The stack has no triplet: closure needs three dates with all three pairs between them. Add more pairs.");
    }
    if (phases.wrapped()) {
      context.log("Closing wrapped phases: unwrapping errors cannot be seen.");
    }
    ClosureSummary summary = new ClosureSummary();
    TripletStatistics statistics =
        write(parameters, phases, closure, summary, context.part(0.1, withRasters ? 0.4 : 1));
    writeTable(parameters.triplets, closure.triplets(), statistics, phases.wrapped());
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
                "TRIPLETS",
                new Product(parameters.triplets, "Triplets", "Closure of each triplet."));
    if (!phases.wrapped()) {
      result.product(
          "CLOSURE_CYCLES",
          new Product(
              parameters.closureCycles,
              "Unwrapping errors",
              "Number of triplets whose closure phase is off by whole cycles: unwrapping errors."));
      result.metric("cycle_share", ClosureSummary.cycleShare(statistics));
    }
    Path rasters = parameters.tripletRasters;
    if (rasters != null) {
      writeEach(rasters, phases, context.part(0.4, 1));
      result.product(
          "TRIPLET_RASTERS",
          new Product(rasters, "Triplet rasters", "Wrapped closure phase of each triplet, rad."));
    }
    phases.metrics().forEach(result::metric);
    if (phases.stack().layer(Layer.MEAN_COHERENCE).isPresent()) {
      result.metric("coherent_share", summary.coherentShare());
      result.metric("closure_rms_coherent", summary.coherentRms());
      if (!phases.wrapped()) {
        result.metric("closed_share", summary.closedShare());
      }
    }
    return result
        .metric("triplets", closure.triplets().size())
        .metric("closure_rms", ClosureSummary.rms(statistics));
  }

  private record Closed(Misclosure.Result result, float[] coherence) {}

  private static TripletStatistics write(
      Parameters parameters,
      ClosurePhases phases,
      Misclosure closure,
      ClosureSummary summary,
      RunContext context)
      throws IOException {
    MapGrid grid = phases.grid();
    Folders.makeFor(parameters.closureRms, parameters.closureCycles, parameters.triplets);
    TripletStatistics[] statistics = {closure.noStatistics()};
    long bytesPerCell = (phases.network().pairs().size() + 5L) * Float.BYTES;
    try (PairRasters rasters = phases.open();
        RasterProduct rms =
            RasterProduct.floats(
                parameters.closureRms, grid, "Closure error", "rad", "closure_rms");
        @Nullable RasterProduct cycles = phases.wrapped() ? null : cycles(parameters, grid)) {
      Bands.run(
          grid,
          bytesPerCell,
          context,
          "Closing triplets",
          band ->
              new Closed(
                  closure.apply(phases.read(rasters, band), band.cells(), false),
                  coherence(phases.stack(), band)),
          (band, closed) -> {
            rms.write(0, band.row(), band.rows(), closed.result.rms(), 0);
            if (cycles != null) {
              cycles.write(0, band.row(), band.rows(), closed.result.cycles(), 0);
            }
            summary.add(closed.result.rms(), closed.result.cycles(), closed.coherence);
            statistics[0] = statistics[0].merge(closed.result.statistics());
          });
      rms.finish();
      if (cycles != null) {
        cycles.finish();
      }
    }
    return statistics[0];
  }

  private static RasterProduct cycles(Parameters parameters, MapGrid grid) throws IOException {
    return RasterProduct.floats(
        parameters.closureCycles, grid, "Unwrapping errors", "triplets", "closure_cycles");
  }

  private static float[] coherence(Stack stack, Window band) {
    return stack.layer(Layer.MEAN_COHERENCE).isPresent()
        ? stack.read(Layer.MEAN_COHERENCE, band)
        : ClosureSummary.unknown(band.cells());
  }

  /** One triplet after the other, so that the memory does not grow with their number. */
  private static void writeEach(Path folder, ClosurePhases phases, RunContext context)
      throws IOException {
    Folders.make(folder);
    List<Triplet> triplets = phases.network().triplets();
    for (int t = 0; t < triplets.size(); t++) {
      Triplet triplet = triplets.get(t);
      ClosurePhases three = phases.with(List.of(triplet.ab(), triplet.bc(), triplet.ac()));
      Misclosure closure = new Misclosure(three.network());
      double share = 1.0 / triplets.size();
      try (PairRasters rasters = three.open();
          RasterProduct raster =
              RasterProduct.floats(
                  folder.resolve("closure_" + triplet.id() + ".tif"),
                  phases.grid(),
                  "Closure phase " + triplet,
                  "rad",
                  "wrapped_phase")) {
        Bands.run(
            phases.grid(),
            5L * Float.BYTES,
            context.part(t * share, (t + 1) * share),
            "Writing triplets",
            band -> {
              float[] wrapped =
                  closure.apply(three.read(rasters, band), band.cells(), true).wrapped();
              return wrapped == null ? new float[band.cells()] : wrapped;
            },
            (band, wrapped) -> raster.write(0, band.row(), band.rows(), wrapped, 0));
        raster.finish();
      }
    }
  }

  /**
   * @param wrapped whether whole cycles mean nothing; their column stays empty then
   */
  private static void writeTable(
      Path file, List<Triplet> triplets, TripletStatistics statistics, boolean wrapped)
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
          wrapped ? Double.NaN : statistics.cycleShare(t));
    }
    table.write(file);
  }
}
