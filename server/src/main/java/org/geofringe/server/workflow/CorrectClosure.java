package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.geofringe.closure.ComponentCycles;
import org.geofringe.closure.TripletStatistics;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.network.Triplet;
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
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackWriter;
import org.jspecify.annotations.Nullable;

/** Moves components and cells of unwrapped pairs by whole cycles so that triplets close. */
@Algorithm(
    id = "closure_correction",
    group = "Unwrapping",
    label = "Closure correction",
    summary =
        "Moves parts of unwrapped pairs by whole cycles so that the triangles of pairs close.")
public final class CorrectClosure implements Workflow<CorrectClosure.Parameters> {

  private static final int NAMED = 5;

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
              label = "What is moved",
              help =
                  "Connected components as a whole, or also parts of them where their cells are off and it is clear by which pair.",
              byDefault = "BOTH")
          MendWhat mend,
      @Input(
              label = "Least coherence",
              help =
                  "Cells of a pair with less do not say which pair is off; they are moved with their component.",
              byDefault = "0.3",
              minimum = 0,
              maximum = 1,
              advanced = true)
          double minCoherence,
      @Input(
              label = "Pairs to show",
              help = "Of which pairs the rasters become layers of the map.",
              byDefault = "NONE",
              optional = true)
          ShownPairs show,
      @Input(
              label = "Group layers of pairs",
              help = "How these layers are grouped in the layer tree.",
              byDefault = "PAIR",
              optional = true)
          LayerGroups groupBy,
      @Output(
              label = "Corrected interferograms",
              help =
                  "Folder for the corrected stack. Rasters that stay the same are shared with the stack that it was made from and take no room on the same disk.",
              kind = OutputKind.STACK,
              fileName = "corrected")
          Path corrected,
      @Output(
              label = "Cycles added",
              help =
                  "Sum over all pairs of the whole cycles that a cell was moved by, up or down; 0 was left as it was.",
              kind = OutputKind.RASTER,
              style = "cycles_added",
              group = "Closure",
              order = 29,
              unit = "cycles",
              inside = "CORRECTED",
              fileName = "cycles_added.tif")
          Path cyclesAdded,
      @Output(
              label = "Table of pairs",
              help =
                  "Cells of each pair that were moved, and the share of its triplets' cells that are off by cycles before and after.",
              kind = OutputKind.TABLE,
              inside = "CORRECTED",
              fileName = "corrected_pairs.csv")
          Path pairs,
      @Output(
              label = "Table of components",
              help = "Each component that was moved, and by how many cycles.",
              kind = OutputKind.TABLE,
              inside = "CORRECTED",
              fileName = "corrected_components.csv")
          Path components) {

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
      Network network = referenced.network();
      if (network.triplets().isEmpty()) {
        throw new UserException(
            "The stack has no triplet: closure needs three dates with all three pairs between them. Add more pairs.");
      }
      CorrectedStack.requireAnother(p.stack, p.corrected);
      tellWhatIsNotSeen(p, referenced, context);
      lock.take();
      CorrectedStack corrected =
          new CorrectedStack(
              "closure_correction", p.corrected, referenced, List.of(p.mend, p.minCoherence));
      Result result = corrected.finished(p.cyclesAdded, p.pairs, p.components);
      if (result == null) {
        result = make(p, referenced, corrected, context.part(0.05, 0.98));
      } else {
        context.log("The corrected stack is there already, made from the same.");
      }
      List<Pair> shown = p.show.of(network.pairs());
      PairLayers.of(Stack.open(p.corrected), shown, p.groupBy, true, context.part(0.98, 1))
          .forEach(result::layer);
      return result;
    }
  }

  private static void tellWhatIsNotSeen(
      Parameters p, ReferencedStack referenced, RunContext context) {
    List<String> unchecked = CorrectedStack.unchecked(referenced.network());
    if (!unchecked.isEmpty()) {
      context.warn(
          unchecked.size()
              + " of "
              + referenced.network().pairs().size()
              + " pairs are in no triplet and stay as they are: "
              + String.join(", ", unchecked.subList(0, Math.min(NAMED, unchecked.size())))
              + (unchecked.size() > NAMED ? "…" : "")
              + ".");
    }
    if (p.mend.components() && !referenced.stack().hasAll(Asset.COMPONENTS)) {
      if (!p.mend.cells()) {
        throw new UserException(
            p.stack
                + " does not tell the connected components of its pairs: use MEND=CELLS, or unwrap the pairs with Unwrap interferograms.");
      }
      context.warn(
          "The stack does not tell the connected components of its pairs: cells are mended one by one.");
    }
  }

  private static Result make(
      Parameters p, ReferencedStack referenced, CorrectedStack corrected, RunContext context)
      throws IOException {
    Network network = referenced.network();
    StackWriter writer = corrected.writer();
    List<Pair> left = corrected.left(writer);
    DiskSpace.require(
        p.corrected,
        referenced.stack().grid().cells() * Float.BYTES * left.size(),
        "The corrected stack");
    ClosureMending.Report report =
        new ClosureMending(referenced, p.mend, p.minCoherence)
            .run(writer, left, p.cyclesAdded, context);
    for (Pair pair : left) {
      corrected.complete(writer, pair, report.touched(network.index(pair)));
    }
    writePairs(p.pairs, network, report);
    writeComponents(p.components, network, report);
    Result result = result(p, referenced, report);
    corrected.finish(writer, result);
    return result;
  }

  private static void writePairs(Path file, Network network, ClosureMending.Report report)
      throws IOException {
    CsvTable table =
        new CsvTable(
            "pair",
            "triplets",
            "cells",
            "moved_with_components",
            "mended_cells",
            "changed_share",
            "cycle_share_before",
            "cycle_share_after");
    int[] triplets = network.tripletsOfPairs();
    for (int i = 0; i < triplets.length; i++) {
      long cells = report.statistics().cells(i);
      long changed = report.moved()[i] + report.mended()[i];
      Pair pair = network.pairs().get(i);
      table.row(
          pair.id(),
          triplets[i],
          cells,
          report.moved()[i],
          report.mended()[i],
          cells == 0 ? Double.NaN : changed / (double) cells,
          cycleShare(network, pair, report.before()),
          cycleShare(network, pair, report.after()));
    }
    table.write(file);
  }

  /** Share of the cells of a pair's triplets that are off by cycles; NaN where there is none. */
  private static double cycleShare(Network network, Pair pair, TripletStatistics statistics) {
    double off = 0;
    long cells = 0;
    List<Triplet> triplets = network.triplets();
    for (int t = 0; t < triplets.size(); t++) {
      Triplet triplet = triplets.get(t);
      if (List.of(triplet.ab(), triplet.bc(), triplet.ac()).contains(pair)
          && statistics.count(t) > 0) {
        off += statistics.cycleShare(t) * statistics.count(t);
        cells += statistics.count(t);
      }
    }
    return cells == 0 ? Double.NaN : off / cells;
  }

  private static void writeComponents(Path file, Network network, ClosureMending.Report report)
      throws IOException {
    CsvTable table = new CsvTable("pair", "component", "cells", "cycles_added");
    for (ComponentCycles.Moved moved : report.components().moved()) {
      table.row(
          network.pairs().get(moved.pair()).id(),
          moved.component(),
          moved.cells(),
          -moved.cycles());
    }
    table.write(file);
  }

  private static Result result(
      Parameters p, ReferencedStack referenced, ClosureMending.Report report) {
    Network network = referenced.network();
    int pairs = network.pairs().size();
    int changed = 0;
    long moved = 0;
    long mended = 0;
    for (int i = 0; i < pairs; i++) {
      changed += report.touched(i) ? 1 : 0;
      moved += report.moved()[i];
      mended += report.mended()[i];
    }
    ClosureMending.Counts counts = report.counts();
    return new Result()
        .product(
            "CORRECTED",
            new Product(
                p.corrected,
                "Corrected interferograms",
                "Stack of " + pairs + " interferograms, " + changed + " of them changed."))
        .product(
            "CYCLES_ADDED",
            new Product(
                p.cyclesAdded,
                "Cycles added",
                "Sum over all pairs of the whole cycles that a cell was moved by so that triplets close; 0 was left as"
                    + " it was."))
        .product("PAIRS", new Product(p.pairs, "Corrected pairs", "What was moved in each pair."))
        .product(
            "COMPONENTS",
            new Product(p.components, "Corrected components", "Components that were moved."))
        .metric("pairs", pairs)
        .metric("pairs_changed", changed)
        .metric("pairs_unchecked", CorrectedStack.unchecked(network).size())
        .metric("triplets", network.triplets().size())
        .metric("reference", referenced.reference().metrics(referenced.stack()))
        .metric("cycle_share_before", ClosureSummary.cycleShare(report.before()))
        .metric("cycle_share_after", ClosureSummary.cycleShare(report.after()))
        .metric("cells", counts.cells())
        .metric("cells_off_before", counts.offBefore())
        .metric("cells_off_after", counts.offAfter())
        .metric("cells_ambiguous", counts.ambiguous())
        .metric("cells_contradictory", counts.contradictory())
        .metric("components_moved", report.components().moved().size())
        .metric("components_contested", report.components().contested())
        .metric("phases_moved_with_components", moved)
        .metric("phases_mended_singly", mended);
  }
}
