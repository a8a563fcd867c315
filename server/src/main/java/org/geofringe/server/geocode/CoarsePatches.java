package org.geofringe.server.geocode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.geocoding.BurstGeocoder;
import org.geofringe.geocoding.GroupedOffset;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.tile.Units;
import org.jspecify.annotations.Nullable;

/**
 * How far a date lies off the reference along azimuth, by the amplitudes of patches spread over the
 * bursts: rough, but where orbits are poor it says in which of its turns spectral diversity is.
 */
final class CoarsePatches {

  private static final int SIDE = 64;

  /** Of the whole stack, tried; squares that two bursts share are left out. */
  private static final int MOST_PATCHES = 256;

  private static final int MOST_ALONG_AXIS = 12;
  private static final double SEARCH_CELLS = 12;

  /** What spectral diversity can tell from its mirror: smaller offsets are left to it. */
  private static final double LEAST_LINES = 0.06;

  /** Each leaves some hundredths of the offset. */
  private static final int MOST_ROUNDS = 3;

  private record Patch(int burst, Window window) {}

  private final GeocodePlan plan;
  private final ImageStackWriter writer;
  private final List<Patch> patches;
  private float @Nullable [][] reference;

  CoarsePatches(GeocodePlan plan, SeamFacts seams, ImageStackWriter writer) {
    this.plan = plan;
    this.writer = writer;
    this.patches = patches(seams);
  }

  /** Squares that one burst gives as a whole. */
  private List<Patch> patches(SeamFacts seams) {
    List<Patch> patches = new ArrayList<>();
    int along =
        (int)
            Math.min(
                MOST_ALONG_AXIS,
                Math.ceil(Math.sqrt(MOST_PATCHES / (double) seams.bursts().size())));
    try (FlatRaster owners = FlatRaster.open(writer.layerFile(Layer.BURST))) {
      float[] owner = new float[SIDE * SIDE];
      for (int burst = 0; burst < seams.bursts().size(); burst++) {
        Window area = seams.bursts().get(burst).window();
        if (seams.bursts().get(burst).cells() < owner.length) {
          continue;
        }
        for (int i = 0; i < along * along; i++) {
          int row = begin(area.row(), area.rows(), (Math.floorDiv(i, along) + 0.5) / along);
          int column = begin(area.column(), area.columns(), (i % along + 0.5) / along);
          if (row < area.row()
              || column < area.column()
              || row + SIDE > area.row() + area.rows()
              || column + SIDE > area.column() + area.columns()) {
            continue;
          }
          Window window = new Window(row, column, SIDE, SIDE);
          owners.read(0, window, owner, 0);
          boolean whole = true;
          for (float number : owner) {
            whole &= number == burst + 1;
          }
          if (whole) {
            patches.add(new Patch(burst, window));
          }
        }
      }
    }
    return patches;
  }

  /** Where a patch begins whose middle lies a share of a length behind its start. */
  private static int begin(int from, int length, double share) {
    return from + (int) (share * length) - SIDE / 2;
  }

  /**
   * Seconds to add to a date's azimuth times before spectral diversity; 0 where they are right to
   * within its range, or the pictures tell nothing.
   */
  double shiftSeconds(DateScene scene, Measurements measurements, RunContext context)
      throws IOException {
    LocalDate referenceDate = plan.frame().referenceDate();
    if (scene.date().equals(referenceDate) || patches.size() < GroupedOffset.FEWEST) {
      return 0;
    }
    if (reference == null) {
      reference = reference(context.part(0, 0.5));
    }
    double shift = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      float[][] images =
          images(
              scene,
              measurements,
              shift,
              context.part(0.5 + 0.5 * round / MOST_ROUNDS, 0.5 + 0.5 * (round + 1) / MOST_ROUNDS));
      double more = moreSeconds(scene, reference, images);
      if (Math.abs(more) < LEAST_LINES * plan.frame().radar().lineInterval()) {
        break;
      }
      shift += more;
    }
    return shift;
  }

  /** What the pictures still tell to add; 0 where that is not certain. */
  private double moreSeconds(DateScene scene, float[][] first, float[][] second) {
    Window window = patches.get(patches.size() / 2).window();
    RadarGeometry geometry = geometry(scene, window, new float[window.cells()]);
    GroupedOffset offset = new GroupedOffset(SEARCH_CELLS);
    for (int i = 0; i < first.length; i++) {
      offset.add(SIDE, SIDE, first[i], second[i]);
    }
    return offset.certain(
        o -> o.toRadar(geometry, plan.frame().grid(), window.row(), window.column(), 0)[0]);
  }

  /**
   * The reference date's patches: from its products, or from its image of an earlier run; without
   * values where there is neither.
   */
  private float[][] reference(RunContext context) throws IOException {
    DateScene scene = plan.scenes().get(plan.frame().referenceDate());
    if (scene != null) {
      try (Measurements measurements = new Measurements()) {
        return images(scene, measurements, 0, context);
      }
    }
    float[][] images = new float[patches.size()][2 * SIDE * SIDE];
    @Nullable StackDate finished = plan.finished().get(plan.frame().referenceDate());
    Path slc = finished == null ? null : finished.assets().get(DateAsset.SLC);
    if (slc == null) {
      for (float[] image : images) {
        Arrays.fill(image, Float.NaN);
      }
      return images;
    }
    try (FlatRaster raster = FlatRaster.open(slc)) {
      for (int i = 0; i < images.length; i++) {
        raster.read(0, patches.get(i).window(), images[i], 0);
      }
    }
    return images;
  }

  private float[][] images(
      DateScene scene, Measurements measurements, double shiftSeconds, RunContext context)
      throws IOException {
    MapGrid grid = plan.frame().grid();
    float[][] images = new float[patches.size()][2 * SIDE * SIDE];
    try (FlatRaster heights = FlatRaster.open(writer.layerFile(Layer.HEIGHT))) {
      int bursts = plan.bursts().size();
      for (int burst = 0; burst < bursts; burst++) {
        SceneBurst one = scene.bursts().get(plan.bursts().get(burst));
        List<Integer> of = of(burst);
        if (one == null || of.isEmpty()) {
          for (int i : of) {
            Arrays.fill(images[i], Float.NaN);
          }
          continue;
        }
        BurstSamples samples = measurements.samples(one);
        Units.run(
            of,
            context.part(burst / (double) bursts, (burst + 1.0) / bursts),
            scene.date() + ", coarse registration",
            i -> {
              Window window = patches.get(i).window();
              float[] ground = new float[window.cells()];
              heights.read(0, window, ground, 0);
              BurstGeocoder geocoder = DateGeocoder.geocoder(one, null);
              try {
                geocoder.geocode(
                    samples,
                    geometry(scene, window, ground),
                    one.placed().startSeconds(),
                    shiftSeconds,
                    grid,
                    window,
                    ground,
                    null,
                    images[i]);
              } catch (UncheckedIOException e) {
                throw UserErrors.of(e);
              }
            });
      }
    }
    return images;
  }

  private List<Integer> of(int burst) {
    List<Integer> of = new ArrayList<>();
    for (int i = 0; i < patches.size(); i++) {
      if (patches.get(i).burst() == burst) {
        of.add(i);
      }
    }
    return of;
  }

  private RadarGeometry geometry(DateScene scene, Window window, float[] ground) {
    return new PassGeometry(scene.orbit(), scene.middle(), plan.map(), plan.frame().grid())
        .over(window, ground);
  }
}
