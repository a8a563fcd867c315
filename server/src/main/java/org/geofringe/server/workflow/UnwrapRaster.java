package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.unwrap.CostMode;
import org.geofringe.server.unwrap.RasterUnwrapping;
import org.geofringe.server.unwrap.UnwrapOptions;
import org.jspecify.annotations.Nullable;

/** Unwraps one raster of any processor. */
@Algorithm(
    id = "unwrap_raster",
    group = "Unwrapping",
    label = "Unwrap a raster",
    summary =
        "Unwraps a wrapped interferogram of any processor, with components and reliability of the result.")
public final class UnwrapRaster implements Workflow<UnwrapRaster.Parameters> {

  private static final int ROWS_AT_ONCE = 256;

  /** What to unwrap, how, and where the products go. */
  public record Parameters(
      @Input(
              label = "Wrapped phase",
              help = "A GeoTIFF of phase in radians, or of complex numbers whose angle is taken.",
              kind = ParameterKind.RASTER)
          Path phase,
      @Input(
              label = "Coherence",
              help =
                  "A raster of the same cells, 0 to 1 or bytes; without one it is judged by the scatter of the phase.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path coherence,
      @Input(
              label = "Number of looks",
              help =
                  "Independent looks of the phase, about a third of those averaged; they say how noise follows from coherence.",
              byDefault = "10",
              minimum = 1,
              maximum = 1e6)
          double looks,
      @Input(
              label = "What the ground does",
              help = "Whether the true phase may jump from one cell to the next.",
              byDefault = "DEFORMATION")
          CostMode cost,
      @Input(
              label = "Least coherence",
              help = "Cells of lower coherence get no unwrapped phase; 0 unwraps all.",
              byDefault = "0",
              minimum = 0,
              maximum = 1)
          double minCoherence,
      @Input(
              label = "Mask",
              help =
                  "A layer of polygons, such as lakes, or a raster whose cells are not 0: their cells get no unwrapped phase, and cycles across them cost nothing.",
              kind = ParameterKind.LAYER,
              optional = true)
          String mask,
      @Input(
              label = "What the mask means",
              help = "Whether what it covers is left out or is all that is kept.",
              byDefault = "LEAVE_OUT",
              advanced = true)
          MaskMeans maskMeans,
      @Input(
              label = "No-data value",
              help = "Value of cells without data; empty takes it from the file.",
              optional = true,
              advanced = true)
          String noData,
      @Input(
              label = "Interpolate below coherence",
              help =
                  "The phase of cells of lower coherence is interpolated from their neighbours before unwrapping and put back after it; 0 for none.",
              byDefault = "0",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double fillIncoherent,
      @Input(
              label = "Bridge gaps",
              help =
                  "Sets components that no phase joins against each other by the phase at both sides of the gap.",
              byDefault = "true",
              advanced = true)
          boolean bridge,
      @Input(
              label = "Side of tiles",
              help = "0 takes the whole image, or tiles where it does not fit the memory.",
              byDefault = "0",
              minimum = 0,
              maximum = 100_000,
              unit = "cells",
              advanced = true)
          int tile,
      @Output(
              label = "Unwrapped phase",
              help = "Radians: the wrapped phase with whole cycles added to every cell.",
              kind = OutputKind.RASTER,
              style = "unwrapped_phase",
              group = "Unwrapping",
              order = 30,
              unit = "rad",
              fileName = "unwrapped.tif")
          Path unwrapped,
      @Output(
              label = "Components",
              help =
                  "Parts within which no cycle is likely to be wrong, 1 for the largest; 0 is in none.",
              kind = OutputKind.RASTER,
              style = "components",
              group = "Unwrapping",
              order = 31,
              fileName = "components.tif")
          Path components,
      @Output(
              label = "Reliability",
              help = "How likely a cell's cycles are right against its surroundings', 0 to 1.",
              kind = OutputKind.RASTER,
              style = "reliability",
              group = "Unwrapping",
              order = 32,
              fileName = "reliability.tif")
          Path reliability) {

    RasterUnwrapping.Source source() throws IOException {
      return new RasterUnwrapping.Source(
          phase, coherence, NumberText.orNaN("NO_DATA", noData), MaskChoice.of(mask, maskMeans));
    }

    UnwrapOptions options() {
      return new UnwrapOptions(cost, looks, minCoherence, fillIncoherent, bridge, tile);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    long start = System.nanoTime();
    Folders.makeFor(p.unwrapped, p.components, p.reliability);
    Path scratch = p.unwrapped.resolveSibling("." + p.unwrapped.getFileName() + ".unwrapping");
    String name = FileNames.stem(p.phase);
    Result result =
        new Result()
            .product(
                "UNWRAPPED",
                new Product(
                    p.unwrapped,
                    "Unwrapped phase of " + name,
                    "Radians, equal to the wrapped phase but for whole cycles; its level is arbitrary."))
            .product(
                "COMPONENTS",
                new Product(
                    p.components,
                    "Components",
                    "Within a component no cycle is likely to be wrong; 1 is the largest."))
            .product(
                "RELIABILITY",
                new Product(p.reliability, "Reliability", "1 is sure, 0.5 is a guess."));
    try (RasterUnwrapping.Outcome outcome =
        RasterUnwrapping.run(p.source(), p.options(), scratch, context.part(0, 0.9))) {
      double seconds = (System.nanoTime() - start) / 1e9;
      write(p, outcome, context.part(0.9, 1));
      outcome.metrics().forEach(result::metric);
      return result.metric("seconds", seconds);
    }
  }

  private static void write(Parameters p, RasterUnwrapping.Outcome outcome, RunContext context) {
    MapGrid grid = outcome.phase().grid();
    try (RasterProduct unwrapped =
            RasterProduct.floats(p.unwrapped, grid, "Unwrapped phase", "rad", "unwrapped_phase");
        RasterProduct components =
            RasterProduct.bands(p.components, grid, numbers(), "components", 0);
        RasterProduct reliability =
            RasterProduct.floats(p.reliability, grid, "Reliability", "", "reliability")) {
      copy(outcome.phase(), unwrapped, context.part(0, 0.4));
      copy(outcome.components(), components, context.part(0.4, 0.6));
      copy(outcome.reliability(), reliability, context.part(0.6, 1));
      unwrapped.finish();
      components.finish();
      reliability.finish();
    }
  }

  private static ProductSpec numbers() {
    return new ProductSpec(
        SampleType.INT16, 0, List.of(new ProductSpec.Band("Component", "")), Map.of());
  }

  private static void copy(FlatRaster from, RasterProduct to, RunContext context) {
    MapGrid grid = from.grid();
    float[] values = new float[Math.min(ROWS_AT_ONCE, grid.rows()) * grid.columns()];
    for (int row = 0; row < grid.rows(); row += ROWS_AT_ONCE) {
      context.checkCancelled();
      context.progress(row / (double) grid.rows(), "Writing");
      int rows = Math.min(ROWS_AT_ONCE, grid.rows() - row);
      from.read(0, new Window(row, 0, rows, grid.columns()), values, 0);
      to.write(0, row, rows, values, 0);
    }
  }
}
