package org.geofringe.server.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;

/** Three dates, three pairs, 4 x 5 cells; the value of a cell tells where it is from. */
final class SmallStack {

  static final MapGrid GRID = new MapGrid("EPSG:32614", 485_000, 2_148_000, 100, 50, 4, 5);
  static final StackDescription DESCRIPTION =
      new StackDescription(GRID, 0.0554658, 32, 39.5, "sentinel-1a", "a test");
  static final Network NETWORK =
      new Network(
          List.of(
              Pair.parse("20200101_20200113"),
              Pair.parse("20200113_20200125"),
              Pair.parse("20200101_20200125")));
  static final String FIRST = "20200101_20200113";

  private SmallStack() {}

  /** Writes all of it. */
  static void write(Path folder) throws IOException {
    StackWriter writer = new StackWriter(folder, DESCRIPTION);
    for (Pair pair : NETWORK.pairs()) {
      writePair(writer, pair);
    }
    finish(writer);
  }

  static void writePair(StackWriter writer, Pair pair) throws IOException {
    for (Asset asset : List.of(Asset.UNWRAPPED, Asset.COHERENCE)) {
      try (FlatRaster.Writer raster = writer.raster(pair, asset)) {
        raster.write(0, 0, GRID.rows(), values(pair, asset), 0);
      }
    }
    writer.complete(
        pair, baseline(pair), fingerprint(pair), List.of(Asset.UNWRAPPED, Asset.COHERENCE));
  }

  static void finish(StackWriter writer) throws IOException {
    try (FlatRaster.Writer raster = writer.layer(Layer.HEIGHT)) {
      raster.write(0, 0, GRID.rows(), new float[(int) GRID.cells()], 0);
    }
    writer.completeLayer(Layer.HEIGHT);
    writer.finish(NETWORK, baselines(), "whole");
  }

  static SortedMap<LocalDate, Double> baselines() {
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    NETWORK.dates().forEach(date -> baselines.put(date, -1.5 * date.getDayOfMonth()));
    return baselines;
  }

  static double baseline(Pair pair) {
    return pair.days() == 24 ? Double.NaN : 12.25;
  }

  static String fingerprint(Pair pair) {
    return "of " + pair;
  }

  static float[] values(Pair pair, Asset asset) {
    float[] values = new float[(int) GRID.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] = NETWORK.index(pair) * 100 + asset.key().charAt(0) * 1000 + i;
    }
    values[7] = Float.NaN;
    return values;
  }
}
