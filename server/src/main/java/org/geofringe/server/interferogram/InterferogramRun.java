package org.geofringe.server.interferogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geofringe.filtering.Residues;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackWriter;
import org.jspecify.annotations.Nullable;

/** Makes a stack of interferograms, or what is missing of one. */
public final class InterferogramRun {

  /** Shares of the whole, roughly. */
  private static final double LAYERED = 0.05;

  private static final double MADE = 0.95;

  /** Share of a batch that forming takes where there is more to do. */
  private static final double FORMED = 0.4;

  private InterferogramRun() {}

  /**
   * What a run did.
   *
   * @param network the pairs that are in the stack now
   * @param made how many of them this run made
   * @param looks independent ones of a cell
   * @param coherenceWindow side in cells
   */
  public record Report(Network network, int made, double looks, int coherenceWindow) {}

  /**
   * Runs.
   *
   * @param lock of the interferograms' folder; taken once it is clear that the work can be done
   * @throws org.geofringe.server.run.UserException where another run is at that stack
   */
  public static Report run(InterferogramOptions options, StackLock lock, RunContext context)
      throws IOException {
    InterferogramPlan plan = InterferogramPlanner.plan(options, lock.folder(), context);
    int made = 0;
    try (CellMask mask = plan.mask()) {
      lock.take();
      if (!Stack.isFinished(lock.folder(), plan.fingerprint())) {
        made = make(plan, context);
      } else {
        context.log("Nothing to do: " + plan.folder() + " was made of the same before.");
      }
    }
    return new Report(plan.network(), made, plan.description().looks(), plan.coherence().window());
  }

  private static int make(InterferogramPlan plan, RunContext context) throws IOException {
    StackWriter writer = new StackWriter(plan.folder(), plan.description());
    List<Pair> left = new ArrayList<>();
    for (Pair pair : plan.network().pairs()) {
      if (!writer.isComplete(pair, plan.fingerprint(pair))) {
        left.add(pair);
      }
    }
    List<PairBatch> batches = PairBatch.of(left, PairFormer.mostDates(plan, context));
    InterferogramEstimate.require(plan, left, batches, context);
    CoarseLayers.write(plan, writer, context.part(0, LAYERED));
    if (plan.isFinished()) {
      makePairs(plan, writer, batches, null, context.part(LAYERED, MADE));
    } else {
      try (Scratch scratch = new Scratch(plan.folder(), plan.grid())) {
        makePairs(plan, writer, batches, scratch, context.part(LAYERED, MADE));
      }
    }
    RunContext rest = context.part(MADE, 1);
    PairSummary.write(
        plan.folder(), plan.grid(), plan.network(), plan.assets(), writer, rest.part(0, 0.8));
    MaskLayer.write(plan, writer, rest.part(0.8, 1));
    writer.finish(plan.network(), plan.baselines(), plan.fingerprint());
    return left.size();
  }

  private static void makePairs(
      InterferogramPlan plan,
      StackWriter writer,
      List<PairBatch> batches,
      @Nullable Scratch scratch,
      RunContext context)
      throws IOException {
    int all = batches.stream().mapToInt(batch -> batch.pairs().size()).sum();
    PairFormer former = new PairFormer(plan, writer, scratch);
    int done = 0;
    for (PairBatch batch : batches) {
      int end = done + batch.pairs().size();
      RunContext part = context.part((double) done / all, (double) end / all);
      String pairs = (done + 1) + " to " + end + " of " + all;
      String forming = "Forming pairs " + pairs;
      if (scratch == null) {
        complete(plan, writer, former.form(batch, part, forming), Map.of());
      } else {
        Map<Pair, PairFormer.Formed> formed = former.form(batch, part.part(0, FORMED), forming);
        complete(
            plan,
            writer,
            formed,
            finish(plan, writer, scratch, batch, part.part(FORMED, 1), pairs));
      }
      done = end;
    }
  }

  private static Map<Pair, PairFinisher.Finished> finish(
      InterferogramPlan plan,
      StackWriter writer,
      Scratch scratch,
      PairBatch batch,
      RunContext context,
      String pairs)
      throws IOException {
    if (!plan.options().removeHeightPhase()) {
      return new PairFinisher(plan, writer, scratch, null).finish(batch, context, pairs);
    }
    try (FlatRaster heights = writer.open(Layer.HEIGHT)) {
      return new PairFinisher(plan, writer, scratch, heights).finish(batch, context, pairs);
    }
  }

  private static void complete(
      InterferogramPlan plan,
      StackWriter writer,
      Map<Pair, PairFormer.Formed> formed,
      Map<Pair, PairFinisher.Finished> finished)
      throws IOException {
    for (Map.Entry<Pair, PairFormer.Formed> entry : new TreeMap<>(formed).entrySet()) {
      Pair pair = entry.getKey();
      PairFinisher.Finished more = finished.get(pair);
      Residues residues = more == null ? entry.getValue().residues() : more.residues();
      writer.complete(
          pair,
          plan.baseline(pair),
          plan.fingerprint(pair),
          PairFigures.of(
              entry.getValue().meanCoherence(),
              residues,
              more == null ? Trend.NONE : more.trend(),
              plan.grid()),
          plan.assets());
    }
  }
}
