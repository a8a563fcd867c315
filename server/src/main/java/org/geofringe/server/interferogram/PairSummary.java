package org.geofringe.server.interferogram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/**
 * What all pairs say together at each cell: mean coherence, in how many there is phase, and, where
 * pairs have an amplitude, the root of their mean power.
 */
public final class PairSummary {

  private static final long BYTES_PER_CELL = 5L * Float.BYTES;

  private final List<FlatRaster> coherence;
  private final List<FlatRaster> phase;
  private final List<FlatRaster> amplitude;

  private PairSummary(
      List<FlatRaster> coherence, List<FlatRaster> phase, List<FlatRaster> amplitude) {
    this.coherence = coherence;
    this.phase = phase;
    this.amplitude = amplitude;
  }

  private record Means(float[] coherence, float[] valid, float[] amplitude) {}

  /**
   * Writes the layers of a stack whose pairs are complete.
   *
   * @param assets that every pair has besides a phase: coherence, and maybe an amplitude
   */
  public static void write(
      Path folder,
      MapGrid grid,
      Network network,
      Set<Asset> assets,
      StackWriter writer,
      RunContext context)
      throws IOException {
    List<FlatRaster> open = new ArrayList<>();
    try {
      PairSummary summary =
          new PairSummary(
              open(folder, network, Asset.COHERENCE, open),
              phases(folder, network, open),
              assets.contains(Asset.AMPLITUDE)
                  ? open(folder, network, Asset.AMPLITUDE, open)
                  : List.of());
      summary.write(grid, writer, context);
    } finally {
      open.forEach(FlatRaster::close);
    }
  }

  /** Unwrapped where a pair has been, else wrapped. */
  private static List<FlatRaster> phases(Path folder, Network network, List<FlatRaster> all) {
    List<FlatRaster> rasters = new ArrayList<>();
    for (Pair pair : network.pairs()) {
      Path unwrapped = folder.resolve(pair.id()).resolve(Asset.UNWRAPPED.fileName());
      Path wrapped = folder.resolve(pair.id()).resolve(Asset.WRAPPED_PHASE.fileName());
      FlatRaster raster = FlatRaster.open(Files.isRegularFile(unwrapped) ? unwrapped : wrapped);
      rasters.add(raster);
      all.add(raster);
    }
    return rasters;
  }

  private static List<FlatRaster> open(
      Path folder, Network network, Asset asset, List<FlatRaster> all) {
    List<FlatRaster> rasters = new ArrayList<>();
    for (Pair pair : network.pairs()) {
      FlatRaster raster = FlatRaster.open(folder.resolve(pair.id()).resolve(asset.fileName()));
      rasters.add(raster);
      all.add(raster);
    }
    return rasters;
  }

  private void write(MapGrid grid, StackWriter writer, RunContext context) throws IOException {
    try (FlatRaster.Writer mean = writer.layer(Layer.MEAN_COHERENCE);
        FlatRaster.Writer valid = writer.layer(Layer.VALID_PAIRS);
        FlatRaster.@Nullable Writer power =
            amplitude.isEmpty() ? null : writer.layer(Layer.AMPLITUDE)) {
      Bands.run(
          grid,
          BYTES_PER_CELL,
          context,
          "Averaging coherence",
          this::means,
          (band, means) -> {
            mean.write(0, band.row(), band.rows(), means.coherence, 0);
            valid.write(0, band.row(), band.rows(), means.valid, 0);
            if (power != null) {
              power.write(0, band.row(), band.rows(), means.amplitude, 0);
            }
          });
    }
    writer.completeLayer(Layer.MEAN_COHERENCE);
    writer.completeLayer(Layer.VALID_PAIRS);
    if (!amplitude.isEmpty()) {
      writer.completeLayer(Layer.AMPLITUDE);
    }
  }

  private Means means(Window band) {
    float[] values = new float[band.cells()];
    float[] valid = new float[band.cells()];
    for (FlatRaster raster : phase) {
      raster.read(0, band, values, 0);
      for (int i = 0; i < values.length; i++) {
        valid[i] += Float.isNaN(values[i]) ? 0 : 1;
      }
    }
    float[] means = mean(coherence, band, values, false);
    float[] powers = mean(amplitude, band, values, true);
    for (int i = 0; i < powers.length; i++) {
      powers[i] = (float) Math.sqrt(powers[i]);
    }
    return new Means(means, valid, powers);
  }

  /** Mean of values or of their squares over the rasters that have one; NaN where none has. */
  private static float[] mean(
      List<FlatRaster> rasters, Window band, float[] values, boolean squared) {
    float[] sum = new float[band.cells()];
    float[] count = new float[band.cells()];
    for (FlatRaster raster : rasters) {
      raster.read(0, band, values, 0);
      for (int i = 0; i < values.length; i++) {
        if (!Float.isNaN(values[i])) {
          sum[i] += squared ? values[i] * values[i] : values[i];
          count[i]++;
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = count[i] == 0 ? Float.NaN : sum[i] / count[i];
    }
    return sum;
  }
}
