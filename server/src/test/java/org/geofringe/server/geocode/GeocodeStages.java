package org.geofringe.server.geocode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.geofringe.geocoding.BurstGeocoder;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.terrain.HeightReference;

/**
 * How the time of geocoding a burst is split on one core: reading samples, geometry (the fit and
 * its evaluation), resampling with carrier and flattening, writing. The burst is the first of a
 * stack's reference date; the stack has been made before.
 *
 * <p>Arguments: the folder of scenes with {@code orbits} and {@code dem.tif} in it, the stack.
 * Prints a stage and its cells per second of processor a line, the best of three rounds.
 */
public final class GeocodeStages {

  private static final int ROUNDS = 3;
  private static final String[] STAGES = {"read", "geometry", "resample and flatten", "write"};

  private GeocodeStages() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException {
    Path scenes = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Stack stack = Stack.open(folder);
    GeocodePlan plan =
        GeocodePlanner.plan(
            new GeocodeOptions(
                scenes,
                scenes.resolve("orbits"),
                scenes.resolve("dem.tif"),
                HeightReference.AUTO,
                null,
                null,
                new TreeSet<>(),
                "",
                stack.grid().spacingX(),
                stack.grid().spacingY(),
                "",
                true,
                Radiometry.DIGITAL_NUMBERS),
            folder,
            RunContext.silent());
    double[] best = null;
    long cells = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Clock clock = new Clock();
      cells = clock.run(plan, stack);
      best = best == null || sum(clock.seconds) < sum(best) ? clock.seconds : best;
    }
    for (int i = 0; best != null && i < STAGES.length; i++) {
      System.out.printf("%s\t%.0f%n", STAGES[i], cells / best[i]);
    }
    System.out.printf("all four\t%.0f%n", cells / sum(best == null ? new double[1] : best));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** One round: seconds of each stage. */
  private static final class Clock {

    final double[] seconds = new double[STAGES.length];

    long run(GeocodePlan plan, Stack stack) throws IOException {
      MapGrid grid = stack.grid();
      DateScene scene = plan.scene(plan.frame().referenceDate());
      SceneBurst burst = scene.bursts().get(plan.bursts().get(0));
      if (burst == null) {
        throw new IllegalArgumentException("the reference date lacks the first burst");
      }
      Window whole = SeamFacts.read(plan.stack()).bursts().get(0).window();
      Path file = Files.createTempFile(plan.stack(), ".bench", ".tif");
      long cells = 0;
      try (Measurements measurements = new Measurements();
          FlatRaster heights = FlatRaster.open(stack.layer(Layer.HEIGHT).orElseThrow());
          FlatRaster owners = FlatRaster.open(stack.layer(Layer.BURST).orElseThrow());
          FlatRaster.Writer slc = FlatRaster.create(file, grid, SampleType.COMPLEX_FLOAT32, 1)) {
        BurstSamples samples = timed(measurements.samples(burst));
        BurstGeocoder geocoder = DateGeocoder.geocoder(burst, null);
        for (Window block : Blocks.of(whole)) {
          cells += block(plan, scene, burst, samples, geocoder, heights, owners, slc, block);
        }
      } finally {
        Files.delete(file);
      }
      // The geocoder reads and asks for geometry by itself.
      seconds[2] -= seconds[0] + seconds[1];
      return cells;
    }

    private long block(
        GeocodePlan plan,
        DateScene scene,
        SceneBurst burst,
        BurstSamples samples,
        BurstGeocoder geocoder,
        FlatRaster heights,
        FlatRaster owners,
        FlatRaster.Writer slc,
        Window block) {
      float[] height = new float[block.cells()];
      float[] owner = new float[block.cells()];
      heights.read(0, block, height, 0);
      owners.read(0, block, owner, 0);
      boolean[] wanted = new boolean[owner.length];
      long cells = 0;
      for (int i = 0; i < owner.length; i++) {
        wanted[i] = owner[i] == 1;
        cells += wanted[i] ? 1 : 0;
      }
      if (cells == 0) {
        return 0;
      }
      float[] image = new float[2 * owner.length];
      long begin = cpu();
      RadarGeometry geometry =
          new PassGeometry(scene.orbit(), scene.middle(), plan.map(), plan.frame().grid())
              .over(block, height);
      double fit = since(begin);
      begin = cpu();
      geocoder.geocode(
          samples,
          timed(geometry),
          burst.placed().startSeconds(),
          0,
          plan.frame().grid(),
          block,
          height,
          wanted,
          image);
      seconds[2] += since(begin) + fit;
      seconds[1] += fit;
      begin = cpu();
      slc.write(0, block, image, 0);
      seconds[3] += since(begin);
      return cells;
    }

    private BurstSamples timed(BurstSamples samples) {
      return (line, sample, lines, count, target) -> {
        long begin = cpu();
        samples.read(line, sample, lines, count, target);
        seconds[0] += since(begin);
      };
    }

    private RadarGeometry timed(RadarGeometry geometry) {
      return (x, spacing, y, heights, offset, count, times, ranges) -> {
        long begin = cpu();
        geometry.locate(x, spacing, y, heights, offset, count, times, ranges);
        seconds[1] += since(begin);
      };
    }

    /** Nanoseconds of processor: other work on the machine does not count. */
    private static long cpu() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double since(long begin) {
      return (cpu() - begin) * 1e-9;
    }
  }
}
