package org.geofringe.server.interferogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackWriter;

/** Makes a stack of interferograms, or what is missing of one. */
public final class InterferogramRun {

  /** Shares of the whole, roughly. */
  private static final double LAYERED = 0.05;

  private static final double MADE = 0.95;

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
    try (InterferogramPlan plan = InterferogramPlanner.plan(options, lock.folder(), context)) {
      int made = 0;
      lock.take();
      if (Stack.isFinished(lock.folder(), plan.fingerprint())) {
        context.log("Nothing to do: " + plan.folder() + " was made of the same before.");
      } else {
        made = make(plan, context);
      }
      return new Report(
          plan.network(), made, plan.description().looks(), plan.coherence().window());
    }
  }

  private static int make(InterferogramPlan plan, RunContext context) throws IOException {
    StackWriter writer = new StackWriter(plan.folder(), plan.description());
    Scratch.clear(plan.folder());
    List<Pair> left = new ArrayList<>();
    for (Pair pair : plan.network().pairs()) {
      if (!writer.isComplete(pair, plan.fingerprint(pair))) {
        left.add(pair);
      }
    }
    List<PairBatch> batches = PairBatch.of(left, PairFormer.mostDates(plan, context));
    InterferogramEstimate.require(plan, left, batches, context);
    CoarseLayers.write(plan, writer, context.part(0, LAYERED));
    new PairMaker(plan, writer).make(batches, context.part(LAYERED, MADE));
    RunContext rest = context.part(MADE, 1);
    PairSummary.write(
        plan.folder(), plan.grid(), plan.network(), plan.assets(), writer, rest.part(0, 0.8));
    MaskLayer.write(plan, writer, rest.part(0.8, 1));
    writer.finish(plan.network(), plan.baselines(), plan.fingerprint());
    return left.size();
  }
}
