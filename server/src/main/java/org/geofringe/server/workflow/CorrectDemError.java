package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.geofringe.correction.DateNoise;
import org.geofringe.correction.DemError;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.correct.DateBaselines;
import org.geofringe.server.correct.HeightErrorLayer;
import org.geofringe.server.correct.Incidence;
import org.geofringe.server.correct.SeriesCells;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.correct.StackLayer;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Finds the height error of the DEM from the baselines and takes its traces off a time series. */
@Algorithm(
    id = "correct_dem_error",
    group = "Corrections",
    label = "Correct height errors",
    summary =
        "Finds how wrong the heights of the DEM are, from the baselines, and takes their traces off.")
public final class CorrectDemError implements Workflow<CorrectDemError.Parameters> {

  private static final int MOST_CELLS = 10_000;

  /** What to correct and how, and where the products go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help =
                  "A displacement raster with a band per date, as Velocity and displacement makes it.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Stack",
              help = "The stack that the series was made from; it knows the baselines.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Order of the motion",
              help =
                  "Motion in time that is fitted beside the height error: 1 a velocity, 2 an acceleration too, 3 its change.",
              byDefault = "2",
              minimum = 1,
              maximum = 3)
          int order,
      @Input(
              label = "Height of the orbit",
              help = "Above the ground, for the distance; 693 km is that of Sentinel-1.",
              byDefault = "693",
              minimum = 300,
              maximum = 1000,
              unit = "km",
              advanced = true)
          double orbitHeight,
      @Input(
              label = "Reference point",
              help =
                  "Where the corrected series is zero, as lon,lat or x,y [EPSG:n]. Empty keeps the reference of the series.",
              optional = true,
              advanced = true)
          @Nullable MapPoint reference,
      @Output(
              label = "Displacement without height errors",
              help =
                  "A band per date, since the first date and relative to the same reference as before; positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 45,
              unit = "mm",
              fileName = "displacement_without_height_error.tif")
          Path corrected,
      @Output(
              label = "Traces of height errors",
              help = "What was taken away from each date; zero at the reference.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 46,
              unit = "mm",
              fileName = "height_error_displacement.tif")
          Path correction,
      @Output(
              label = "Height error",
              help =
                  "How much higher the ground, or what scatters on it, is than the DEM says, relative to the reference.",
              kind = OutputKind.RASTER,
              style = "height_error",
              group = "Corrections",
              order = 47,
              unit = "m",
              fileName = "height_error.tif")
          Path heightError) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    CorrectionOutput output =
        new CorrectionOutput(
            parameters.corrected, parameters.correction, "traces of height errors");
    Stack stack = Stack.open(parameters.stack);
    List<LocalDate> dates = TimeSeriesReader.dates(parameters.timeSeries);
    double[] alike = new double[dates.size()];
    Arrays.fill(alike, 1);
    estimator(stack, dates, parameters.order, alike);
    Folders.makeFor(parameters.heightError);
    try (TimeSeriesReader series = output.open(parameters.timeSeries, context.part(0, 0.2))) {
      MapGrid grid = series.grid();
      StackLayer.requireSameGrid(stack, grid);
      SeriesReference reference =
          CorrectionOutput.reference(series, parameters.reference, context.part(0.2, 0.22));
      SeriesCells cells =
          SeriesCells.sample(series, MOST_CELLS, (window, left) -> {}, context.part(0.22, 0.23));
      DemError kernel =
          estimator(
              stack,
              dates,
              parameters.order,
              DateNoise.variances(dates, cells.series(), cells.count()));
      try (Incidence incidence = Incidence.open(stack, "turns what baselines show into height");
          HeightErrorLayer layer =
              HeightErrorLayer.estimate(
                  series,
                  kernel,
                  incidence,
                  parameters.orbitHeight * 1000,
                  reference,
                  parameters.heightError,
                  context.part(0.22, 0.35))) {
        return output
            .write(series, reference, layer, context.part(0.35, 1))
            .product(
                "HEIGHT_ERROR",
                new Product(
                    parameters.heightError,
                    "Height error",
                    "Height of the ground above the DEM in metres, relative to the reference."))
            .metric("free_baseline_rms", Math.rint(kernel.freeBaselineRms() * 10) / 10)
            .metric("height_error_rms", layer.rms())
            .metric("height_error_noise_per_mm", layer.noisePerMillimetre());
      }
    }
  }

  private static DemError estimator(
      Stack stack, List<LocalDate> dates, int order, double[] variances) {
    DemError kernel = DateBaselines.estimator(stack, dates, order, variances);
    String weakness = DateBaselines.weakness(kernel);
    if (!weakness.isEmpty()) {
      throw new UserException(weakness + " Leave this correction out, or lower ORDER.");
    }
    return kernel;
  }
}
