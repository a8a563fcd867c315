package org.geofringe.server.geocode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.geofringe.geocoding.BurstGeocoder;
import org.geofringe.geocoding.SpectralDiversity;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.server.geocode.OverlapStrips.Strip;
import org.geofringe.server.geocode.SeamFacts.Overlap;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.tile.Units;

/** Geocodes the pieces that two bursts share, from each burst. */
final class StripMaker {

  private final GeocodePlan plan;
  private final DateScene scene;
  private final Measurements measurements;
  private final FlatRaster heights;
  private final RunContext context;

  /** Work of the context has been handed out up to here. */
  private int overlapsDone;

  private final int overlaps;

  StripMaker(
      GeocodePlan plan,
      DateScene scene,
      Measurements measurements,
      FlatRaster heights,
      int overlaps,
      RunContext context) {
    this.plan = plan;
    this.scene = scene;
    this.measurements = measurements;
    this.heights = heights;
    this.overlaps = overlaps;
    this.context = context;
  }

  /** Both bursts' values; NaN throughout where the date lacks one. */
  Strip make(Overlap overlap) throws IOException {
    Strip strip = Strip.empty(overlap.pieces().size());
    for (float[] part : new float[][] {strip.first(), strip.second(), strip.doppler()}) {
      Arrays.fill(part, Float.NaN);
    }
    SceneBurst first = scene.bursts().get(plan.bursts().get(overlap.first()));
    SceneBurst second = scene.bursts().get(plan.bursts().get(overlap.second()));
    double from = overlapsDone / (double) overlaps;
    overlapsDone++;
    double to = overlapsDone / (double) overlaps;
    if (first != null && second != null) {
      String doing = scene.date() + ", overlap " + overlapsDone + " of " + overlaps;
      Map<Long, List<Integer>> groups = groups(overlap.pieces());
      // All of one burst before the other, so that a deflated zip is inflated in order.
      run(first, groups, overlap, strip.first(), context.part(from, (from + to) / 2), doing);
      run(second, groups, overlap, strip.second(), context.part((from + to) / 2, to), doing);
      for (List<Integer> group : groups.values()) {
        doppler(first, second, group, overlap, strip.doppler());
      }
    }
    return strip;
  }

  /** Pieces by the block that they lie in. */
  private static Map<Long, List<Integer>> groups(List<Window> pieces) {
    Map<Long, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      Window piece = pieces.get(i);
      long block =
          (long) (piece.row() / Blocks.ROWS) << Integer.SIZE | piece.column() / Blocks.COLUMNS;
      groups.computeIfAbsent(block, key -> new ArrayList<>()).add(i);
    }
    return groups;
  }

  private void run(
      SceneBurst burst,
      Map<Long, List<Integer>> groups,
      Overlap overlap,
      float[] target,
      RunContext part,
      String doing)
      throws IOException {
    BurstSamples samples = measurements.samples(burst);
    MapGrid grid = plan.frame().grid();
    Queue<BurstGeocoder> idle = new ConcurrentLinkedQueue<>();
    Units.run(
        List.copyOf(groups.values()),
        part,
        doing,
        group -> {
          BurstGeocoder free = idle.poll();
          BurstGeocoder geocoder = free != null ? free : DateGeocoder.geocoder(burst, null);
          Window box = box(group, overlap.pieces());
          float[] ground = ground(box);
          boolean[] wanted = new boolean[box.cells()];
          for (int piece : group) {
            Window window = overlap.pieces().get(piece);
            for (int row = 0; row < Overlap.ROWS; row++) {
              int at = index(box, window, row);
              Arrays.fill(wanted, at, at + Overlap.COLUMNS, true);
            }
          }
          float[] image = new float[2 * box.cells()];
          try {
            geocoder.geocode(
                samples,
                geometry(box, ground),
                burst.placed().startSeconds(),
                0,
                grid,
                box,
                ground,
                wanted,
                image);
          } catch (UncheckedIOException e) {
            throw UserErrors.of(e);
          }
          copy(group, overlap.pieces(), box, image, target, 2);
          idle.add(geocoder);
        });
  }

  private void doppler(
      SceneBurst first, SceneBurst second, List<Integer> group, Overlap overlap, float[] target) {
    Window box = box(group, overlap.pieces());
    float[] ground = ground(box);
    float[] differences = new float[box.cells()];
    SpectralDiversity.dopplerDifference(
        first.placed(),
        second.placed(),
        geometry(box, ground),
        plan.frame().grid(),
        box,
        ground,
        differences);
    copy(group, overlap.pieces(), box, differences, target, 1);
  }

  private RadarGeometry geometry(Window box, float[] ground) {
    return new PassGeometry(scene.orbit(), scene.middle(), plan.map(), plan.frame().grid())
        .over(box, ground);
  }

  private float[] ground(Window box) {
    float[] ground = new float[box.cells()];
    heights.read(0, box, ground, 0);
    return ground;
  }

  private static Window box(List<Integer> group, List<Window> pieces) {
    int top = Integer.MAX_VALUE;
    int left = Integer.MAX_VALUE;
    int bottom = 0;
    int right = 0;
    for (int piece : group) {
      Window window = pieces.get(piece);
      top = Math.min(top, window.row());
      left = Math.min(left, window.column());
      bottom = Math.max(bottom, window.row() + window.rows());
      right = Math.max(right, window.column() + window.columns());
    }
    return new Window(top, left, bottom - top, right - left);
  }

  private static int index(Window box, Window piece, int row) {
    return (piece.row() + row - box.row()) * box.columns() + piece.column() - box.column();
  }

  private static void copy(
      List<Integer> group,
      List<Window> pieces,
      Window box,
      float[] from,
      float[] target,
      int numbers) {
    for (int piece : group) {
      for (int row = 0; row < Overlap.ROWS; row++) {
        System.arraycopy(
            from,
            numbers * index(box, pieces.get(piece), row),
            target,
            numbers * (piece * Overlap.CELLS + row * Overlap.COLUMNS),
            numbers * Overlap.COLUMNS);
      }
    }
  }
}
