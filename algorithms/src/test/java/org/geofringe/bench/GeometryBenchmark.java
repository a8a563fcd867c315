package org.geofringe.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.geofringe.geometry.BicubicSampler;
import org.geofringe.geometry.ExactRadarGeometry;
import org.geofringe.geometry.MapProjection;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.geometry.RadarPolynomial;
import org.geofringe.geometry.TestPasses;
import org.geofringe.grid.FloatGrid;
import org.geofringe.orbit.Orbit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cells per second of where a burst's cells lie in the image, and of their heights. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GeometryBenchmark {

  private static final int CELLS = 8192;

  private final RadarGeometry polynomial;
  private final RadarGeometry exact;
  private final BicubicSampler surface;
  private final float[] heights = new float[CELLS];
  private final float[] sampled = new float[CELLS];
  private final double[] first = new double[CELLS];
  private final double[] second = new double[CELLS];

  public GeometryBenchmark() {
    Orbit orbit = TestPasses.circular(0.7);
    MapProjection map = TestPasses.local(orbit);
    polynomial = RadarPolynomial.fit(orbit, 0, map, -45e3, -20e3, 45e3, 20e3, 0, 900);
    exact = new ExactRadarGeometry(orbit, map, 0);
    Random random = new Random(7);
    for (int i = 0; i < CELLS; i++) {
      heights[i] = 900 * random.nextFloat();
    }
    FloatGrid grid = new FloatGrid(1000, 2000);
    for (int i = 0; i < grid.values().length; i++) {
      grid.values()[i] = 900 * random.nextFloat();
    }
    surface = new BicubicSampler(grid);
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double[] polynomial() {
    polynomial.locate(-44e3, 10, 1e3, heights, 0, CELLS, first, second);
    return second;
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double[] exact() {
    exact.locate(-44e3, 10, 1e3, heights, 0, CELLS, first, second);
    return second;
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public float[] bicubic() {
    for (int i = 0; i < CELLS; i++) {
      first[i] = 500 + i * 0.01;
      second[i] = 2 + i * 0.2;
    }
    surface.sample(first, second, CELLS, sampled, 0);
    return sampled;
  }
}
