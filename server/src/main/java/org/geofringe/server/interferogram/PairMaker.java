package org.geofringe.server.interferogram;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.geofringe.filtering.Residues;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackWriter;

/** Makes pairs batch by batch; a pair is published as soon as it is whole. */
final class PairMaker {

  /** Share of a batch that forming takes where there is more to do. */
  private static final double FORMED = 0.4;

  private final InterferogramPlan plan;
  private final StackWriter writer;

  /** Of a plan; the shared layers must be there. */
  PairMaker(InterferogramPlan plan, StackWriter writer) {
    this.plan = plan;
    this.writer = writer;
  }

  void make(List<PairBatch> batches, RunContext context) throws IOException {
    int all = batches.stream().mapToInt(batch -> batch.pairs().size()).sum();
    int done = 0;
    for (PairBatch batch : batches) {
      int end = done + batch.pairs().size();
      RunContext part = context.part((double) done / all, (double) end / all);
      String pairs = "pairs " + (done + 1) + " to " + end + " of " + all;
      if (plan.isFinished()) {
        asFormed(batch, part, pairs);
      } else {
        finished(batch, part, pairs);
      }
      done = end;
    }
  }

  private void asFormed(PairBatch batch, RunContext context, String pairs) throws IOException {
    PairFormer former = new PairFormer(plan, writer, null);
    Map<Pair, PairFormer.Formed> formed = former.form(batch, context, "Forming " + pairs);
    for (Map.Entry<Pair, PairFormer.Formed> entry : formed.entrySet()) {
      PairFormer.Formed of = entry.getValue();
      complete(entry.getKey(), of.meanCoherence(), of.residues(), Trend.NONE);
    }
  }

  private void finished(PairBatch batch, RunContext context, String pairs) throws IOException {
    try (Scratch scratch = new Scratch(plan.folder(), plan.grid());
        FlatRaster heights =
            plan.options().removeHeightPhase() ? writer.open(Layer.HEIGHT) : null) {
      Map<Pair, PairFormer.Formed> formed =
          new PairFormer(plan, writer, scratch)
              .form(batch, context.part(0, FORMED), "Forming " + pairs);
      new PairFinisher(plan, writer, scratch, heights)
          .finish(
              batch,
              context.part(FORMED, 1),
              pairs,
              (pair, finished) -> {
                PairFormer.Formed of = formed.get(pair);
                complete(
                    pair,
                    of == null ? Double.NaN : of.meanCoherence(),
                    finished.residues(),
                    finished.trend());
              });
    }
  }

  private void complete(Pair pair, double meanCoherence, Residues residues, Trend trend)
      throws IOException {
    writer.complete(
        pair,
        plan.baseline(pair),
        plan.fingerprint(pair),
        PairFigures.of(meanCoherence, residues, trend, plan.grid()),
        plan.assets());
  }
}
