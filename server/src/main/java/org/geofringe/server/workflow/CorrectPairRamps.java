package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.geofringe.closure.PairRamps;
import org.geofringe.closure.TripletStatistics;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.catalogue.SameAs;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackWriter;
import org.jspecify.annotations.Nullable;

/** Takes planes away that single pairs hold, as the triplets that do not close tell. */
@Algorithm(
    id = "correct_pair_ramps",
    group = "Corrections",
    label = "Ramps from closure",
    summary =
        "Finds planes that single pairs hold by triangles that do not close, and takes them away.")
public final class CorrectPairRamps implements Workflow<CorrectPairRamps.Parameters> {

  /** Plenty for a plane; more cells cost time and tell nothing new. */
  private static final int MOST_CELLS = 5_000;

  /** What to correct, and where the corrected stack goes. */
  public record Parameters(
      @Input(
              label = "Stack",
              help = "A folder with unwrapped interferograms. It stays as it is.",
              kind = ParameterKind.STACK)
          Path stack,
      @Input(
              label = "Reference point",
              help =
                  "A place on stable, coherent ground, the same as for the velocity: lon,lat or x,y [EPSG:n]. Empty takes a coherent cell that moves as most others do.",
              optional = true)
          @Nullable MapPoint reference,
      @SameAs(EstimateVelocity.Parameters.class) double referenceRadius,
      @SameAs(EstimateVelocity.Parameters.class) String referenceArea,
      @Input(
              label = "Least ramp",
              help =
                  "From one side of the scene to the other, in radians; smaller planes stay. 1 rad is 4.4 mm for Sentinel-1.",
              byDefault = "0.3",
              minimum = 0.01,
              maximum = 100)
          double leastRamp,
      @Input(
              label = "Least significance",
              help = "How many standard deviations a plane must stand out of the others' closures.",
              byDefault = "5",
              minimum = 1,
              maximum = 100,
              advanced = true)
          double significance,
      @Input(
              label = "Least coherence",
              help = "Planes are found on cells whose mean coherence is at least this.",
              byDefault = "0.3",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double minCoherence,
      @Output(
              label = "Interferograms without ramps",
              help =
                  "Folder for the corrected stack. Rasters that stay the same are shared with the stack that it was made from and take no room on the same disk.",
              kind = OutputKind.STACK,
              fileName = "without_ramps")
          Path corrected,
      @Output(
              label = "Table of ramps",
              help =
                  "The plane of each pair: slopes in radians per kilometre, range over the scene in radians, significance, and what was done.",
              kind = OutputKind.TABLE,
              inside = "CORRECTED",
              fileName = "ramps.csv")
          Path ramps) {

    ReferencePlace place() {
      return new ReferencePlace(reference, referenceRadius, referenceArea);
    }
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters p, RunContext context) throws IOException {
    try (StackLock lock = new StackLock(p.corrected)) {
      ReferencedStack referenced =
          ReferencedStack.open(p.stack, List.of(), p.place(), context.part(0, 0.05));
      if (referenced.network().triplets().isEmpty()) {
        throw new UserException(
            "The stack has no triplet: closure needs three dates with all three pairs between them. Add more pairs.");
      }
      CorrectedStack.requireAnother(p.stack, p.corrected);
      lock.take();
      CorrectedStack corrected =
          new CorrectedStack(
              "correct_pair_ramps",
              p.corrected,
              referenced,
              List.of(p.leastRamp, p.significance, p.minCoherence));
      Result result = corrected.finished(p.ramps);
      if (result == null) {
        return make(p, referenced, corrected, context.part(0.05, 1));
      }
      context.log("The stack without ramps is there already, made from the same.");
      return result;
    }
  }

  private static Result make(
      Parameters p, ReferencedStack referenced, CorrectedStack corrected, RunContext context)
      throws IOException {
    Network network = referenced.network();
    PhaseSample sample =
        PhaseSample.of(referenced, p.minCoherence, MOST_CELLS, context.part(0, 0.2));
    context.progress(0.2, "Fitting planes to " + network.triplets().size() + " triplets");
    List<PairRamps.Ramp> ramps =
        PairRamps.find(
            network,
            sample.phases(),
            sample.rows(),
            sample.columns(),
            new PairRamps.Parameters(p.leastRamp, p.significance),
            context::checkCancelled);
    tell(ramps, context);
    StackWriter writer = corrected.writer();
    List<Pair> left = corrected.left(writer);
    List<Pair> sloping =
        left.stream().filter(pair -> taken(ramps.get(network.index(pair)))).toList();
    DiskSpace.require(
        p.corrected,
        referenced.stack().grid().cells() * Float.BYTES * sloping.size(),
        "The stack without ramps");
    RampRemoval.Report report =
        new RampRemoval(referenced, ramps).run(writer, sloping, context.part(0.4, 1));
    for (Pair pair : left) {
      corrected.complete(writer, pair, taken(ramps.get(network.index(pair))));
    }
    writeTable(p.ramps, referenced.stack(), ramps);
    Result result = result(p, referenced, ramps, report);
    corrected.finish(writer, result);
    return result;
  }

  /** Whether a plane is taken away. */
  static boolean taken(PairRamps.Ramp ramp) {
    return ramp.finding() == PairRamps.Finding.RAMP || ramp.finding() == PairRamps.Finding.SHARED;
  }

  private static long count(List<PairRamps.Ramp> ramps, PairRamps.Finding finding) {
    return ramps.stream().filter(ramp -> ramp.finding() == finding).count();
  }

  private static void tell(List<PairRamps.Ramp> ramps, RunContext context) {
    long shared = count(ramps, PairRamps.Finding.SHARED);
    if (shared > 0) {
      context.warn(
          shared
              + " of "
              + ramps.size()
              + " pairs share planes, because it is not clear which pair of a triangle holds them.");
    }
    long unchecked = count(ramps, PairRamps.Finding.UNCHECKED);
    if (unchecked > 0) {
      context.warn(
          unchecked
              + " of "
              + ramps.size()
              + " pairs are in no triplet with data: ramps in them are not seen.");
    }
  }

  private static void writeTable(Path file, Stack stack, List<PairRamps.Ramp> ramps)
      throws IOException {
    CsvTable table =
        new CsvTable(
            "pair",
            "slope_east_rad_km",
            "slope_north_rad_km",
            "range_rad",
            "significance",
            "finding");
    MapGrid grid = stack.grid();
    double[] metres = GroundSpacing.metres(grid);
    for (int i = 0; i < ramps.size(); i++) {
      PairRamps.Ramp ramp = ramps.get(i);
      table.row(
          stack.network().pairs().get(i).id(),
          ramp.perColumn() / metres[0] * 1000,
          -ramp.perRow() / metres[1] * 1000,
          range(grid, ramp),
          ramp.significance(),
          ramp.finding().name().toLowerCase(Locale.ROOT));
    }
    table.write(file);
  }

  private static double range(MapGrid grid, PairRamps.Ramp ramp) {
    return Math.abs(ramp.perColumn()) * (grid.columns() - 1)
        + Math.abs(ramp.perRow()) * (grid.rows() - 1);
  }

  private static Result result(
      Parameters p,
      ReferencedStack referenced,
      List<PairRamps.Ramp> ramps,
      RampRemoval.Report report) {
    Network network = referenced.network();
    long removed = ramps.stream().filter(CorrectPairRamps::taken).count();
    List<String> pairs =
        network.pairs().stream()
            .filter(pair -> taken(ramps.get(network.index(pair))))
            .map(Pair::id)
            .toList();
    TripletStatistics before = report.before();
    TripletStatistics after = report.after();
    return new Result()
        .product(
            "CORRECTED",
            new Product(
                p.corrected,
                "Interferograms without ramps",
                "Stack of " + ramps.size() + " interferograms, " + removed + " of them changed."))
        .product("RAMPS", new Product(p.ramps, "Ramps", "The plane of each pair."))
        .metric("pairs", ramps.size())
        .metric("pairs_corrected", removed)
        .metric("corrected_pairs", pairs)
        .metric("pairs_shared", count(ramps, PairRamps.Finding.SHARED))
        .metric("pairs_unchecked", count(ramps, PairRamps.Finding.UNCHECKED))
        .metric("triplets", network.triplets().size())
        .metric("closure_rms_before", ClosureSummary.rms(before))
        .metric("closure_rms_after", ClosureSummary.rms(after))
        .metric("cycle_share_before", ClosureSummary.cycleShare(before))
        .metric("cycle_share_after", ClosureSummary.cycleShare(after))
        .metric("reference", referenced.reference().metrics(referenced.stack()));
  }
}
