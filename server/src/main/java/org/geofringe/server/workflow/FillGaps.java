package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geofringe.filtering.GapFill;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/** Interpolates where a raster is empty, and says where it did. */
@Algorithm(
    id = "fill_gaps",
    group = "Tools",
    label = "Fill gaps",
    summary = "Interpolates a raster where it is empty, with a mask of what was interpolated.")
public final class FillGaps implements Workflow<FillGaps.Parameters> {

  /** The grid, the filled one, and what the solver holds. */
  private static final int BYTES_PER_CELL = 24;

  private static final int ROWS_AT_ONCE = 256;

  /** What to fill, and where the products go. */
  public record Parameters(
      @Input(
              label = "Raster",
              help = "A GeoTIFF with empty cells, such as a velocity.",
              kind = ParameterKind.RASTER)
          Path raster,
      @Input(
              label = "Farthest distance",
              help = "Cells farther from any data stay empty; 0 fills everything.",
              byDefault = "20",
              minimum = 0,
              maximum = 100000,
              unit = "cells")
          int maxDistance,
      @Output(
              label = "Filled raster",
              help = "The raster with its gaps interpolated; cells with data are unchanged.",
              kind = OutputKind.RASTER,
              group = "Velocity",
              order = 14,
              fileName = "filled.tif")
          Path filled,
      @Output(
              label = "Interpolated cells",
              help = "1 where the value was interpolated: a guess, not a measurement.",
              kind = OutputKind.RASTER,
              style = "mask",
              group = "Velocity",
              order = 13,
              fileName = "interpolated.tif")
          Path mask) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    long interpolated;
    try (GeoTiffReader reader = GeoTiffReader.open(parameters.raster)) {
      MapGrid grid = reader.grid();
      refuseTooLarge(parameters.raster, grid, context);
      if (reader.isComplex()) {
        throw new UserException(
            parameters.raster + " holds complex numbers: choose a raster of plain numbers.");
      }
      Folders.makeFor(parameters.filled, parameters.mask);
      interpolated = fill(parameters, reader, grid, context);
    }
    Styles.copy(parameters.raster, parameters.filled);
    return new Result()
        .product(
            "FILLED",
            new Product(
                parameters.filled,
                FileNames.stem(parameters.raster) + ", filled",
                "The raster with its gaps interpolated from their neighbours; see the mask for where."))
        .product(
            "MASK",
            new Product(parameters.mask, "Interpolated cells", "1 where a value was interpolated."))
        .metric("interpolated_cells", interpolated);
  }

  private static long fill(
      Parameters parameters, GeoTiffReader reader, MapGrid grid, RunContext context) {
    int bands = reader.bands();
    boolean[] touched = new boolean[(int) grid.cells()];
    ProductSpec spec = new ProductSpec(SampleType.FLOAT32, Double.NaN, bandSpecs(reader), Map.of());
    try (RasterProduct filled = RasterProduct.bands(parameters.filled, grid, spec, "", 0)) {
      for (int band = 0; band < bands; band++) {
        context.checkCancelled();
        context.progress(band / (double) bands, "Filling gaps");
        GapFill.Result result =
            GapFill.apply(
                read(reader, band, grid),
                new GapFill.Parameters(parameters.maxDistance),
                context::checkCancelled);
        for (int i = 0; i < touched.length; i++) {
          touched[i] |= result.interpolated()[i] == 1;
        }
        for (int row = 0; row < grid.rows(); row += ROWS_AT_ONCE) {
          context.checkCancelled();
          int rows = Math.min(ROWS_AT_ONCE, grid.rows() - row);
          filled.write(band, row, rows, result.filled().values(), row * grid.columns());
        }
      }
      filled.finish();
    }
    return writeMask(parameters.mask, grid, touched);
  }

  private static long writeMask(Path file, MapGrid grid, boolean[] touched) {
    ProductSpec spec =
        new ProductSpec(
            SampleType.UINT8, 0, List.of(new ProductSpec.Band("Interpolated", "")), Map.of());
    long count = 0;
    float[] row = new float[grid.columns()];
    try (RasterProduct mask = RasterProduct.bands(file, grid, spec, "mask", 0)) {
      for (int r = 0; r < grid.rows(); r++) {
        Arrays.fill(row, Float.NaN);
        for (int c = 0; c < row.length; c++) {
          if (touched[r * row.length + c]) {
            row[c] = 1;
            count++;
          }
        }
        mask.write(0, r, 1, row, 0);
      }
      mask.finish();
    }
    return count;
  }

  private static FloatGrid read(GeoTiffReader reader, int band, MapGrid grid) {
    FloatGrid values = new FloatGrid(grid.rows(), grid.columns());
    reader.read(band, new Window(0, 0, grid.rows(), grid.columns()), values.values(), 0);
    return values;
  }

  static List<ProductSpec.Band> bandSpecs(GeoTiffReader reader) {
    List<ProductSpec.Band> bands = new ArrayList<>();
    for (int band = 0; band < reader.bands(); band++) {
      bands.add(
          new ProductSpec.Band(reader.bandDescriptions().get(band), reader.bandUnits().get(band)));
    }
    return bands;
  }

  private static void refuseTooLarge(Path raster, MapGrid grid, RunContext context) {
    long needed = grid.cells() * BYTES_PER_CELL;
    if (grid.cells() > Integer.MAX_VALUE - 8 || needed > 2 * context.budget().memoryBytes()) {
      throw new ResourceException(
          raster
              + " has "
              + grid.cells()
              + " cells and filling needs "
              + (needed >> 20)
              + " MiB: give more memory (GEOFRINGE_JAVA_OPTIONS=-Xmx…) or cut the raster.");
    }
  }
}
