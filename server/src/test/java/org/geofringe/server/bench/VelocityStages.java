package org.geofringe.server.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.geofringe.timeseries.SbasInversion;
import org.geofringe.timeseries.VelocityFit;

/**
 * What a velocity spends its time on: reading the stack, inverting, fitting lines, and compressing
 * one of its products. {@code VelocityStages STACK} prints cells per second of one core for each,
 * at the first pass over the stack (with the compiler warming up, as a user meets it) and at the
 * second. Sums over threads do not count, so other work on the machine disturbs it little. {@code
 * VelocityStages STACK together} prints what all cores do by the clock: read, invert and fit.
 */
public final class VelocityStages {

  private static final int ROWS = 16;
  private static final double LOOKS = 20;
  private static final double WAVELENGTH_METRES = 0.05546576;

  private VelocityStages() {}

  public static void main(String[] arguments) throws IOException {
    Stack stack = Stack.open(Path.of(arguments[0]));
    SbasInversion inversion =
        new SbasInversion(
            stack.network(),
            new SbasInversion.Parameters(
                SbasInversion.Weighting.VARIANCE,
                LOOKS,
                SbasInversion.Disconnected.NAN,
                WAVELENGTH_METRES));
    if (arguments.length > 1) {
      together(stack, inversion);
      together(stack, inversion);
      return;
    }
    for (String pass : new String[] {"first", "second"}) {
      read(stack, inversion, pass);
    }
  }

  /** By the clock: the first pass with a cold compiler, as a user meets it, the second without. */
  private static void together(Stack stack, SbasInversion inversion) {
    VelocityFit fit = new VelocityFit(stack.network().dates());
    MapGrid grid = stack.grid();
    float[] velocity = new float[(int) grid.cells()];
    long start = System.nanoTime();
    try (PairRasters phases = stack.open(stack.network().pairs(), Asset.UNWRAPPED);
        PairRasters coherence = stack.open(stack.network().pairs(), Asset.COHERENCE)) {
      IntStream.range(0, (grid.rows() + ROWS - 1) / ROWS)
          .parallel()
          .forEach(
              i -> {
                int row = i * ROWS;
                Window band = new Window(row, 0, Math.min(ROWS, grid.rows() - row), grid.columns());
                SbasInversion.Result result =
                    inversion.apply(phases.read(band), coherence.read(band), band.cells());
                VelocityFit.Result line = fit.apply(result.displacement(), band.cells());
                System.arraycopy(line.velocity(), 0, velocity, row * grid.columns(), band.cells());
              });
    }
    System.out.printf("%.0f%n", grid.cells() * 1e9 / (System.nanoTime() - start));
  }

  private static void read(Stack stack, SbasInversion inversion, String pass) throws IOException {
    VelocityFit fit = new VelocityFit(stack.network().dates());
    MapGrid grid = stack.grid();
    float[] velocity = new float[(int) grid.cells()];
    long[] nanoseconds = new long[4];
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    try (PairRasters phases = stack.open(stack.network().pairs(), Asset.UNWRAPPED);
        PairRasters coherence = stack.open(stack.network().pairs(), Asset.COHERENCE)) {
      for (int row = 0; row < grid.rows(); row += ROWS) {
        Window band = new Window(row, 0, Math.min(ROWS, grid.rows() - row), grid.columns());
        long start = clock.getCurrentThreadCpuTime();
        float[] phase = phases.read(band);
        float[] weight = coherence.read(band);
        long read = clock.getCurrentThreadCpuTime();
        SbasInversion.Result result = inversion.apply(phase, weight, band.cells());
        long inverted = clock.getCurrentThreadCpuTime();
        VelocityFit.Result line = fit.apply(result.displacement(), band.cells());
        long fitted = clock.getCurrentThreadCpuTime();
        System.arraycopy(line.velocity(), 0, velocity, row * grid.columns(), band.cells());
        nanoseconds[0] += read - start;
        nanoseconds[1] += inverted - read;
        nanoseconds[2] += fitted - inverted;
      }
    }
    nanoseconds[3] = compress(grid, velocity);
    String[] names = {"reading 300 rasters", "inversion", "line fit", "writing one band"};
    IntStream.range(0, names.length)
        .forEach(
            i ->
                System.out.printf(
                    "%s, %s pass\t%.0f%n", names[i], pass, grid.cells() * 1e9 / nanoseconds[i]));
  }

  /** One band as a product, by the clock: its tiles are compressed on all cores. */
  private static long compress(MapGrid grid, float[] values) throws IOException {
    Path file = Files.createTempFile("velocity-stages", ".tif");
    long start = System.nanoTime();
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(file, grid, ProductSpec.ofFloats("Velocity", "mm/yr"))) {
      writer.write(0, 0, grid.rows(), values, 0);
      writer.finish();
    }
    long taken = System.nanoTime() - start;
    Files.delete(file);
    return taken;
  }
}
