package org.geofringe.server.interferogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackWriter;

/** Makes a stack of interferograms, or what is missing of one. */
public final class InterferogramRun {

  /** Name of the mean coherence among a pair's figures. */
  public static final String MEAN_COHERENCE = "mean_coherence";

  /** Shares of the whole, roughly. */
  private static final double FORMED = 0.9;

  private static final double LAYERED = 0.95;

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
    InterferogramPlan plan = InterferogramPlanner.plan(options, lock.folder());
    lock.take();
    int made = 0;
    if (!Stack.isFinished(lock.folder(), plan.fingerprint())) {
      made = make(plan, context);
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
    int done = 0;
    for (PairBatch batch : batches) {
      double from = FORMED * done / left.size();
      double to = FORMED * (done + batch.pairs().size()) / left.size();
      String doing =
          "Forming pairs "
              + (done + 1)
              + " to "
              + (done + batch.pairs().size())
              + " of "
              + left.size();
      Map<Pair, Double> coherence =
          new PairFormer(plan, writer, null).form(batch, context.part(from, to), doing);
      for (Pair pair : batch.pairs()) {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put(MEAN_COHERENCE, coherence.getOrDefault(pair, Double.NaN));
        writer.complete(pair, plan.baseline(pair), plan.fingerprint(pair), figures, plan.assets());
      }
      done += batch.pairs().size();
    }
    CoarseLayers.write(plan, writer, context.part(FORMED, LAYERED));
    PairSummary.write(
        plan.folder(),
        plan.grid(),
        plan.network(),
        plan.assets(),
        writer,
        context.part(LAYERED, 1));
    writer.finish(plan.network(), plan.baselines(), plan.fingerprint());
    return left.size();
  }
}
