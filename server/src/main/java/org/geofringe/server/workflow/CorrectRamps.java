package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.correction.Ramps;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.correct.SeriesCells;
import org.geofringe.server.correct.SeriesReference;
import org.geofringe.server.correct.StableCells;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.jspecify.annotations.Nullable;

/** Takes a plane or a surface of second order off each date of a time series. */
@Algorithm(
    id = "correct_ramps",
    group = "Corrections",
    label = "Correct ramps",
    summary = "Takes a tilt of the whole scene off each date of a time series.")
public final class CorrectRamps implements Workflow<CorrectRamps.Parameters> {

  private static final int MOST_CELLS = 20_000;
  private static final int FEWEST_CELLS = 100;

  /** Shape of what is taken away. */
  public enum Surface implements Choice {
    PLANE("a plane", Ramps.Surface.PLANE),
    QUADRATIC("a surface of second order", Ramps.Surface.QUADRATIC);

    private final String label;
    private final Ramps.Surface kernel;

    Surface(String label, Ramps.Surface kernel) {
      this.label = label;
      this.kernel = kernel;
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
              label = "Surface",
              help = "What is fitted to each date; a plane is safer, the other bends with motion.",
              byDefault = "PLANE")
          Surface surface,
      @Input(
              label = "Even growth",
              help =
                  "What becomes of ramps that grow evenly with time: weather by chance and tectonic motion make them.",
              byDefault = "CHANCE")
          SeriesTrend trend,
      @Input(
              label = "Stack",
              help =
                  "The stack that the series was made from, so that only coherent cells are fitted; empty takes all cells with data.",
              kind = ParameterKind.STACK,
              optional = true)
          @Nullable Path stack,
      @Input(
              label = "Least coherence",
              help = "Of the mean over all pairs, for a cell to be fitted; needs the stack.",
              byDefault = "0.5",
              minimum = 0,
              maximum = 1)
          double minCoherence,
      @Input(
              label = "Moving ground",
              help =
                  "A layer of polygons, such as a sinking city, or a raster whose cells are not 0: not fitted, but corrected.",
              kind = ParameterKind.LAYER,
              optional = true)
          String mask,
      @Input(
              label = "Reference point",
              help =
                  "Where the corrected series is zero, as lon,lat or x,y [EPSG:n]. Empty keeps the reference of the series.",
              optional = true,
              advanced = true)
          @Nullable MapPoint reference,
      @Output(
              label = "Displacement without ramps",
              help =
                  "A band per date, since the first date and relative to the same reference as before; positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 41,
              unit = "mm",
              fileName = "displacement_without_ramps.tif")
          Path corrected,
      @Output(
              label = "Ramps",
              help = "What was taken away from each date; zero at the reference.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Corrections",
              order = 42,
              unit = "mm",
              fileName = "ramps.tif")
          Path correction) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    CorrectionOutput output =
        new CorrectionOutput(parameters.corrected, parameters.correction, "ramps");
    try (TimeSeriesReader series = output.open(parameters.timeSeries, context.part(0, 0.2))) {
      SeriesReference reference =
          CorrectionOutput.reference(series, parameters.reference, context.part(0.2, 0.22));
      SeriesCells cells;
      try (StableCells stable =
          StableGround.of(series, parameters.stack, parameters.minCoherence, parameters.mask)) {
        cells = SeriesCells.sample(series, MOST_CELLS, stable, context.part(0.22, 0.25));
      }
      if (cells.count() < FEWEST_CELLS) {
        throw new UserException(
            "Only "
                + cells.count()
                + " cells are left to fit a ramp to: lower MIN_COHERENCE or make MASK smaller.");
      }
      context.progress(0.25, "Fitting ramps");
      Ramps ramps =
          Ramps.fit(
              series.dates(),
              cells.rows(),
              cells.columns(),
              cells.series(),
              parameters.surface.kernel,
              parameters.trend.kernel());
      return output
          .write(
              series,
              reference,
              (date, window, target) -> {
                for (int r = 0; r < window.rows(); r++) {
                  ramps.at(
                      date,
                      window.row() + r,
                      window.column(),
                      window.columns(),
                      target,
                      r * window.columns());
                }
              },
              context.part(0.3, 1))
          .metric("fitted_cells", cells.count());
    }
  }
}
