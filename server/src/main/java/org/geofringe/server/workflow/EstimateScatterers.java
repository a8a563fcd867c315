package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Choice;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.catalogue.SameAs;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.vector.GeoPackagePoints;
import org.geofringe.server.vector.Triangulation;
import org.geofringe.timeseries.SbasInversion;
import org.geofringe.timeseries.ScattererArcs;
import org.geofringe.timeseries.VelocityFit;
import org.jspecify.annotations.Nullable;

/** Velocity of persistent scatterers, with whole cycles checked along arcs between neighbours. */
@Algorithm(
    id = "scatterer_velocity",
    group = "Time series",
    label = "Velocity of scatterers",
    summary =
        "Velocity of persistent scatterers, with whole cycles checked along arcs between neighbours.")
public final class EstimateScatterers implements Workflow<EstimateScatterers.Parameters> {

  private static final double METRES_PER_DEGREE = 111_320;
  private static final float MILLIMETRES = 1000;
  private static final List<String> COUNTS = List.of("arcs", "arcs_inconsistent", "cycles_mended");

  /** Which pairs take part. */
  public enum Method implements Choice {
    PSI_SBAS("PSI-SBAS: all pairs"),
    PSI("PSI: only pairs of neighbouring dates");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** Which scatterers, how, and where the points go. */
  public record Parameters(
      @Input(
              label = "Stack",
              help = "A folder with unwrapped interferograms.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Scatterers",
              help = "A layer of points, as Persistent scatterers makes it.",
              kind = ParameterKind.LAYER)
          String scatterers,
      @Input(
              label = "Method",
              help =
                  "All pairs check each other; a chain of neighbouring dates has the arcs alone.",
              byDefault = "PSI_SBAS")
          Method method,
      @SameAs(EstimateVelocity.Parameters.class) List<LocalDate> excludeDates,
      @SameAs(EstimateVelocity.Parameters.class) @Nullable MapPoint reference,
      @SameAs(EstimateVelocity.Parameters.class) double referenceRadius,
      @SameAs(EstimateVelocity.Parameters.class) String referenceArea,
      @Input(
              label = "Longest arc",
              help = "Neighbours farther apart are not compared: the air between them differs.",
              byDefault = "1000",
              minimum = 1,
              maximum = 100_000,
              unit = "m")
          double maxArc,
      @Input(
              label = "Least coherence of an arc",
              help =
                  "How well a velocity and a height must explain the pairs along an arc for it to agree.",
              byDefault = "0.6",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double minArcCoherence,
      @Output(
              label = "Points with time series",
              help =
                  "Velocity, its error, arcs and a field DYYYYMMDD per date of each scatterer that agrees with its neighbours.",
              kind = OutputKind.VECTOR,
              style = "points",
              group = "Velocity",
              order = 12,
              unit = "mm/yr",
              fileName = "scatterer_velocity.gpkg")
          Path points) {

    ReferencePlace place() {
      return new ReferencePlace(reference, referenceRadius, referenceArea);
    }
  }

  /** What the cells came to. */
  private record Series(
      float[] displacement,
      float[] temporalCoherence,
      float[] residualRms,
      VelocityFit.Result line) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    ReferencedStack stack =
        ReferencedStack.open(p.stack, p.excludeDates, p.place(), context.part(0, 0.1));
    if (p.method == Method.PSI) {
      stack =
          stack.with(
              EstimateVelocity.sequential(stack.network()),
              "with the pairs of neighbouring dates alone (PSI)");
    }
    Network network = stack.network();
    MapGrid grid = stack.stack().grid();
    ScattererCells cells = ScattererCells.read(p.scatterers, grid);
    ScattererArcs kernel = kernel(p, stack);
    float[] phases = cells.phases(stack, context.part(0.1, 0.5));
    context.progress(0.5, "Joining " + cells.size() + " scatterers");
    int[][] arcs = arcs(cells, grid, p.maxArc);
    int[] from = new int[arcs.length];
    int[] to = new int[arcs.length];
    for (int i = 0; i < arcs.length; i++) {
      from[i] = arcs[i][0];
      to[i] = arcs[i][1];
    }
    context.progress(0.55, "Checking " + arcs.length + " arcs");
    ScattererArcs.Result checked =
        kernel.apply(phases, cells.size(), from, to, context::checkCancelled);
    context.progress(0.8, "Inverting " + network.pairs().size() + " pairs");
    Series series = invert(stack, checked.phases(), cells.size());
    context.progress(0.9, "Writing points");
    Folders.makeFor(p.points);
    long written = write(p.points, stack, cells, checked, series);
    if (written == 0) {
      context.warn(
          "No scatterer agrees with its neighbours: raise MAX_ARC or check the unwrapping.");
    }
    return result(p, stack, cells, arcs.length, checked, written);
  }

  private static ScattererArcs kernel(Parameters p, ReferencedStack stack) {
    Network network = stack.network();
    Map<LocalDate, Double> known = stack.stack().perpendicularBaselines();
    double[] baselines = null;
    if (known.keySet().containsAll(network.dates())) {
      baselines = network.dates().stream().mapToDouble(known::get).toArray();
    }
    try {
      return new ScattererArcs(network, baselines, p.minArcCoherence);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "The arcs cannot be checked: "
              + e.getMessage()
              + ". Keep more dates, or make more pairs.",
          e);
    }
  }

  /** Neighbours by Delaunay triangulation, in metres. */
  private static int[][] arcs(ScattererCells cells, MapGrid grid, double longest) {
    boolean degrees = Crs.isGeographic(grid.crs());
    double scaleY = degrees ? METRES_PER_DEGREE : 1;
    double middle = Math.toRadians(grid.y(grid.rows() / 2.0));
    double scaleX = degrees ? METRES_PER_DEGREE * Math.cos(middle) : 1;
    double[] x = new double[cells.size()];
    double[] y = new double[cells.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = cells.columns()[i] * grid.spacingX() * scaleX;
      y[i] = -cells.rows()[i] * grid.spacingY() * scaleY;
    }
    return Triangulation.edges(x, y, longest);
  }

  private static Series invert(ReferencedStack stack, float[] phases, int cells) {
    SbasInversion.Result inverted =
        new SbasInversion(
                stack.network(),
                new SbasInversion.Parameters(
                    SbasInversion.Weighting.UNIFORM,
                    1,
                    SbasInversion.Disconnected.NAN,
                    stack.stack().description().wavelengthMetres()))
            .apply(phases, null, cells);
    float[] displacement = inverted.displacement();
    for (int i = 0; i < displacement.length; i++) {
      displacement[i] *= MILLIMETRES;
    }
    return new Series(
        displacement,
        inverted.temporalCoherence(),
        inverted.residualRms(),
        new VelocityFit(stack.network().dates()).apply(displacement, cells));
  }

  private static long write(
      Path file,
      ReferencedStack referenced,
      ScattererCells cells,
      ScattererArcs.Result checked,
      Series series) {
    Stack stack = referenced.stack();
    MapGrid grid = stack.grid();
    boolean withHeight = stack.layer(Layer.HEIGHT).isPresent();
    DataRange.Sampler velocities = new DataRange.Sampler();
    float[] velocity = series.line.velocity();
    float[] height = new float[0];
    int heightRow = -1;
    long written;
    try (GeoPackagePoints points =
        new GeoPackagePoints(file, grid.crs(), referenced.network().dates(), COUNTS)) {
      for (int i = 0; i < cells.size(); i++) {
        if (!checked.kept()[i] || Float.isNaN(velocity[i])) {
          continue;
        }
        int row = cells.rows()[i];
        int column = cells.columns()[i];
        if (withHeight && row != heightRow) {
          height = stack.read(Layer.HEIGHT, new Window(row, 0, 1, grid.columns()));
          heightRow = row;
        }
        points.add(
            grid.x(column),
            grid.y(row),
            new GeoPackagePoints.Measures(
                velocity[i],
                series.line.standardError()[i],
                series.temporalCoherence[i],
                series.residualRms[i],
                withHeight ? height[column] : Float.NaN),
            new int[] {checked.arcs()[i], checked.inconsistent()[i], checked.mended()[i]},
            series.displacement,
            i,
            cells.size());
        velocities.add(velocity, i, 1);
      }
      points.finish();
      written = points.count();
    }
    StyleWriter.write("points", file, velocities.range(), 1);
    return written;
  }

  private static Result result(
      Parameters p,
      ReferencedStack stack,
      ScattererCells cells,
      int arcs,
      ScattererArcs.Result checked,
      long written) {
    long mendedPoints = 0;
    long mendedPhases = 0;
    for (int mended : checked.mended()) {
      mendedPoints += mended > 0 ? 1 : 0;
      mendedPhases += mended;
    }
    return new Result()
        .product(
            "POINTS",
            new Product(
                p.points,
                "Velocity of scatterers",
                "Velocity in mm/yr and displacement in mm at each date (fields DYYYYMMDD); positive"
                    + " towards the satellite, negative away from it (subsidence)."))
        .metric("method", p.method.name())
        .metric("pairs", stack.network().pairs().size())
        .metric("dates", stack.network().dates().size())
        .metric("scatterers", cells.scatterers())
        .metric("cells", cells.size())
        .metric("arcs", arcs)
        .metric("points", written)
        .metric("points_left_out", cells.size() - written)
        .metric("points_mended", mendedPoints)
        .metric("phases_mended", mendedPhases)
        .metric("reference", stack.reference().metrics(stack.stack()));
  }
}
