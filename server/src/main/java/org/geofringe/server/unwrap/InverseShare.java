package org.geofringe.server.unwrap;

import java.io.IOException;
import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.tile.Bands;
import org.geofringe.unwrapping.InverseCheck;

/** In which share of a stack's pairs a cell fails the inverse check. */
public final class InverseShare {

  private InverseShare() {}

  /**
   * Reckons it from north to south.
   *
   * @param sink takes the bands in order: 0 to 1, NaN where no pair has phase
   */
  public static void compute(Stack stack, RunContext context, Bands.Sink<float[]> sink)
      throws IOException {
    List<Pair> pairs = stack.network().pairs();
    try (PairRasters checks = stack.open(pairs, Asset.INVERSE_CHECK)) {
      Bands.run(
          stack.grid(),
          3L * Float.BYTES,
          context,
          "Share of pairs",
          band -> {
            float[] share = new float[band.cells()];
            float[] count = new float[share.length];
            float[] values = new float[share.length];
            for (int pair = 0; pair < pairs.size(); pair++) {
              checks.read(pair, band, values, 0);
              for (int i = 0; i < share.length; i++) {
                share[i] += values[i] == InverseCheck.OTHER ? 1 : 0;
                count[i] += values[i] == InverseCheck.NO_DATA ? 0 : 1;
              }
            }
            for (int i = 0; i < share.length; i++) {
              share[i] = count[i] == 0 ? Float.NaN : share[i] / count[i];
            }
            return share;
          },
          sink);
    }
  }
}
