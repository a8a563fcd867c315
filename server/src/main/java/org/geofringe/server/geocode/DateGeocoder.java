package org.geofringe.server.geocode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.geofringe.geocoding.BurstGeocoder;
import org.geofringe.geocoding.CalibrationTable;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.tile.Units;
import org.jspecify.annotations.Nullable;

/**
 * Makes the image of one date: burst by burst, each in blocks over all threads, every cell written
 * once. The bursts' order is the files', so that a deflated zip is inflated once.
 */
final class DateGeocoder {

  /** A block's heights, seams, image and mask, and the samples behind it. */
  static final long BYTES_PER_THREAD = 24L << 20;

  private final GeocodePlan plan;
  private final SeamFacts seams;
  private final ImageStackWriter writer;

  DateGeocoder(GeocodePlan plan, SeamFacts seams, ImageStackWriter writer) {
    this.plan = plan;
    this.seams = seams;
    this.writer = writer;
  }

  /**
   * Writes the rasters of a date; they are not published yet.
   *
   * @param shiftLines azimuth correction, lines
   * @return how many cells of the stack's bursts have no value on this date
   */
  long write(DateScene scene, double shiftLines, RunContext context) throws IOException {
    StackFrame frame = plan.frame();
    AtomicLong holes = new AtomicLong();
    Calibrations calibrations = new Calibrations();
    try (Measurements measurements = new Measurements();
        FlatRaster heights = FlatRaster.open(writer.layerFile(Layer.HEIGHT));
        FlatRaster owners = FlatRaster.open(writer.layerFile(Layer.BURST));
        FlatRaster.Writer slc = writer.raster(scene.date(), DateAsset.SLC)) {
      empty(scene, owners, slc, context.part(0, 0.05));
      long done = 0;
      for (int i = 0; i < plan.bursts().size(); i++) {
        SceneBurst burst = scene.bursts().get(plan.bursts().get(i));
        long cells = seams.bursts().get(i).cells();
        if (burst != null && cells > 0) {
          RunContext part =
              context.part(
                  0.05 + 0.85 * done / seams.cells(), 0.05 + 0.85 * (done + cells) / seams.cells());
          String doing = scene.date() + ", burst " + (i + 1) + " of " + plan.bursts().size();
          BurstWork work =
              new BurstWork(
                  scene,
                  burst,
                  i + 1,
                  shiftLines * burst.placed().burst().lineInterval(),
                  measurements.samples(burst),
                  frame.radiometry() == Radiometry.SIGMA_NOUGHT ? calibrations.table(burst) : null,
                  heights,
                  owners,
                  slc,
                  holes);
          run(work, seams.bursts().get(i).window(), part, doing);
        } else {
          holes.addAndGet(cells);
        }
        done += cells;
      }
    }
    try (FlatRaster slc = writer.written(scene.date(), DateAsset.SLC);
        FlatRaster.Writer amplitude = writer.raster(scene.date(), DateAsset.AMPLITUDE)) {
      Amplitude.write(slc, amplitude, frame, context.part(0.9, 1), scene.date() + ", amplitude");
    }
    return holes.get();
  }

  private record BurstWork(
      DateScene scene,
      SceneBurst burst,
      int number,
      double shiftSeconds,
      BurstSamples samples,
      @Nullable CalibrationTable calibration,
      FlatRaster heights,
      FlatRaster owners,
      FlatRaster.Writer slc,
      AtomicLong holes) {}

  private void run(BurstWork work, Window window, RunContext context, String doing)
      throws IOException {
    Queue<BurstGeocoder> idle = new ConcurrentLinkedQueue<>();
    Units.run(
        Blocks.of(window),
        context,
        doing,
        block -> {
          BurstGeocoder free = idle.poll();
          BurstGeocoder geocoder = free != null ? free : geocoder(work.burst, work.calibration);
          block(work, block, geocoder);
          idle.add(geocoder);
        });
  }

  static BurstGeocoder geocoder(SceneBurst burst, @Nullable CalibrationTable calibration) {
    return new BurstGeocoder(
        burst.placed().burst(),
        BurstGeocoder.Parameters.standard(
            burst.placed().burst().id().swath(), BurstGeocoder.Output.FLATTENED),
        calibration);
  }

  private void block(BurstWork work, Window block, BurstGeocoder geocoder) throws IOException {
    MapGrid grid = plan.frame().grid();
    float[] owner = new float[block.cells()];
    work.owners.read(0, block, owner, 0);
    boolean[] wanted = new boolean[owner.length];
    boolean any = false;
    for (int i = 0; i < owner.length; i++) {
      wanted[i] = owner[i] == work.number;
      any |= wanted[i];
    }
    if (!any) {
      return;
    }
    float[] heights = new float[owner.length];
    work.heights.read(0, block, heights, 0);
    DateScene scene = work.scene;
    RadarGeometry geometry =
        new PassGeometry(scene.orbit(), scene.middle(), plan.map(), grid).over(block, heights);
    float[] image = new float[2 * owner.length];
    try {
      geocoder.geocode(
          work.samples,
          geometry,
          work.burst.placed().startSeconds(),
          work.shiftSeconds,
          grid,
          block,
          heights,
          wanted,
          image);
    } catch (UncheckedIOException e) {
      throw UserErrors.of(e);
    }
    long empty = 0;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] && Float.isNaN(image[2 * i])) {
        empty++;
      }
    }
    work.holes.addAndGet(empty);
    writeRuns(work.slc, block, wanted, image);
  }

  /** Marks the cells that this date gives no value to: those of no burst and of missing ones. */
  private void empty(DateScene scene, FlatRaster owners, FlatRaster.Writer slc, RunContext context)
      throws IOException {
    List<Integer> there =
        IntStream.range(0, plan.bursts().size())
            .filter(i -> scene.bursts().containsKey(plan.bursts().get(i)))
            .mapToObj(i -> i + 1)
            .toList();
    boolean[] given = new boolean[Byte.MAX_VALUE - Byte.MIN_VALUE + 1];
    there.forEach(number -> given[number] = true);
    float[] nothing = new float[2 * Blocks.CELLS];
    Arrays.fill(nothing, Float.NaN);
    Units.run(
        Blocks.of(plan.frame().grid().window()),
        context,
        scene.date() + ", preparing",
        block -> {
          float[] owner = new float[block.cells()];
          owners.read(0, block, owner, 0);
          boolean[] without = new boolean[owner.length];
          for (int i = 0; i < owner.length; i++) {
            without[i] = !given[(int) owner[i]];
          }
          writeRuns(slc, block, without, nothing);
        });
  }

  /** Writes the marked cells, run by run. */
  private static void writeRuns(
      FlatRaster.Writer target, Window block, boolean[] marked, float[] image) {
    for (int row = 0; row < block.rows(); row++) {
      int offset = row * block.columns();
      for (int column = 0; column < block.columns(); ) {
        if (!marked[offset + column]) {
          column++;
          continue;
        }
        int end = column;
        while (end < block.columns() && marked[offset + end]) {
          end++;
        }
        Window run = new Window(block.row() + row, block.column() + column, 1, end - column);
        target.write(0, run, image, 2 * (offset + column));
        column = end;
      }
    }
  }
}
