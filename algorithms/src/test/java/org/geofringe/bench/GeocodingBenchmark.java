package org.geofringe.bench;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.geocoding.BurstGeocoder;
import org.geofringe.geocoding.BurstGeocoder.Output;
import org.geofringe.geocoding.BurstGeocoder.Parameters;
import org.geofringe.grid.MapGrid;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.RangePolynomial;
import org.geofringe.sentinel1.TopsCarrier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cells per second of a burst's way onto the map: 512 x 1024 cells of 5 x 10 m, askew in the image
 * as on a descending pass, samples in memory, geometry of a few operations a cell.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GeocodingBenchmark {

  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;
  private static final int LINES = 600;
  private static final int SAMPLES = 3000;
  private static final MapGrid GRID = new MapGrid("EPSG:32611", 0, 0, 5, 10, ROWS, COLUMNS);

  /** IW1 takes 8 x 16 taps, IW2 8 x 8. */
  @Param({"IW2", "IW1"})
  public String swath = "IW2";

  private Burst burst = burst("IW2");
  private BurstGeocoder geocoder = geocoder();
  private final short[] raw = new short[2 * LINES * SAMPLES];
  private final float[] heights = new float[ROWS * COLUMNS];
  private final float[] slc = new float[2 * ROWS * COLUMNS];

  private BurstGeocoder geocoder() {
    return new BurstGeocoder(burst, Parameters.standard(swath, Output.FLATTENED));
  }

  private static Burst burst(String swath) {
    Instant start = Instant.parse("2020-05-11T13:51:24Z");
    int[] last = new int[LINES];
    Arrays.fill(last, SAMPLES - 1);
    return new Burst(
        new BurstId(64, 135518, swath),
        start,
        2.0555563e-3,
        5.833e-3,
        6.434523812571428e7,
        LINES,
        SAMPLES,
        new int[LINES],
        last,
        5.40500045433435e9,
        Math.toRadians(0.979863),
        7594.6,
        new RangePolynomial(start, 5.3442e-3, new double[] {-10.6, -9981, -3.39e6}),
        new RangePolynomial(start, 5.644e-3, new double[] {-2324, 442_000, -78e6}));
  }

  @Setup
  public void prepare() {
    burst = burst(swath);
    geocoder = geocoder();
    Random random = new Random(3);
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (short) (300 * random.nextGaussian());
    }
    for (int i = 0; i < heights.length; i++) {
      heights[i] = 20 * random.nextFloat();
    }
  }

  private void read(int line, int sample, int lines, int count, short[] target) {
    for (int i = 0; i < lines; i++) {
      System.arraycopy(raw, 2 * ((line + i) * SAMPLES + sample), target, 2 * i * count, 2 * count);
    }
  }

  private void locate(
      double x,
      double spacingX,
      double y,
      float[] cellHeights,
      int offset,
      int count,
      double[] times,
      double[] ranges) {
    for (int i = 0; i < count; i++) {
      double east = x + i * spacingX;
      times[i] = (100 + (-y * 0.978 - east * 0.207) / 13.9) * burst.lineInterval();
      ranges[i] =
          burst.firstRange()
              + (2500 + (-east * 0.978 + y * 0.207) / 3.7) * burst.rangeSpacing()
              - 0.7 * cellHeights[offset + i];
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * COLUMNS)
  public float[] cells() {
    geocoder.geocode(this::read, this::locate, 0, 0, GRID, GRID.window(), heights, null, slc);
    return slc;
  }

  /** The same by the formulas as they stand, one cell after the other: what the tiles are for. */
  @Benchmark
  @OperationsPerInvocation(COLUMNS)
  public double plain() {
    Parameters kernels = Parameters.standard(swath, Output.FLATTENED);
    TopsCarrier carrier = new TopsCarrier(burst);
    float[] across = new float[kernels.azimuth().taps()];
    float[] along = new float[kernels.range().taps()];
    double[] time = new double[COLUMNS];
    double[] range = new double[COLUMNS];
    locate(GRID.x(0), 5, GRID.y(100), heights, 0, COLUMNS, time, range);
    double sum = 0;
    for (int cell = 0; cell < COLUMNS; cell++) {
      double line = time[cell] / burst.lineInterval();
      double sample = burst.sample(range[cell]);
      int top = (int) line + 1 - across.length / 2;
      int left = (int) sample + 1 - along.length / 2;
      kernels.azimuth().weights((float) (line - (int) line), across);
      kernels.range().weights((float) (sample - (int) sample), along);
      double back = 2 * range[cell] / burst.wavelength() - carrier.cycles(line, sample);
      for (int i = 0; i < across.length; i++) {
        for (int j = 0; j < along.length; j++) {
          double angle = 2 * Math.PI * (back + carrier.cycles(top + i, left + j));
          int at = 2 * ((top + i) * SAMPLES + left + j);
          double weight = across[i] * along[j];
          sum += weight * (raw[at] * Math.cos(angle) - raw[at + 1] * Math.sin(angle));
          sum += weight * (raw[at] * Math.sin(angle) + raw[at + 1] * Math.cos(angle));
        }
      }
    }
    return sum;
  }
}
