package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.correct.Look;
import org.geofringe.server.correct.PassTimes;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.correct.StackLayer;
import org.geofringe.server.correct.TideLayer;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Takes the tides of the solid Earth off a time series. */
@Algorithm(
    id = "correct_tides",
    group = "Corrections",
    label = "Correct solid-earth tides",
    summary = "Takes off each date how far Moon and Sun had lifted and tilted the ground.")
public final class CorrectTides implements Workflow<CorrectTides.Parameters> {

  /** Where the satellite stands, seen from the ground. */
  public enum Pass implements Choice {
    LOOK_VECTORS("as the look vectors of the stack tell", null),
    ASCENDING("ascending: the satellite stands in the west", 258.0),
    DESCENDING("descending: the satellite stands in the east", 102.0);

    private final String label;
    private final @Nullable Double azimuth;

    Pass(String label, @Nullable Double azimuth) {
      this.label = label;
      this.azimuth = azimuth;
    }

    @Override
    public String label() {
      return label;
    }
  }

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
              help =
                  "The stack that the series was made from; it knows the look vectors or, at least, the incidence angle.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Time of day",
              help =
                  "When the satellite passes, UTC, such as 00:38 or 00:38:21. Empty takes the time of each image, which stacks of images know.",
              optional = true)
          String time,
      @Input(
              label = "Stack of images",
              help =
                  "The stack of images that the interferograms were made from; it knows the times.",
              kind = ParameterKind.STACK,
              optional = true)
          @Nullable Path images,
      @Input(
              label = "Pass",
              help =
                  "Only for stacks without look vectors: which way the satellite flies; it looks to the right.",
              byDefault = "LOOK_VECTORS",
              advanced = true)
          Pass pass,
      @Input(
              label = "Reference point",
              help =
                  "Where the corrected series is zero, as lon,lat or x,y [EPSG:n]. Empty keeps the reference of the series.",
              optional = true,
              advanced = true)
          @Nullable MapPoint reference,
      @Output(
              label = "Displacement without tides",
              help =
                  "A band per date, since the first date and relative to the same reference as before; positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 53,
              unit = "mm",
              fileName = "displacement_without_tides.tif")
          Path corrected,
      @Output(
              label = "Solid-earth tides",
              help = "What was taken away from each date; zero at the reference.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 54,
              unit = "mm",
              fileName = "tides.tif")
          Path correction) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    CorrectionOutput output =
        new CorrectionOutput(parameters.corrected, parameters.correction, "solid-earth tides");
    Stack stack = Stack.open(parameters.stack);
    Path images = parameters.images;
    List<Instant> times =
        PassTimes.of(
            images == null ? stack : Stack.open(images),
            TimeSeriesReader.dates(parameters.timeSeries),
            parameters.time);
    try (Look look = Look.open(stack, parameters.pass.azimuth);
        TimeSeriesReader series = output.open(parameters.timeSeries, context.part(0, 0.2))) {
      StackLayer.requireSameGrid(stack, series.grid());
      SeriesReference reference =
          CorrectionOutput.reference(series, parameters.reference, context.part(0.2, 0.22));
      TideLayer layer = TideLayer.of(series.grid(), times, look);
      return output
          .write(series, reference, layer, context.part(0.22, 1))
          .metric("times", times.stream().map(Instant::toString).toList());
    }
  }
}
