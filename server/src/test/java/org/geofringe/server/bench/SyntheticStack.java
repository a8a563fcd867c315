package org.geofringe.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDescription;
import org.geofringe.server.stack.StackWriter;

/**
 * Makes a finished stack of any size for benchmarks of whole processes: a subsiding bowl, a smooth
 * delay at each date, noise in each pair that grows as coherence falls, and a lake without data.
 * {@code SyntheticStack FOLDER SIDE [DATES [NEIGHBOURS]]}; 40 dates with pairs to the next four
 * make 150. A folder that holds the same stack already is left as it is.
 */
public final class SyntheticStack {

  private static final LocalDate START = LocalDate.of(2018, 1, 6);
  private static final int DAYS = 12;
  private static final double WAVELENGTH_METRES = 0.05546576;
  private static final double LOOKS = 20;
  private static final double BOWL_METRES_PER_YEAR = -0.05;
  private static final int NOISE = 1 << 20;
  private static final int ROWS_AT_A_TIME = 64;
  private static final List<Asset> ASSETS = List.of(Asset.UNWRAPPED, Asset.COHERENCE);

  private final int side;
  private final MapGrid grid;
  private final List<Pair> pairs;
  private final float[] noise = new float[NOISE];

  private SyntheticStack(int side, int dates, int neighbours) {
    this.side = side;
    this.grid = new MapGrid("EPSG:32614", 480_000, 2_160_000, 20, 20, side, side);
    this.pairs = new ArrayList<>();
    for (int i = 0; i < dates; i++) {
      for (int j = i + 1; j <= Math.min(dates - 1, i + neighbours); j++) {
        pairs.add(new Pair(date(i), date(j)));
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  public static void main(String[] arguments) throws IOException {
    int side = Integer.parseInt(arguments[1]);
    int dates = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40;
    int neighbours = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 4;
    String fingerprint = "bench-" + side + "-" + dates + "-" + neighbours;
    Path folder = Path.of(arguments[0]);
    if (!Stack.isFinished(folder, fingerprint)) {
      new SyntheticStack(side, dates, neighbours).write(folder, fingerprint);
    }
  }

  private void write(Path folder, String fingerprint) throws IOException {
    Files.createDirectories(folder);
    StackWriter writer =
        new StackWriter(
            folder,
            new StackDescription(grid, WAVELENGTH_METRES, LOOKS, 39, "sentinel-1a", "benchmark"));
    IntStream.range(0, pairs.size()).parallel().forEach(pair -> write(writer, pair, fingerprint));
    Network network = new Network(pairs);
    try (FlatRaster.Writer coherence = writer.layer(Layer.MEAN_COHERENCE);
        FlatRaster.Writer valid = writer.layer(Layer.VALID_PAIRS)) {
      float[] mean = new float[side];
      float[] count = new float[side];
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          boolean lake = isLake(row, column);
          mean[column] = lake ? Float.NaN : 0.8f + 0.15f * bowl(row, column);
          count[column] = lake ? 0 : pairs.size();
        }
        coherence.write(0, row, 1, mean, 0);
        valid.write(0, row, 1, count, 0);
      }
    }
    writer.completeLayer(Layer.MEAN_COHERENCE);
    writer.completeLayer(Layer.VALID_PAIRS);
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    network.dates().forEach(date -> baselines.put(date, 40 * Math.sin((double) date.toEpochDay())));
    writer.finish(network, baselines, fingerprint);
  }

  private void write(StackWriter writer, int index, String fingerprint) {
    Pair pair = pairs.get(index);
    int noiseStart = new Random(index).nextInt(NOISE);
    float[] phases = new float[ROWS_AT_A_TIME * side];
    float[] coherences = new float[ROWS_AT_A_TIME * side];
    try {
      if (writer.isComplete(pair, fingerprint)) {
        return;
      }
      try (FlatRaster.Writer phase = writer.raster(pair, Asset.UNWRAPPED);
          FlatRaster.Writer coherence = writer.raster(pair, Asset.COHERENCE)) {
        for (int row = 0; row < side; row += ROWS_AT_A_TIME) {
          int rows = Math.min(ROWS_AT_A_TIME, side - row);
          for (int r = 0; r < rows; r++) {
            fillRow(pair, row + r, noiseStart, phases, coherences, r * side);
          }
          phase.write(0, row, rows, phases, 0);
          coherence.write(0, row, rows, coherences, 0);
        }
      }
      writer.complete(pair, 0, fingerprint, ASSETS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fillRow(
      Pair pair, int row, int noiseStart, float[] phases, float[] coherences, int at) {
    double years = pair.days() / 365.25;
    double bowlRadians = -4 * Math.PI / WAVELENGTH_METRES * BOWL_METRES_PER_YEAR * years;
    double before = delay(pair.reference(), row);
    double after = delay(pair.secondary(), row);
    // An odd stride walks through all of the table, another part of it in each row and pair.
    int place = noiseStart + row * 7919;
    for (int column = 0; column < side; column++) {
      if (isLake(row, column)) {
        phases[at + column] = Float.NaN;
        coherences[at + column] = Float.NaN;
        continue;
      }
      float bowl = bowl(row, column);
      float coherence =
          Math.min(0.99f, 0.75f + 0.2f * bowl + 0.05f * noise[(place + 3 * column) & (NOISE - 1)]);
      float wave = (column & 1023) / 512f - 1;
      phases[at + column] =
          (float) (bowlRadians * bowl + (after - before) * wave)
              + (1 - coherence) * noise[(place + column) & (NOISE - 1)];
      coherences[at + column] = coherence;
    }
  }

  /** 1 at the centre, 0 from the edge on. */
  private float bowl(int row, int column) {
    float south = 2f * row / side - 1;
    float east = 2f * column / side - 1;
    return Math.max(0, 1 - south * south - east * east);
  }

  private boolean isLake(int row, int column) {
    long south = (long) row - side / 5;
    long east = (long) column - side / 5;
    return south * south + east * east < (long) side * side / 100;
  }

  private static double delay(LocalDate date, int row) {
    return 1.5 * Math.sin(date.toEpochDay() + row / 400.0);
  }

  private static LocalDate date(int index) {
    return START.plusDays((long) DAYS * index);
  }
}
