package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.correct.GacosLayer;
import org.geofringe.server.correct.Incidence;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.correct.StackLayer;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Takes the delays of a weather model off a time series. */
@Algorithm(
    id = "correct_gacos",
    group = "Corrections",
    label = "Correct atmosphere with GACOS",
    summary = "Takes the delays that a weather model tells, as GACOS sends them, off each date.")
public final class CorrectGacos implements Workflow<CorrectGacos.Parameters> {

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
              help = "The stack that the series was made from; it knows the incidence angle.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Folder of GACOS",
              help =
                  "With YYYYMMDD.ztd and YYYYMMDD.ztd.rsc, or YYYYMMDD.ztd.tif, for each date of the series.",
              kind = ParameterKind.FOLDER)
          Path gacos,
      @Input(
              label = "Reference point",
              help =
                  "Where the corrected series is zero, as lon,lat or x,y [EPSG:n]. Empty keeps the reference of the series.",
              optional = true,
              advanced = true)
          @Nullable MapPoint reference,
      @Output(
              label = "Displacement without GACOS delays",
              help =
                  "A band per date, since the first date and relative to the same reference as before; positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 50,
              unit = "mm",
              fileName = "displacement_without_gacos.tif")
          Path corrected,
      @Output(
              label = "GACOS delays",
              help = "What was taken away from each date; zero at the reference.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 51,
              unit = "mm",
              fileName = "gacos_delay.tif")
          Path correction) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    CorrectionOutput output =
        new CorrectionOutput(parameters.corrected, parameters.correction, "GACOS delays");
    Stack stack = Stack.open(parameters.stack);
    try (Incidence incidence = Incidence.open(stack, "turns zenith delays into line of sight");
        TimeSeriesReader series = output.open(parameters.timeSeries, context.part(0, 0.2))) {
      StackLayer.requireSameGrid(stack, series.grid());
      GacosLayer layer =
          GacosLayer.read(
              parameters.gacos, series.dates(), series.grid(), incidence, context.part(0.2, 0.3));
      SeriesReference reference =
          CorrectionOutput.reference(series, parameters.reference, context.part(0.3, 0.32));
      return output.write(series, reference, layer, context.part(0.32, 1));
    }
  }
}
