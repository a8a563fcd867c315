package org.geofringe.server.geocode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.grid.MapGrid;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.catalogue.Extent;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.RadarFrame;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.terrain.Dem;
import org.geofringe.server.terrain.Terrain;

/** Settles grid and bursts of a new stack from its first date. */
final class FramePlanner {

  /** What a byte of the burst layer can count. */
  private static final int MOST_BURSTS = 255;

  /** Of the cells on which the range of heights is looked up. */
  private static final double COARSE_METRES = 1000;

  private static final double LOWEST_GROUND = -500;
  private static final double HIGHEST_GROUND = 9000;

  /** About 20 m, so that amplitudes are even squares with some looks. */
  private static final double AMPLITUDE_METRES = 20;

  private final DateScene scene;
  private final GeocodeOptions options;
  private final MapSystem map;

  FramePlanner(DateScene scene, GeocodeOptions options) {
    this.scene = scene;
    this.options = options;
    this.map = map(scene, options.crs());
  }

  private static MapSystem map(DateScene scene, String crs) {
    if (!crs.isEmpty()) {
      return MapSystem.of(crs);
    }
    List<SceneBurst> bursts = List.copyOf(scene.bursts().values());
    SceneBurst middle = bursts.get(bursts.size() / 2);
    Burst burst = middle.placed().burst();
    GroundPoint ground = new GroundPoint(scene.orbit());
    double range = burst.firstRange() + burst.samples() / 2.0 * burst.rangeSpacing();
    if (!ground.solve(scene.middle(), range, 0)) {
      throw new UserException(
          "The orbit of "
              + scene.date()
              + " does not look at the ground at its bursts: check the files in ORBITS.");
    }
    return MapSystem.utm(ground.longitude(), ground.latitude());
  }

  MapSystem map() {
    return map;
  }

  /**
   * The frame.
   *
   * @throws UserException where the extent meets no burst, or the terrain does not cover it
   */
  StackFrame frame(Dem dem, String settings, RunContext context) {
    Box anywhere =
        box(footprints(scene.bursts().values(), LOWEST_GROUND))
            .with(box(footprints(scene.bursts().values(), HIGHEST_GROUND)));
    MapGrid coarse = anywhere.grid(map.crs(), COARSE_METRES, COARSE_METRES);
    double least;
    double greatest;
    try (Terrain terrain = dem.over(coarse, (x, y) -> false, RunContext.silent())) {
      least = Math.max(LOWEST_GROUND, terrain.leastHeight());
      greatest = Math.min(HIGHEST_GROUND, terrain.greatestHeight());
    }
    context.checkCancelled();
    NavigableMap<BurstId, Box> boxes = new TreeMap<>();
    Extent extent = options.extent();
    Box wanted = extent == null ? null : Box.of(extent, map);
    Box all = Box.EMPTY;
    for (Map.Entry<BurstId, SceneBurst> entry : scene.bursts().entrySet()) {
      BurstArea low = footprint(entry.getValue(), least);
      BurstArea high = footprint(entry.getValue(), greatest);
      Box box = low.box().with(high.box());
      all = all.with(box);
      if (wanted == null || low.meets(wanted) || high.meets(wanted)) {
        boxes.put(entry.getKey(), box);
      }
    }
    if (boxes.isEmpty()) {
      throw new UserException(
          "EXTENT meets no burst of "
              + scene.date()
              + ", which lie within "
              + text(all)
              + " ["
              + map.crs()
              + "]: choose an extent there, or none.");
    }
    if (boxes.size() > MOST_BURSTS) {
      throw new UserException(
          boxes.size()
              + " bursts are more than the "
              + MOST_BURSTS
              + " of a stack: give an EXTENT or fewer SUBSWATHS.");
    }
    Box whole = Box.EMPTY;
    for (Box box : boxes.values()) {
      whole = whole.with(box);
    }
    Box part = wanted == null ? whole : whole.cut(wanted);
    MapGrid grid = part.grid(map.crs(), options.spacingEast(), options.spacingNorth());
    List<SceneBurst> bursts = boxes.keySet().stream().map(scene.bursts()::get).toList();
    List<BurstArea> low = footprints(bursts, least);
    List<BurstArea> high = footprints(bursts, greatest);
    dem.checkCovers(
        grid,
        (x, y) ->
            low.stream().anyMatch(f -> f.holds(x, y))
                && high.stream().anyMatch(f -> f.holds(x, y)));
    return new StackFrame(
        scene.date(),
        grid,
        radar(bursts),
        boxes.keySet().stream().map(BurstId::toString).toList(),
        bursts.get(0).placed().burst().wavelength(),
        looks(options.spacingEast()),
        looks(options.spacingNorth()),
        options.radiometry(),
        settings);
  }

  private static int looks(double spacing) {
    return (int) Math.max(1, Math.round(AMPLITUDE_METRES / spacing));
  }

  private static RadarFrame radar(List<SceneBurst> bursts) {
    Burst first = bursts.get(0).placed().burst();
    Instant start = first.firstLineTime();
    double near = Double.POSITIVE_INFINITY;
    double far = 0;
    for (SceneBurst one : bursts) {
      Burst burst = one.placed().burst();
      start = burst.firstLineTime().isBefore(start) ? burst.firstLineTime() : start;
      near = Math.min(near, burst.firstRange());
      far = Math.max(far, burst.firstRange() + (burst.samples() - 1) * burst.rangeSpacing());
    }
    double end = 0;
    for (SceneBurst one : bursts) {
      Burst burst = one.placed().burst();
      double from = Duration.between(start, burst.firstLineTime()).toNanos() * 1e-9;
      end = Math.max(end, from + (burst.lines() - 1) * burst.lineInterval());
    }
    return new RadarFrame(
        start,
        first.lineInterval(),
        near,
        first.rangeSpacing(),
        (int) Math.ceil(end / first.lineInterval()) + 1,
        (int) Math.ceil((far - near) / first.rangeSpacing()) + 1);
  }

  private List<BurstArea> footprints(Collection<SceneBurst> bursts, double height) {
    List<BurstArea> footprints = new ArrayList<>();
    for (SceneBurst burst : bursts) {
      footprints.add(footprint(burst, height));
    }
    return footprints;
  }

  private BurstArea footprint(SceneBurst burst, double height) {
    return BurstArea.of(burst.placed(), scene.orbit(), map, height);
  }

  private static Box box(List<BurstArea> footprints) {
    Box box = Box.EMPTY;
    for (BurstArea footprint : footprints) {
      box = box.with(footprint.box());
    }
    return box;
  }

  private static String text(Box box) {
    return String.format(
        Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", box.west(), box.east(), box.south(), box.north());
  }
}
