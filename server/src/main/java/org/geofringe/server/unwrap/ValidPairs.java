package org.geofringe.server.unwrap;

import java.io.IOException;
import java.util.List;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackUpdate;
import org.geofringe.server.tile.Bands;

/** In how many pairs a cell has unwrapped phase: fewer than had wrapped phase, where cells went. */
final class ValidPairs {

  private ValidPairs() {}

  static void write(Stack stack, StackUpdate update, RunContext context) throws IOException {
    List<Pair> pairs = stack.network().pairs();
    try (PairRasters phases = stack.open(pairs, Asset.UNWRAPPED);
        FlatRaster.Writer layer = update.layer(Layer.VALID_PAIRS)) {
      Bands.run(
          stack.grid(),
          2L * Float.BYTES,
          context,
          "Counting pairs with data",
          band -> {
            float[] valid = new float[band.cells()];
            float[] values = new float[valid.length];
            for (int pair = 0; pair < pairs.size(); pair++) {
              phases.read(pair, band, values, 0);
              for (int i = 0; i < valid.length; i++) {
                valid[i] += Float.isNaN(values[i]) ? 0 : 1;
              }
            }
            return valid;
          },
          (band, valid) -> layer.write(0, band.row(), band.rows(), valid, 0));
    }
    update.completeLayer(Layer.VALID_PAIRS);
  }
}
