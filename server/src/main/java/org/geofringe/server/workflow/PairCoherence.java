package org.geofringe.server.workflow;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.NetworkEdge;
import org.jspecify.annotations.Nullable;

/**
 * Mean coherence of each pair over the scene, and the pairs as edges of the network's plot and
 * layer.
 */
final class PairCoherence {

  private PairCoherence() {}

  /** Mean over cells with data, in the order of the stack's network; NaN for a pair without any. */
  static double[] means(Stack stack, RunContext context) throws IOException {
    List<Pair> pairs = stack.network().pairs();
    double[] sums = new double[pairs.size()];
    long[] counts = new long[pairs.size()];
    try (PairRasters coherence = stack.open(pairs, Asset.COHERENCE)) {
      Bands.run(
          stack.grid(),
          2L * Float.BYTES,
          context,
          "Averaging coherence",
          band -> sums(coherence, pairs.size(), band),
          (band, partial) -> {
            for (int p = 0; p < sums.length; p++) {
              sums[p] += partial[0][p];
              counts[p] += (long) partial[1][p];
            }
          });
    }
    for (int p = 0; p < sums.length; p++) {
      sums[p] = counts[p] == 0 ? Double.NaN : sums[p] / counts[p];
    }
    return sums;
  }

  /**
   * The pairs of a network as edges.
   *
   * @param baselines of dates in metres; a date without one, or with NaN, lies on the zero line
   * @param coherence of each pair in the order of the network; NaN where it is unknown
   */
  static List<NetworkEdge> edges(
      Network network,
      Map<LocalDate, Double> baselines,
      double[] coherence,
      Collection<LocalDate> excluded) {
    List<NetworkEdge> edges = new ArrayList<>();
    for (Pair pair : network.pairs()) {
      edges.add(
          new NetworkEdge(
              pair,
              orZero(baselines.get(pair.reference())),
              orZero(baselines.get(pair.secondary())),
              coherence[network.index(pair)],
              excluded.stream().anyMatch(pair::contains)));
    }
    return edges;
  }

  private static double orZero(@Nullable Double baseline) {
    return baseline == null || baseline.isNaN() ? 0 : baseline;
  }

  private static double[][] sums(PairRasters coherence, int pairs, Window band) {
    double[][] sums = new double[2][pairs];
    float[] values = new float[band.cells()];
    for (int p = 0; p < pairs; p++) {
      coherence.read(p, band, values, 0);
      for (float value : values) {
        if (!Float.isNaN(value)) {
          sums[0][p] += value;
          sums[1][p]++;
        }
      }
    }
    return sums;
  }
}
