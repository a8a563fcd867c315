package org.geofringe.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.TestStacks;
import org.geofringe.closure.Misclosure;
import org.geofringe.network.Network;
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

/** Cells per second of the misclosure of all triplets: 40 dates, 150 pairs, 220 triplets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClosureBenchmark {

  private static final int CELLS = 10_000;
  private final Network network = TestStacks.chain(40, 4);
  private final Misclosure misclosure = new Misclosure(network);
  private float[] phases = {};

  @Setup
  public void prepare() {
    phases = TestStacks.noise(network.pairs().size() * CELLS, 3, new Random(7));
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public Misclosure.Result cells() {
    return misclosure.apply(phases, CELLS, false);
  }
}
