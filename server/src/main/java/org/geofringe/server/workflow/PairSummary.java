package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Bands;

/** What all pairs say together at each cell: mean coherence, and in how many there is data. */
final class PairSummary {

  private PairSummary() {}

  private record Means(float[] coherence, float[] valid) {}

  /** Writes both layers of a stack whose pairs are complete. */
  static void write(
      Path folder, MapGrid grid, Network network, StackWriter writer, RunContext context)
      throws IOException {
    try (FlatRaster.Writer coherence = writer.layer(Layer.MEAN_COHERENCE);
        FlatRaster.Writer valid = writer.layer(Layer.VALID_PAIRS)) {
      Bands.run(
          grid,
          4L * Float.BYTES,
          context,
          "Averaging coherence",
          band -> means(folder, network, band),
          (band, means) -> {
            coherence.write(0, band.row(), band.rows(), means.coherence, 0);
            valid.write(0, band.row(), band.rows(), means.valid, 0);
          });
    }
    writer.completeLayer(Layer.MEAN_COHERENCE);
    writer.completeLayer(Layer.VALID_PAIRS);
  }

  private static Means means(Path folder, Network network, Window band) {
    float[] sum = new float[band.cells()];
    float[] count = new float[band.cells()];
    float[] valid = new float[band.cells()];
    float[] values = new float[band.cells()];
    for (Pair pair : network.pairs()) {
      read(folder, pair, Asset.COHERENCE, band, values);
      for (int i = 0; i < values.length; i++) {
        if (!Float.isNaN(values[i])) {
          sum[i] += values[i];
          count[i]++;
        }
      }
      read(folder, pair, Asset.UNWRAPPED, band, values);
      for (int i = 0; i < values.length; i++) {
        valid[i] += Float.isNaN(values[i]) ? 0 : 1;
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = count[i] == 0 ? Float.NaN : sum[i] / count[i];
    }
    return new Means(sum, valid);
  }

  private static void read(Path folder, Pair pair, Asset asset, Window band, float[] values) {
    try (FlatRaster raster = FlatRaster.open(folder.resolve(pair.id()).resolve(asset.fileName()))) {
      raster.read(0, band, values, 0);
    }
  }
}
