package org.geofringe.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.interferometry.AmplitudeDispersion;
import org.geofringe.interferometry.Coherence;
import org.geofringe.interferometry.MultilookedPair;
import org.geofringe.interferometry.PairMultilook;
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
 * Millions of fine cells per second of interferograms, beside what the machine copies of the same
 * two images: 64 MB each, more than its caches hold.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class MultilookBenchmark {

  private final Coherence wide = new Coherence(new Coherence.Parameters(3, 40, true));
  private final Coherence single = new Coherence(new Coherence.Parameters(1, 10, true));

  private static final int ROWS = 512;
  private static final int COLUMNS = 16_384;
  private static final int CELLS = ROWS * COLUMNS;

  /** Looks, down x across. */
  @Param({"1x4", "2x8", "4x16", "8x32"})
  public String looks = "4x16";

  /** Share of cells without data, at random: far worse than real holes, which hang together. */
  @Param({"0", "0.01"})
  public double missing = 0;

  private int down;
  private int across;
  private float[] reference = {};
  private float[] secondary = {};
  private float[] weights = {};
  private float[] copy = {};
  private MultilookedPair pair =
      new MultilookedPair(1, 1, new float[2], new float[1], new float[1]);

  @Setup
  public void prepare() {
    down = Integer.parseInt(looks.substring(0, looks.indexOf('x')));
    across = Integer.parseInt(looks.substring(looks.indexOf('x') + 1));
    reference = image(1);
    secondary = image(2);
    weights = new float[CELLS];
    Arrays.fill(weights, 1.5f);
    copy = new float[2 * CELLS];
    pair = multilook();
  }

  private float[] image(int seed) {
    Random random = new Random(seed);
    float[] image = new float[2 * CELLS];
    for (int k = 0; k < image.length; k++) {
      image[k] = random.nextFloat() < missing / 2 ? Float.NaN : random.nextFloat() - 0.5f;
    }
    return image;
  }

  /** Both images, read and written. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public float[] plainCopy() {
    System.arraycopy(reference, 0, copy, 0, copy.length);
    System.arraycopy(secondary, 0, copy, 0, copy.length);
    return copy;
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public MultilookedPair multilook() {
    return PairMultilook.apply(
        reference, secondary, null, ROWS / down, COLUMNS / across, down, across);
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public MultilookedPair weighted() {
    return PairMultilook.apply(
        reference, secondary, weights, ROWS / down, COLUMNS / across, down, across);
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public float[] coherence() {
    return wide.apply(pair);
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public float[] together() {
    return single.apply(multilook());
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public AmplitudeDispersion dispersion() {
    AmplitudeDispersion dispersion = new AmplitudeDispersion(CELLS);
    dispersion.add(reference, 1);
    return dispersion;
  }
}
