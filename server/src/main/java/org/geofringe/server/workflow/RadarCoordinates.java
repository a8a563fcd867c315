package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;

/** Any raster of a stack into the radar's own geometry, and back. */
@Algorithm(
    id = "radar_coordinates",
    group = "Tools",
    label = "Map and radar coordinates",
    summary = "Brings a raster from the map into azimuth line and range sample, or back.")
public final class RadarCoordinates implements Workflow<RadarCoordinates.Parameters> {

  /** Which way. */
  public enum Direction implements Choice {
    TO_RADAR("from the map to azimuth line and range sample"),
    TO_MAP("from azimuth line and range sample to the map");

    private final String label;

    Direction(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What the numbers of the raster are. */
  public enum Values implements Choice {
    MEASURES("measures such as heights or velocities: interpolated and averaged"),
    CLASSES("classes such as a mask: the nearest one, never mixed");

    private final String label;

    Values(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What to bring over, and where the product goes. */
  public record Parameters(
      @Input(
              label = "Stack",
              help =
                  "A stack made from Sentinel-1 scenes, which knows line and sample of each cell.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Raster",
              help =
                  "A GeoTIFF on the map within the stack's area, or one in radar geometry that this"
                      + " algorithm made.",
              kind = ParameterKind.RASTER)
          Path layer,
      @Input(label = "Direction", help = "Which way to go.", byDefault = "TO_RADAR")
          Direction direction,
      @Input(
              label = "Values",
              help = "What the numbers are.",
              byDefault = "MEASURES",
              advanced = true)
          Values values,
      @Input(
              label = "Azimuth looks",
              help =
                  "Lines in a row of the radar raster; 0 for as many as a map cell spans. Not used on"
                      + " the way to the map.",
              byDefault = "0",
              minimum = 0,
              maximum = 1000,
              advanced = true)
          int azimuthLooks,
      @Input(
              label = "Range looks",
              help =
                  "Samples in a column of the radar raster; 0 for as many as a map cell spans. Not"
                      + " used on the way to the map.",
              byDefault = "0",
              minimum = 0,
              maximum = 1000,
              advanced = true)
          int rangeLooks,
      @Output(
              label = "Converted raster",
              help = "The same numbers in the other geometry.",
              kind = OutputKind.RASTER,
              style = "radar",
              group = "Radar geometry",
              order = 50,
              fileName = "converted.tif")
          Path output) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    Stack stack = Stack.open(parameters.stack);
    try (GeoTiffReader layer = GeoTiffReader.open(parameters.layer)) {
      if (layer.isComplex()) {
        throw new UserException(
            parameters.layer + " holds complex numbers: choose a raster of plain numbers.");
      }
      Folders.makeFor(parameters.output);
      return parameters.direction == Direction.TO_RADAR
          ? toRadar(parameters, stack, layer, context)
          : toMap(parameters, stack, layer, context);
    }
  }

  private static Result toRadar(
      Parameters parameters, Stack stack, GeoTiffReader layer, RunContext context)
      throws IOException {
    if (layer.grid().crs().equals(Crs.RADAR)) {
      throw new UserException(
          parameters.layer + " is in radar geometry already: choose DIRECTION=TO_MAP.");
    }
    if (!layer.grid().crs().equals(stack.grid().crs())) {
      throw new UserException(
          parameters.layer
              + " is in "
              + layer.grid().crs()
              + " and the stack in "
              + stack.grid().crs()
              + ": reproject the raster first, for instance with gdalwarp -t_srs.");
    }
    try (RadarLookup lookup = RadarLookup.open(stack, layer.grid())) {
      LayerToRadar work =
          new LayerToRadar(lookup, parameters.azimuthLooks, parameters.rangeLooks, context);
      boolean classes = parameters.values == Values.CLASSES;
      try (RasterProduct product = product(parameters, layer, work.grid())) {
        for (int band = 0; band < layer.bands(); band++) {
          work.run(layer, band, classes, product, context);
        }
        product.finish();
      }
      Styles.copy(parameters.layer, parameters.output);
      return result(parameters, "in radar geometry", work.grid())
          .metric("azimuth_looks", (int) work.grid().spacingY())
          .metric("range_looks", (int) work.grid().spacingX());
    }
  }

  private static Result toMap(
      Parameters parameters, Stack stack, GeoTiffReader layer, RunContext context)
      throws IOException {
    if (!layer.grid().crs().equals(Crs.RADAR)) {
      throw new UserException(
          parameters.layer
              + " lies on the map ("
              + layer.grid().crs()
              + "): choose a raster in radar geometry, or DIRECTION=TO_RADAR.");
    }
    try (RadarLookup lookup = RadarLookup.open(stack, stack.grid())) {
      LayerToMap work = new LayerToMap(lookup, layer.grid());
      boolean classes = parameters.values == Values.CLASSES;
      try (RasterProduct product = product(parameters, layer, stack.grid())) {
        for (int band = 0; band < layer.bands(); band++) {
          work.run(layer, band, classes, product, context);
        }
        product.finish();
      }
    }
    Styles.copy(parameters.layer, parameters.output);
    return result(parameters, "on the map", stack.grid());
  }

  private static RasterProduct product(Parameters parameters, GeoTiffReader layer, MapGrid grid) {
    ProductSpec spec =
        new ProductSpec(SampleType.FLOAT32, Double.NaN, FillGaps.bandSpecs(layer), Map.of());
    return RasterProduct.bands(parameters.output, grid, spec, "radar", 0);
  }

  private static Result result(Parameters parameters, String where, MapGrid grid) {
    return new Result()
        .product(
            "OUTPUT",
            new Product(
                parameters.output,
                FileNames.stem(parameters.layer) + " " + where,
                grid.crs().equals(Crs.RADAR)
                    ? "Columns are range samples, rows azimuth lines of the reference date's image;"
                        + " the first line is on top."
                    : "Brought back from radar geometry."))
        .metric("rows", grid.rows())
        .metric("columns", grid.columns());
  }
}
