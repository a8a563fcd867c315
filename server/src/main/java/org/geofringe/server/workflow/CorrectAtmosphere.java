package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.correction.AtmosphereFilter;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.correct.AtmosphereLayer;
import org.geofringe.server.correct.CellMetres;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.jspecify.annotations.Nullable;

/** Takes off a time series what is smooth in space and rough in time. */
@Algorithm(
    id = "correct_atmosphere",
    group = "Corrections",
    label = "Correct atmosphere",
    summary = "Takes off each date what is smooth in space and changes from date to date.")
public final class CorrectAtmosphere implements Workflow<CorrectAtmosphere.Parameters> {

  private static final int FEWEST_DATES = 8;

  /** What to correct and how, and where the products go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help =
                  "A displacement raster with a band per date, as Velocity and displacement makes it.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Time",
              help =
                  "What lasts longer counts as motion, what is shorter as weather: standard deviation of the mean over time.",
              byDefault = "60",
              minimum = 1,
              maximum = 3650,
              unit = "days")
          double time,
      @Input(
              label = "Space",
              help =
                  "What is wider counts as weather, what is smaller stays: standard deviation of the mean over space.",
              byDefault = "2000",
              minimum = 1,
              maximum = 1000000,
              unit = "m")
          double space,
      @Input(
              label = "Reference point",
              help =
                  "Where the corrected series is zero, as lon,lat or x,y [EPSG:n]. Empty keeps the reference of the series.",
              optional = true,
              advanced = true)
          @Nullable MapPoint reference,
      @Output(
              label = "Displacement without atmosphere",
              help =
                  "A band per date, since the first date and relative to the same reference as before; positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 48,
              unit = "mm",
              fileName = "displacement_without_atmosphere.tif")
          Path corrected,
      @Output(
              label = "Atmosphere",
              help = "What was taken away from each date; zero at the reference.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 49,
              unit = "mm",
              fileName = "atmosphere.tif")
          Path correction) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    CorrectionOutput output =
        new CorrectionOutput(parameters.corrected, parameters.correction, "atmosphere");
    int dates = TimeSeriesReader.dates(parameters.timeSeries).size();
    if (dates < FEWEST_DATES) {
      throw new UserException(
          "The time series has "
              + dates
              + " dates, too few to tell weather from motion: at least "
              + FEWEST_DATES
              + " are needed. Leave this correction out.");
    }
    try (TimeSeriesReader series = output.open(parameters.timeSeries, context.part(0, 0.2))) {
      CellMetres size = CellMetres.of(series.grid());
      CellMetres.requireCells(parameters.space, "SPACE", 2, size);
      SeriesReference reference =
          CorrectionOutput.reference(series, parameters.reference, context.part(0.2, 0.22));
      AtmosphereLayer layer =
          AtmosphereLayer.filter(
              series,
              new AtmosphereFilter.Parameters(
                  parameters.time,
                  parameters.space / size.down(),
                  parameters.space / size.across()),
              context.part(0.22, 0.35));
      return output.write(series, reference, layer, context.part(0.35, 1));
    }
  }
}
