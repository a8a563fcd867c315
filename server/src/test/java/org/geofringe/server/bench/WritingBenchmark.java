package org.geofringe.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading and writing 2000 x 2000 cells of a field like a velocity: a bowl, a wave, noise of 1.5
 * mm/yr, two lakes and scattered gaps. {@link #main} makes the 4000 x 4000 one or turns it into a
 * product, for comparing whole processes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class WritingBenchmark {
  private static final int SIDE = 2000;

  private Path folder;
  private Path flat;
  private Path product;
  private float[] values;

  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("writing-benchmark");
    flat = folder.resolve("flat.tif");
    product = folder.resolve("product.tif");
    values = new float[SIDE * SIDE];
    make(flat, SIDE);
    try (FlatRaster raster = FlatRaster.open(flat)) {
      raster.read(0, raster.grid().window(), values, 0);
    }
    writeProduct();
  }

  @TearDown
  public void remove() throws IOException {
    Files.deleteIfExists(flat);
    Files.deleteIfExists(product);
    Files.deleteIfExists(folder);
  }

  @Benchmark
  public void writeProduct() {
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(product, grid(SIDE), ProductSpec.ofFloats("Velocity", "mm/yr"))) {
      writer.write(0, 0, SIDE, values, 0);
      writer.finish();
    }
  }

  @Benchmark
  public float readProduct() {
    try (GeoTiffReader reader = GeoTiffReader.open(product)) {
      reader.read(0, reader.grid().window(), values, 0);
    }
    return values[0];
  }

  @Benchmark
  public float readFlat() {
    try (FlatRaster raster = FlatRaster.open(flat)) {
      raster.read(0, raster.grid().window(), values, 0);
    }
    return values[0];
  }

  /**
   * {@code make FLAT SIDE} or {@code write FLAT PRODUCT [TIMES]}; the latter prints the seconds
   * that each time took.
   */
  public static void main(String[] arguments) {
    Path flat = Path.of(arguments[1]);
    if (arguments[0].equals("make")) {
      make(flat, Integer.parseInt(arguments[2]));
      return;
    }
    int times = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      write(flat, Path.of(arguments[2]));
      System.out.printf("%.2f%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static void write(Path flat, Path product) {
    try (FlatRaster raster = FlatRaster.open(flat);
        GeoTiffWriter writer =
            GeoTiffWriter.create(
                product, raster.grid(), ProductSpec.ofFloats("Velocity", "mm/yr"))) {
      MapGrid grid = raster.grid();
      int step = 512;
      float[] rows = new float[step * grid.columns()];
      for (int row = 0; row < grid.rows(); row += step) {
        int count = Math.min(step, grid.rows() - row);
        raster.read(0, new Window(row, 0, count, grid.columns()), rows, 0);
        writer.write(0, row, count, rows, 0);
      }
      writer.finish();
    }
  }

  private static MapGrid grid(int side) {
    return new MapGrid("EPSG:32614", 480_000, 2_160_000, 20, 20, side, side);
  }

  private static void make(Path path, int side) {
    Random random = new Random(7);
    float[] row = new float[side];
    try (FlatRaster.Writer writer = FlatRaster.create(path, grid(side), 1)) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          row[x] = velocity(x, y, side, random);
        }
        writer.write(0, y, 1, row, 0);
      }
    }
  }

  private static float velocity(int x, int y, int side, Random random) {
    double east = (x - 0.4 * side) / (0.2 * side);
    double south = (y - 0.5 * side) / (0.15 * side);
    double bowl = -300 * Math.exp(-east * east - south * south);
    double wave = 5 * Math.sin(x / 200.0) * Math.cos(y / 170.0);
    double noise = 1.5 * random.nextGaussian();
    boolean lake =
        Math.hypot(x - 0.75 * side, y - 0.3 * side) < 0.1 * side
            || Math.hypot(x - 0.2 * side, y - 0.8 * side) < 0.07 * side;
    boolean gap = random.nextInt(20) == 0;
    return lake || gap ? Float.NaN : (float) (bowl + wave + noise);
  }
}
