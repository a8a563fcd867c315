package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.timeseries.SbasInversion;
import org.jspecify.annotations.Nullable;

/** Displacement at each date and velocity, from the unwrapped pairs of a stack. */
@Algorithm(
    id = "velocity",
    group = "Time series",
    label = "Velocity and displacement",
    summary =
        "Inverts the pairs of a stack to displacement at each date and to velocity, with its error.")
public final class EstimateVelocity implements Workflow<EstimateVelocity.Parameters> {

  /** Which pairs and cells take part. */
  public enum Method implements Choice {
    SBAS("SBAS: all pairs, cells that are coherent on average"),
    PSI("PSI: only pairs of neighbouring dates, cells coherent in each"),
    PSI_SBAS("PSI-SBAS: all pairs, cells coherent in each");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** How much a pair counts at a cell. */
  public enum Weighting implements Choice {
    VARIANCE("By the phase variance that coherence predicts", SbasInversion.Weighting.VARIANCE),
    COHERENCE("By coherence", SbasInversion.Weighting.COHERENCE),
    UNIFORM("All pairs the same", SbasInversion.Weighting.UNIFORM);

    private final String label;
    private final SbasInversion.Weighting kernel;

    Weighting(String label, SbasInversion.Weighting kernel) {
      this.label = label;
      this.kernel = kernel;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** How contradictions between pairs are settled. */
  public enum Inversion implements Choice {
    ROBUST("Robust: whole cycles are mended, other outliers count less"),
    L2("Least squares: all pairs as they are");

    private final String label;

    Inversion(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What becomes of cells whose pairs with data do not join all dates. */
  public enum Disconnected implements Choice {
    NAN("Leave them empty", SbasInversion.Disconnected.NAN),
    MINIMUM_NORM(
        "Join the pieces by the smallest velocity", SbasInversion.Disconnected.MINIMUM_NORM);

    private final String label;
    private final SbasInversion.Disconnected kernel;

    Disconnected(String label, SbasInversion.Disconnected kernel) {
      this.label = label;
      this.kernel = kernel;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What to invert and how, and where the products go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help = "A folder with unwrapped interferograms: unwrapped here, or imported.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(label = "Method", help = "Which pairs and which cells take part.", byDefault = "SBAS")
          Method method,
      @Input(
              label = "Dates to leave out",
              help = "Such as 2018-03-31, 2018-07-05; see Noisy dates for a suggestion.",
              kind = ParameterKind.DATES,
              optional = true)
          List<LocalDate> excludeDates,
      @Input(
              label = "Reference point",
              help =
                  "A place on stable, coherent ground, as lon,lat or x,y [EPSG:n]; all motion is relative to it. Empty takes a coherent cell that moves as most others do.",
              optional = true)
          @Nullable MapPoint reference,
      @Input(
              label = "Radius of the reference",
              help =
                  "Motion is relative to the mean over the cells within this distance of the reference point; 0 takes the one cell that holds it.",
              byDefault = "0",
              minimum = 0,
              maximum = 100_000,
              unit = "m",
              advanced = true)
          double referenceRadius,
      @Input(
              label = "Reference area",
              help =
                  "Polygons on stable ground (or a raster that is 1 there); motion is relative to the mean over them. Takes the place of a reference point.",
              kind = ParameterKind.LAYER,
              optional = true,
              advanced = true)
          String referenceArea,
      @Input(
              label = "Least coherence",
              help =
                  "SBAS: of the mean over all pairs. PSI and PSI-SBAS: in every pair that is used. Cells below stay empty.",
              byDefault = "0.3",
              minimum = 0,
              maximum = 1)
          double minCoherence,
      @Input(
              label = "Weight of a pair",
              help =
                  "How much a pair counts at a cell. By phase variance is best where the number of looks is known.",
              byDefault = "VARIANCE",
              advanced = true)
          Weighting weighting,
      @Input(
              label = "Cells with gaps in their network",
              help = "What becomes of cells where the pairs with data do not join all dates.",
              byDefault = "NAN",
              advanced = true)
          Disconnected disconnected,
      @Input(
              label = "Inversion",
              help =
                  "Robust finds pairs that unwrapping left whole cycles off at a cell and mends them there; cells without outliers come out the same either way.",
              byDefault = "ROBUST",
              advanced = true)
          Inversion inversion,
      @Output(
              label = "Velocity",
              help =
                  "Line-of-sight velocity relative to the reference; positive towards the satellite, negative away from it (subsidence).",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Velocity",
              order = 10,
              unit = "mm/yr",
              fileName = "velocity.tif")
          Path velocity,
      @Output(
              label = "Standard error of the velocity",
              help =
                  "From the scatter of the displacements about a straight line; errors that all dates share are not in it.",
              kind = OutputKind.RASTER,
              style = "velocity_std",
              group = "Quality",
              order = 20,
              unit = "mm/yr",
              fileName = "velocity_std.tif")
          Path velocityStd,
      @Output(
              label = "Temporal coherence",
              help =
                  "How well one time series explains all pairs: 1 is perfectly; trust cells above 0.7.",
              kind = OutputKind.RASTER,
              style = "temporal_coherence",
              group = "Quality",
              order = 21,
              fileName = "temporal_coherence.tif")
          Path temporalCoherence,
      @Output(
              label = "Residual",
              help = "Root mean square over pairs of what the time series does not explain.",
              kind = OutputKind.RASTER,
              style = "residual_rms",
              group = "Quality",
              order = 22,
              unit = "rad",
              fileName = "residual_rms.tif")
          Path residualRms,
      @Output(
              label = "Displacement",
              help = "A band per date, since the first date, positive towards the satellite.",
              kind = OutputKind.RASTER,
              style = "displacement",
              group = "Displacement",
              order = 40,
              unit = "mm",
              fileName = "displacement.tif")
          Path displacement,
      @Output(
              label = "Points with time series",
              help =
                  "A point per cell with velocity and a field DYYYYMMDD per date, as InSAR Explorer reads them.",
              kind = OutputKind.VECTOR,
              optional = true,
              style = "points",
              group = "Velocity",
              order = 11,
              unit = "mm/yr",
              fileName = "points.gpkg")
          @Nullable Path points,
      @Output(
              label = "Cycles mended",
              help =
                  "Whole cycles that the robust inversion took out of a cell's pairs; 0 was left as it was.",
              kind = OutputKind.RASTER,
              optional = true,
              style = "cycles_added",
              group = "Quality",
              order = 24,
              unit = "cycles",
              fileName = "mended_cycles.tif")
          @Nullable Path mended) {

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
    ReferencedStack stack = select(parameters, context.part(0, 0.05));
    for (LocalDate date : stack.stack().network().dates()) {
      if (stack.network().index(date) < 0 && !parameters.excludeDates.contains(date)) {
        context.warn(date + " is left out too: no pair with it remains.");
      }
    }
    VelocityInversion inversion = new VelocityInversion(stack, parameters);
    VelocityInversion.Summary summary = inversion.run(context.part(0.05, 1));

    List<LocalDate> dates = stack.network().dates();
    Result result =
        products(parameters, dates)
            .metric("method", parameters.method.name())
            .metric("pairs", stack.network().pairs().size())
            .metric("dates", dates.size())
            .metric(
                "excluded_dates",
                parameters.excludeDates.stream().map(LocalDate::toString).toList())
            .metric("velocity_cells", summary.cells())
            .metric("median_temporal_coherence", summary.medianTemporalCoherence())
            .metric("velocity_2_percent", summary.lowVelocity())
            .metric("velocity_98_percent", summary.highVelocity())
            .metric("reference", stack.reference().metrics(stack.stack()))
            .metric("inversion", parameters.inversion.name());
    if (parameters.inversion == Inversion.ROBUST) {
      result
          .metric("mended_cells", summary.mending().cells())
          .metric("mended_phases", summary.mending().phases())
          .metric("restrained_cells", summary.mending().restrained());
    }
    return result;
  }

  private static ReferencedStack select(Parameters parameters, RunContext context)
      throws IOException {
    ReferencedStack kept =
        ReferencedStack.open(
            parameters.stack, parameters.excludeDates, parameters.place(), context);
    return parameters.method == Method.PSI
        ? kept.with(sequential(kept.network()), "with the pairs of neighbouring dates alone (PSI)")
        : kept;
  }

  static List<Pair> sequential(Network network) {
    List<Pair> pairs = network.sequentialPairs();
    if (pairs.size() < network.dates().size() - 1) {
      for (int i = 1; i < network.dates().size(); i++) {
        Pair next = new Pair(network.dates().get(i - 1), network.dates().get(i));
        if (!network.contains(next)) {
          throw new UserException(
              "PSI needs the pair of every two neighbouring dates and the stack has none for "
                  + next
                  + ": choose METHOD=PSI_SBAS, leave out a date, or import that pair.");
        }
      }
    }
    return pairs;
  }

  private static Result products(Parameters parameters, List<LocalDate> dates) {
    String sign = "positive towards the satellite, negative away from it (subsidence)";
    Result result =
        new Result()
            .product(
                "VELOCITY",
                new Product(
                    parameters.velocity,
                    "Velocity (" + parameters.method.name().replace('_', '-') + ")",
                    "Line-of-sight velocity in mm/yr relative to the reference; " + sign + "."))
            .product(
                "VELOCITY_STD",
                new Product(
                    parameters.velocityStd,
                    "Standard error of the velocity",
                    "Standard error of the velocity in mm/yr, from the scatter about the line."))
            .product(
                "TEMPORAL_COHERENCE",
                new Product(
                    parameters.temporalCoherence,
                    "Temporal coherence",
                    "How well one time series explains all pairs, 0 to 1; below 0.7 be careful."))
            .product(
                "RESIDUAL_RMS",
                new Product(
                    parameters.residualRms,
                    "Residual",
                    "Root mean square over pairs of what the time series does not explain, rad."))
            .product(
                "DISPLACEMENT",
                new Product(
                    parameters.displacement,
                    "Displacement",
                    "Line-of-sight displacement in mm since " + dates.get(0) + "; " + sign + ".",
                    dates));
    if (parameters.points != null) {
      result.product(
          "POINTS",
          new Product(
              parameters.points,
              "Velocity points",
              "Velocity in mm/yr and displacement in mm at each date (fields DYYYYMMDD); "
                  + sign
                  + "."));
    }
    if (parameters.mended != null) {
      result.product(
          "MENDED",
          new Product(
              parameters.mended,
              "Cycles mended",
              "Whole cycles that the inversion took out of a cell's pairs; 0 was left as it was."));
    }
    return result;
  }

  /** What the kernel is told. */
  static SbasInversion.Parameters kernel(Parameters parameters, double looks, double wavelength) {
    return new SbasInversion.Parameters(
        parameters.weighting.kernel, looks, parameters.disconnected.kernel, wavelength);
  }
}
