package org.geofringe.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.filtering.GoldsteinFilter;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.interferometry.Coherence;
import org.geofringe.interferometry.MultilookedPair;
import org.geofringe.interferometry.PairMultilook;
import org.geofringe.numeric.PatchFft;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cells per second of what makes an interferogram, on one core: two images of 2048 x 8192 cells,
 * far more than a cache holds, to 4 x 8 looks, coherence over 3 x 3 of those, and Goldstein's
 * filter with patches of 32. Everything counts per cell of the images but {@code goldstein} and
 * {@code transforms}, which count per multilooked cell: the latter are the Fourier transforms of
 * the former alone. {@code copy} is a plain copy of one image.
 *
 * <p>{@code main} prints each one's best of some rounds per second of processor: other work on the
 * machine disturbs that less than the clock.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InterferogramChainBenchmark {

  private static final int LOOKS_DOWN = 4;
  private static final int LOOKS_ACROSS = 8;
  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;
  private static final int CELLS = ROWS * COLUMNS;
  private static final int FINE_CELLS = CELLS * LOOKS_DOWN * LOOKS_ACROSS;
  private static final int PATCH = 32;
  private static final int PATCHES_AT_ONCE = 8;
  private static final int ROUNDS = 12;

  /** Patches of a grid, each half a patch from the next. */
  private static final int PATCHES = (ROWS / (PATCH / 2) + 1) * (COLUMNS / (PATCH / 2) + 1);

  private final float[] reference = new float[2 * FINE_CELLS];
  private final float[] secondary = new float[2 * FINE_CELLS];
  private final float[] target = new float[2 * FINE_CELLS];
  private final GoldsteinFilter filter =
      new GoldsteinFilter(new GoldsteinFilter.Parameters(0.7, false, PATCH));
  private final Coherence coherence = new Coherence(new Coherence.Parameters(3, 200, true));
  private final PatchFft fft = new PatchFft(PATCH, PATCHES_AT_ONCE);
  private MultilookedPair pair = pair();

  private MultilookedPair pair() {
    return PairMultilook.apply(reference, secondary, null, ROWS, COLUMNS, LOOKS_DOWN, LOOKS_ACROSS);
  }

  @Setup
  public void prepare() {
    Random random = new Random(3);
    for (int i = 0; i < reference.length; i++) {
      reference[i] = random.nextFloat() - 0.5f;
      secondary[i] = 0.7f * reference[i] + 0.3f * (random.nextFloat() - 0.5f);
    }
    pair = pair();
  }

  public static void main(String[] arguments) {
    InterferogramChainBenchmark work = new InterferogramChainBenchmark();
    work.prepare();
    Map<String, Runnable> fine = new LinkedHashMap<>();
    fine.put("copy", work::copy);
    fine.put("multilook", work::multilook);
    fine.put("coherence", work::coherence);
    fine.put("all", work::all);
    Map<String, Runnable> coarse = new LinkedHashMap<>();
    coarse.put("goldstein", work::goldstein);
    coarse.put("transforms", work::transforms);
    fine.forEach((name, step) -> print(name, step, FINE_CELLS));
    coarse.forEach((name, step) -> print(name, step, CELLS));
  }

  private static void print(String name, Runnable step, int cells) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = thread.getCurrentThreadCpuTime();
      step.run();
      best = Math.min(best, thread.getCurrentThreadCpuTime() - start);
    }
    System.out.println(name + "\t" + Math.round(cells * 1e9 / best));
  }

  @Benchmark
  @OperationsPerInvocation(FINE_CELLS)
  public MultilookedPair multilook() {
    return pair();
  }

  @Benchmark
  @OperationsPerInvocation(FINE_CELLS)
  public float[] coherence() {
    return coherence.apply(pair);
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public ComplexGrid goldstein() {
    return filter.apply(new ComplexGrid(ROWS, COLUMNS, pair.interferogram()), null, 0, 0);
  }

  /** Numbers stay in range: each transform there is followed by one back, and a new start. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public float transforms() {
    for (int patch = 0; patch < PATCHES; patch += PATCHES_AT_ONCE) {
      for (int i = 0; i < PATCH; i++) {
        System.arraycopy(reference, patch * PATCH, fft.real(i), 0, PATCH * PATCHES_AT_ONCE);
        System.arraycopy(secondary, patch * PATCH, fft.imaginary(i), 0, PATCH * PATCHES_AT_ONCE);
      }
      fft.forward(PATCHES_AT_ONCE);
      fft.inverse(PATCHES_AT_ONCE);
    }
    return fft.real(0)[0];
  }

  @Benchmark
  @OperationsPerInvocation(FINE_CELLS)
  public ComplexGrid all() {
    MultilookedPair formed = pair();
    if (coherence.apply(formed).length != CELLS) {
      throw new IllegalStateException("coherence of another size");
    }
    return filter.apply(new ComplexGrid(ROWS, COLUMNS, formed.interferogram()), null, 0, 0);
  }

  @Benchmark
  @OperationsPerInvocation(FINE_CELLS)
  public float[] copy() {
    System.arraycopy(reference, 0, target, 0, reference.length);
    return target;
  }
}
