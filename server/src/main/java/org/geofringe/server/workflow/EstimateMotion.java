package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.series.TimeSeriesReader;
import org.geofringe.server.series.TimeSeriesWriter;
import org.geofringe.server.tile.Bands;
import org.geofringe.timeseries.MotionModel;
import org.geofringe.timeseries.MotionTerms;
import org.jspecify.annotations.Nullable;

/** Velocity, season, steps and acceleration of a time series, with standard errors. */
@Algorithm(
    id = "motion_model",
    group = "Time series",
    label = "Model of motion",
    summary =
        "Fits velocity, season, steps and acceleration to a time series, with standard errors.")
public final class EstimateMotion implements Workflow<EstimateMotion.Parameters> {

  /** What the year does. */
  public enum Season implements Choice {
    NONE("None", MotionTerms.Season.NONE),
    ANNUAL("One wave a year", MotionTerms.Season.ANNUAL),
    SEMIANNUAL("One wave a year and one half a year long", MotionTerms.Season.SEMIANNUAL);

    private final String label;
    private final MotionTerms.Season kernel;

    Season(String label, MotionTerms.Season kernel) {
      this.label = label;
      this.kernel = kernel;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** How wild dates count. */
  public enum Estimator implements Choice {
    L2("Least squares: all dates the same", MotionModel.Estimator.L2),
    HUBER("Robust: dates far off count less (Huber)", MotionModel.Estimator.HUBER);

    private final String label;
    private final MotionModel.Estimator kernel;

    Estimator(String label, MotionModel.Estimator kernel) {
      this.label = label;
      this.kernel = kernel;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** Where standard errors come from. */
  public enum Errors implements Choice {
    COVARIANCE("From the residuals and a formula", MotionModel.Errors.COVARIANCE),
    BOOTSTRAP("From drawing dates again (bootstrap)", MotionModel.Errors.BOOTSTRAP);

    private final String label;
    private final MotionModel.Errors kernel;

    Errors(String label, MotionModel.Errors kernel) {
      this.label = label;
      this.kernel = kernel;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What to fit, and where the products go. */
  public record Parameters(
      @Input(
              label = "Time series",
              help =
                  "A displacement raster with a band per date, as Velocity and displacement makes it.",
              kind = ParameterKind.RASTER)
          Path timeSeries,
      @Input(
              label = "Season",
              help = "Motion that comes back every year; needs dates over a year or more.",
              byDefault = "NONE")
          Season seasonal,
      @Input(
              label = "Dates of steps",
              help =
                  "Days of sudden motion such as earthquakes: 2023-02-06, 2024-01-01. A step is between the date before and the first date from that day on.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> steps,
      @Input(
              label = "Velocity changes evenly",
              help = "Fits an acceleration too; the velocity is then that in the middle.",
              byDefault = "false")
          boolean accelerating,
      @Input(
              label = "Estimator",
              help = "Robust takes longer and stands single dates with bad weather.",
              byDefault = "L2")
          Estimator estimator,
      @Input(
              label = "Standard errors",
              help =
                  "The formula takes all dates for equally noisy. Drawing dates does not, and takes as many times longer as there are draws.",
              byDefault = "COVARIANCE",
              advanced = true)
          Errors errors,
      @Input(
              label = "Draws",
              help = "Of the bootstrap: 200 know a standard error to 5 %.",
              byDefault = "200",
              minimum = 20,
              maximum = 10_000,
              advanced = true)
          int draws,
      @Output(
              label = "Velocity",
              help =
                  "Line-of-sight velocity without season and steps; positive towards the satellite, negative away from it (subsidence).",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Velocity",
              order = 10,
              unit = "mm/yr",
              fileName = "model_velocity.tif")
          Path velocity,
      @Output(
              label = "Standard error of the velocity",
              help = "From what the model leaves over; errors that all dates share are not in it.",
              kind = OutputKind.RASTER,
              style = "velocity_std",
              group = "Quality",
              order = 20,
              unit = "mm/yr",
              fileName = "model_velocity_std.tif")
          Path velocityStd,
      @Output(
              label = "Residual",
              help = "Root mean square over dates of what the model leaves over.",
              kind = OutputKind.RASTER,
              style = "misfit",
              group = "Quality",
              order = 22,
              unit = "mm",
              fileName = "model_residual.tif")
          Path residual,
      @Output(
              label = "Amplitude of the season",
              help = "Half of what lies between the ends of the yearly wave.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "seasonal_amplitude",
              group = "Season",
              order = 16,
              unit = "mm",
              fileName = "seasonal_amplitude.tif")
          @Nullable Path seasonalAmplitude,
      @Output(
              label = "Day of the season",
              help =
                  "Day of the year, 0 to 365, on which the yearly wave is closest to the satellite.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "seasonal_phase",
              group = "Season",
              order = 17,
              unit = "day of the year",
              fileName = "seasonal_phase.tif")
          @Nullable Path seasonalPhase,
      @Output(
              label = "Steps",
              help = "A band per step: how far the ground jumped, positive towards the satellite.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "displacement",
              group = "Displacement",
              order = 41,
              unit = "mm",
              fileName = "steps.tif")
          @Nullable Path step,
      @Output(
              label = "Acceleration",
              help = "Change of the velocity per year; positive towards the satellite.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "acceleration",
              group = "Velocity",
              order = 18,
              unit = "mm/yr²",
              fileName = "acceleration.tif")
          @Nullable Path acceleration,
      @Output(
              label = "Residual at each date",
              help = "A band per date: what the model leaves over.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "displacement",
              group = "Displacement",
              order = 42,
              unit = "mm",
              fileName = "model_residual_series.tif")
          @Nullable Path residualSeries) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    List<LocalDate> dates = TimeSeriesReader.dates(p.timeSeries);
    MotionTerms terms = terms(p, dates);
    requireTerms(p, terms);
    MotionModel model = model(p, terms);
    Folders.makeFor(
        p.velocity,
        p.velocityStd,
        p.residual,
        p.seasonalAmplitude,
        p.seasonalPhase,
        p.step,
        p.acceleration,
        p.residualSeries);
    Fitted fitted = new Fitted();
    try (TimeSeriesReader series =
        TimeSeriesReader.open(p.timeSeries, p.velocity, context.part(0, 0.2))) {
      fit(p, series, terms, model, fitted, context.part(0.2, 1));
    }
    DataRange range = fitted.velocities.range();
    return MotionProducts.describe(p, terms)
        .metric("dates", dates.size())
        .metric("terms", terms.count())
        .metric("velocity_cells", fitted.cells)
        .metric("velocity_2_percent", range.low())
        .metric("velocity_98_percent", range.high());
  }

  /** What is told of all cells; to be added to by one thread. */
  private static final class Fitted {
    private final DataRange.Sampler velocities = new DataRange.Sampler();
    private long cells;

    private void add(MotionModel.Result motion) {
      int count = motion.rms().length;
      velocities.add(motion.values(), MotionTerms.VELOCITY * count, count);
      for (float rms : motion.rms()) {
        cells += Float.isNaN(rms) ? 0 : 1;
      }
    }
  }

  private static MotionTerms terms(Parameters p, List<LocalDate> dates) {
    try {
      return new MotionTerms(dates, p.seasonal.kernel, p.accelerating, p.steps);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "The model does not fit "
              + p.timeSeries
              + ": "
              + e.getMessage()
              + ". Choose another SEASONAL, STEPS or ACCELERATING, or a longer series.",
          e);
    }
  }

  private static MotionModel model(Parameters p, MotionTerms terms) {
    try {
      return new MotionModel(
          terms, new MotionModel.Parameters(p.estimator.kernel, p.errors.kernel, p.draws));
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (ERRORS=COVARIANCE), or choose fewer terms.", e);
    }
  }

  private static void requireTerms(Parameters p, MotionTerms terms) {
    boolean season = p.seasonalAmplitude != null || p.seasonalPhase != null;
    if (season && terms.season() == MotionTerms.NONE) {
      throw new UserException(
          "SEASONAL_AMPLITUDE and SEASONAL_PHASE need a season in the model: give SEASONAL=ANNUAL.");
    }
    if (p.step != null && terms.steps().isEmpty()) {
      throw new UserException("STEP needs the days of the steps: give STEPS=2023-02-06.");
    }
    if (p.acceleration != null && terms.acceleration() == MotionTerms.NONE) {
      throw new UserException(
          "ACCELERATION needs a model whose velocity changes: give ACCELERATING=true.");
    }
  }

  private static void fit(
      Parameters p,
      TimeSeriesReader series,
      MotionTerms terms,
      MotionModel model,
      Fitted fitted,
      RunContext context)
      throws IOException {
    MapGrid grid = series.grid();
    int dates = terms.dates().size();
    Path residuals = p.residualSeries;
    try (MotionProducts products = new MotionProducts(p, terms, grid);
        TimeSeriesWriter writer =
            residuals == null
                ? null
                : TimeSeriesWriter.create(residuals, grid, terms.dates(), "displacement")) {
      Bands.run(
          grid,
          (2L * dates + 3L * terms.count() + 4) * Float.BYTES,
          context.part(0, writer == null ? 1 : 0.7),
          "Fitting " + terms.count() + " terms",
          band -> {
            float[] displacement = series.read(band);
            MotionModel.Result motion = model.apply(displacement, band.cells());
            if (writer != null) {
              writer.write(band, model.residuals(displacement, motion.values(), band.cells()));
            }
            return motion;
          },
          (band, motion) -> {
            products.write(band, motion);
            fitted.add(motion);
          });
      products.finish();
      if (writer != null) {
        writer.finish(context.part(0.7, 1));
      }
    }
  }
}
