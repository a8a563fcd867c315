package org.geofringe.server.geocode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Radiometry;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.terrain.Dem;
import org.jspecify.annotations.Nullable;

/** Finds out what is to be done, and whether it can be, before anything is written. */
final class GeocodePlanner {

  /** Of all cores together, measured on two cores with all that a date takes. */
  private static final double CELLS_PER_SECOND_AND_THREAD = 2e6;

  private static final double GEOMETRY_CELLS_PER_SECOND_AND_THREAD = 2e6;
  private static final int BYTES_PER_CELL_AND_DATE = 2 * Float.BYTES;

  /** Seven floats and two bytes. */
  private static final int BYTES_PER_CELL_OF_LAYERS = 7 * Float.BYTES + 2;

  private GeocodePlanner() {}

  /**
   * Plans a run.
   *
   * @throws UserException in one line for whatever stands in the way
   */
  static GeocodePlan plan(GeocodeOptions options, Path stack, RunContext context)
      throws IOException {
    SortedMap<LocalDate, DateScene> scenes = new TreeMap<>();
    SceneReader.read(options, context).forEach(scene -> scenes.put(scene.date(), scene));
    @Nullable StackFrame before = ImageStackWriter.frameOf(stack).orElse(null);
    DateScene first = scenes.values().iterator().next();
    String settings = settings(options, first);
    StackFrame frame;
    MapSystem map;
    @Nullable Dem dem = null;
    if (before == null) {
      FramePlanner planner = new FramePlanner(first, options);
      dem = Dem.open(options.dem(), options.demHeights(), options.geoid());
      frame = planner.frame(dem, settings, context);
      map = planner.map();
    } else {
      if (!before.settings().equals(settings)) {
        throw new UserException(
            stack
                + " holds dates made with "
                + before.settings()
                + ", not with "
                + settings
                + ": give the same, or another STACK.");
      }
      frame = before;
      map = MapSystem.of(frame.grid().crs());
    }
    List<BurstId> bursts = frame.bursts().stream().map(BurstNames::parse).toList();
    checkTrack(bursts, scenes, stack);
    Map<LocalDate, StackDate> finished = ImageStackWriter.dates(stack, frame);
    List<LocalDate> left = new ArrayList<>();
    for (DateScene scene : scenes.values()) {
      StackDate done = finished.get(scene.date());
      if (done == null || !done.fingerprint().equals(fingerprint(scene, frame))) {
        checkBursts(scene, bursts, frame, context);
        left.add(scene.date());
      }
    }
    boolean hasLayers = before != null && GeometryLayers.areThere(stack, frame);
    if (!hasLayers) {
      if (!scenes.containsKey(frame.referenceDate())) {
        throw new UserException(
            stack
                + " was begun with "
                + frame.referenceDate()
                + " as reference but not finished: put its products into SCENES, or choose another"
                + " STACK.");
      }
      dem = dem == null ? Dem.open(options.dem(), options.demHeights(), options.geoid()) : dem;
    }
    GeocodePlan plan =
        new GeocodePlan(stack, frame, map, bursts, scenes, finished, left, hasLayers, dem);
    checkDisk(plan, context);
    return plan;
  }

  /** The choices that all dates of a stack share; a resolved polarisation counts, not the wish. */
  private static String settings(GeocodeOptions options, DateScene first) {
    return String.format(
        Locale.ROOT,
        "SUBSWATHS=%s POLARISATION=%s SPACING=%s x %s m CRS=%s EXTENT=%s REGISTRATION=%s CALIBRATION=%s",
        options.subswaths().isEmpty() ? "all" : String.join(",", options.subswaths()),
        first.polarisation(),
        options.spacingEast(),
        options.spacingNorth(),
        options.crs().isEmpty() ? "UTM" : options.crs(),
        options.extent() == null ? "all" : options.extent(),
        options.registration(),
        options.radiometry() == Radiometry.SIGMA_NOUGHT ? "SIGMA0" : "NONE");
  }

  /** What a date's image is made from; its registration follows from these. */
  static String fingerprint(DateScene scene, StackFrame frame) throws IOException {
    Fingerprint fingerprint = new Fingerprint().add(frame).add(scene.orbitSource());
    for (Path file : scene.files()) {
      fingerprint.addFile(file);
    }
    return fingerprint.hex();
  }

  private static void checkTrack(
      List<BurstId> bursts, SortedMap<LocalDate, DateScene> scenes, Path stack) {
    int track = bursts.get(0).relativeOrbit();
    for (DateScene scene : scenes.values()) {
      if (scene.bursts().firstKey().relativeOrbit() != track) {
        throw new UserException(
            "The products of "
                + scene.date()
                + " are of track "
                + scene.bursts().firstKey().relativeOrbit()
                + " but "
                + stack
                + " is of track "
                + track
                + ": choose another STACK or take them out.");
      }
    }
  }

  private static void checkBursts(
      DateScene scene, List<BurstId> bursts, StackFrame frame, RunContext context)
      throws IOException {
    List<String> missing =
        bursts.stream()
            .filter(id -> !scene.bursts().containsKey(id))
            .map(BurstId::toString)
            .toList();
    if (missing.size() == bursts.size()) {
      throw new UserException(
          "The products of "
              + scene.date()
              + " hold none of the "
              + bursts.size()
              + " bursts of "
              + frame.referenceDate()
              + " that are wanted: take them out of SCENES.");
    }
    if (!missing.isEmpty()) {
      context.warn(
          scene.date()
              + " lacks "
              + missing.size()
              + " of "
              + bursts.size()
              + " bursts ("
              + String.join(", ", missing)
              + "): its image has holes there.");
    }
    Measurements.check(scene, bursts);
    if (frame.radiometry() == Radiometry.SIGMA_NOUGHT) {
      Calibrations.check(scene, bursts);
    }
  }

  private static void checkDisk(GeocodePlan plan, RunContext context) {
    MapGrid grid = plan.frame().grid();
    int threads = context.budget().threads();
    long layers = plan.hasLayers() ? 0 : grid.cells() * BYTES_PER_CELL_OF_LAYERS;
    long bytes =
        layers + (long) (plan.left().size() * (BYTES_PER_CELL_AND_DATE + 0.5) * grid.cells());
    long free = DiskSpace.usable(plan.stack());
    double seconds =
        (plan.left().size() / CELLS_PER_SECOND_AND_THREAD
                + (plan.hasLayers() ? 0 : 1 / GEOMETRY_CELLS_PER_SECOND_AND_THREAD))
            * grid.cells()
            / threads;
    context.log(
        "Track "
            + plan.bursts().get(0).relativeOrbit()
            + ", "
            + plan.scenes().size()
            + " dates from "
            + plan.scenes().firstKey()
            + " to "
            + plan.scenes().lastKey()
            + ", "
            + plan.scenes().values().iterator().next().polarisation()
            + ", "
            + plan.bursts().size()
            + " bursts. Reference: "
            + plan.frame().referenceDate()
            + ".");
    context.log(
        String.format(
            Locale.ROOT,
            "Grid: %d x %d cells of %s x %s m, %s; west %.0f, north %.0f.",
            grid.rows(),
            grid.columns(),
            number(grid.spacingX()),
            number(grid.spacingY()),
            grid.crs(),
            grid.west(),
            grid.north()));
    context.log(
        plan.left().size()
            + " dates to make, "
            + (plan.scenes().size() - plan.left().size())
            + " are there already. About "
            + duration(seconds)
            + " with "
            + threads
            + " threads; "
            + mebibytes((long) threads * DateGeocoder.BYTES_PER_THREAD)
            + " MiB of memory; "
            + mebibytes(bytes)
            + " MiB of disk, of which "
            + mebibytes(free)
            + " MiB are free.");
    DiskSpace.require(plan.stack(), bytes, "The stack");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  static String duration(double seconds) {
    if (seconds < 90) {
      return Math.max(1, Math.round(seconds)) + " s";
    }
    return seconds < 5400
        ? Math.round(seconds / 60) + " min"
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static long mebibytes(long bytes) {
    return (bytes >> 20) + 1;
  }
}
