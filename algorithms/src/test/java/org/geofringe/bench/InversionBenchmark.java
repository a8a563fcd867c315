package org.geofringe.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;
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

/** Cells per second of the inversion: 40 dates, 150 pairs, ten rows of 1000 cells at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class InversionBenchmark {

  private static final int CELLS = 10_000;

  @Param({"UNIFORM", "VARIANCE"})
  public Weighting weighting = Weighting.VARIANCE;

  /** Share of phases that are missing, at random. */
  @Param({"0", "0.05"})
  public double missing = 0;

  private SbasInversion inversion;
  private float[] phases = {};
  private float[] coherence = {};

  public InversionBenchmark() {
    inversion = inversion(Weighting.UNIFORM);
  }

  private static SbasInversion inversion(Weighting weighting) {
    return new SbasInversion(
        TestStacks.chain(40, 4),
        new SbasInversion.Parameters(weighting, 20, Disconnected.MINIMUM_NORM, 0.0555));
  }

  @Setup
  public void prepare() {
    inversion = inversion(weighting);
    Network network = inversion.network();
    Random random = new Random(7);
    double[][] dates = new double[network.dates().size()][CELLS];
    for (double[] date : dates) {
      Arrays.setAll(date, cell -> 2 * random.nextGaussian());
    }
    phases = TestStacks.pairPhases(network, dates);
    float[] noise = TestStacks.noise(phases.length, 0.5, random);
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble() < missing ? Float.NaN : phases[i] + noise[i];
    }
    coherence = TestStacks.uniform(phases.length, random);
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public SbasInversion.Result cells() {
    return inversion.apply(phases, coherence, CELLS);
  }
}
