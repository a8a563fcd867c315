package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.closure.Misclosure;
import org.geofringe.closure.PairRamps;
import org.geofringe.closure.TripletStatistics;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Bands;

/**
 * The pass over a stack that takes planes away, in bands of all pairs. The planes are zero at the
 * reference, whose phase stays.
 */
final class RampRemoval {

  private final ReferencedStack referenced;
  private final Network network;
  private final List<PairRamps.Ramp> ramps;

  RampRemoval(ReferencedStack referenced, List<PairRamps.Ramp> ramps) {
    this.referenced = referenced;
    this.network = referenced.network();
    this.ramps = ramps;
  }

  /** Closure of the triplets with the planes and without. */
  record Report(TripletStatistics before, TripletStatistics after) {}

  private record Band(float[] phases, TripletStatistics before, TripletStatistics after) {}

  /**
   * Does it.
   *
   * @param writer takes the phases without planes; the pairs are left to be completed
   * @param pairs to be written
   */
  Report run(StackWriter writer, List<Pair> pairs, RunContext context) throws IOException {
    Stack stack = referenced.stack();
    Misclosure closure = new Misclosure(network);
    float[] zeros = referenced.reference().phases(stack, network.pairs());
    TripletStatistics[] before = {closure.noStatistics()};
    TripletStatistics[] after = {closure.noStatistics()};
    List<FlatRaster.Writer> writers = new ArrayList<>();
    try (PairRasters phases = referenced.openPhases()) {
      for (Pair pair : pairs) {
        writers.add(writer.raster(pair, Asset.UNWRAPPED));
      }
      Bands.run(
          stack.grid(),
          (long) Float.BYTES * network.pairs().size() + 16,
          context,
          "Taking ramps away",
          band -> remove(closure, zeros, referenced.phases(phases, band), band),
          (band, done) -> {
            for (int i = 0; i < writers.size(); i++) {
              int place = network.index(pairs.get(i)) * band.cells();
              writers.get(i).write(0, band.row(), band.rows(), done.phases, place);
            }
            before[0] = before[0].merge(done.before);
            after[0] = after[0].merge(done.after);
          });
    } finally {
      writers.forEach(FlatRaster.Writer::close);
    }
    return new Report(before[0], after[0]);
  }

  private Band remove(Misclosure closure, float[] zeros, float[] phases, Window band) {
    int cells = band.cells();
    TripletStatistics before = closure.apply(phases, cells, false).statistics();
    for (int p = 0; p < zeros.length; p++) {
      if (CorrectPairRamps.taken(ramps.get(p))) {
        remove(ramps.get(p), phases, p * cells, band);
      }
    }
    TripletStatistics after = closure.apply(phases, cells, false).statistics();
    for (int p = 0; p < zeros.length; p++) {
      for (int i = p * cells; i < (p + 1) * cells; i++) {
        phases[i] += zeros[p];
      }
    }
    return new Band(phases, before, after);
  }

  private void remove(PairRamps.Ramp ramp, float[] phases, int offset, Window band) {
    Reference zero = referenced.reference();
    for (int row = 0; row < band.rows(); row++) {
      double start = ramp.perRow() * (band.row() + row - zero.row());
      int line = offset + row * band.columns();
      for (int column = 0; column < band.columns(); column++) {
        double plane = start + ramp.perColumn() * (column - zero.column());
        phases[line + column] -= (float) plane;
      }
    }
  }
}
