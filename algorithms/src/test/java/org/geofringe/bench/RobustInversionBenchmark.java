package org.geofringe.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;
import org.geofringe.timeseries.RobustInversion;
import org.geofringe.timeseries.SbasInversion;
import org.geofringe.timeseries.SbasInversion.Disconnected;
import org.geofringe.timeseries.SbasInversion.Weighting;
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
 * Cells per second of the robust inversion: 40 dates, 150 pairs, as {@link InversionBenchmark}, with
 * whole cycles in one to three pairs of some cells.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RobustInversionBenchmark {

  private static final int CELLS = 10_000;

  /** Share of cells with bad pairs. */
  @Param({"0", "0.1", "1"})
  public double bad = 0;

  private final RobustInversion inversion =
      new RobustInversion(
          TestStacks.chain(40, 4),
          new SbasInversion.Parameters(Weighting.VARIANCE, 20, Disconnected.NAN, 0.0555));
  private float[] phases = {};
  private float[] coherence = {};

  @Setup
  public void prepare() {
    Network network = TestStacks.chain(40, 4);
    Random random = new Random(7);
    double[][] dates = new double[network.dates().size()][CELLS];
    for (double[] date : dates) {
      Arrays.setAll(date, cell -> 2 * random.nextGaussian());
    }
    phases = TestStacks.pairPhases(network, dates);
    float[] noise = TestStacks.noise(phases.length, 0.2, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] += noise[i];
    }
    coherence = new float[phases.length];
    Arrays.fill(coherence, 0.7f);
    int pairs = network.pairs().size();
    for (int cell = 0; cell < CELLS; cell++) {
      boolean off = random.nextDouble() < bad;
      for (int k = 0; off && k <= random.nextInt(3); k++) {
        // Errors come in patches: neighbouring cells have theirs in the same pairs.
        int pair = (cell / 300 * 37 + k * 53) % pairs;
        phases[pair * CELLS + cell] += (float) (2 * Math.PI);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public RobustInversion.Result cells() {
    return inversion.apply(phases, coherence, CELLS);
  }
}
