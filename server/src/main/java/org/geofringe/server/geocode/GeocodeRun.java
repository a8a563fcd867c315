package org.geofringe.server.geocode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.ImageStackWriter;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.terrain.Dem;
import org.geofringe.server.terrain.Terrain;

/** Makes a stack of images, or adds dates to one. */
public final class GeocodeRun {

  /** Share of the whole that planning, geometry and registration take, roughly. */
  private static final double PLANNED = 0.03;

  private GeocodeRun() {}

  /**
   * What a run did.
   *
   * @param dates all that are in the stack now
   * @param made by this run with the number of cells without a value
   * @param cells of all bursts
   * @param registration how the dates of this run were registered along azimuth
   * @param outlines of the bursts; empty where the reference date's products are not at hand
   */
  public record Report(
      StackFrame frame,
      SortedMap<LocalDate, StackDate> dates,
      SortedMap<LocalDate, Long> made,
      long cells,
      Registration registration,
      List<Outline> outlines) {}

  /**
   * Runs.
   *
   * @param lock of the stack's folder; taken once it is clear that the work can be done
   * @throws org.geofringe.server.run.UserException where another run is at that stack
   */
  public static Report run(GeocodeOptions options, StackLock lock, RunContext context)
      throws IOException {
    Path stack = lock.folder();
    // What an older run left must not change between the plan and the work; where nothing is,
    // nothing is made before the plan stands.
    if (Files.exists(stack.resolve(Stack.MARKER))) {
      lock.take();
    }
    GeocodePlan plan = GeocodePlanner.plan(options, stack, context.part(0, PLANNED));
    lock.take();
    ImageStackWriter writer = new ImageStackWriter(stack, plan.frame());
    double share = 1.0 / (plan.left().size() + 1);
    double begin = PLANNED;
    SeamFacts seams;
    if (plan.hasLayers()) {
      seams = SeamFacts.read(stack);
    } else {
      begin += share * (1 - PLANNED);
      seams = geometry(plan, writer, context.part(PLANNED, begin));
    }
    Registration registration =
        Registration.of(
            plan, seams, options.registration(), writer, context.part(begin, begin + 0.02));
    begin += 0.02;
    SortedMap<LocalDate, Long> made = new TreeMap<>();
    Baselines baselines = Baselines.of(plan, seams);
    for (LocalDate date : plan.left()) {
      DateScene scene = plan.scene(date);
      double end = begin + (1 - begin) / (plan.left().size() - made.size());
      Registration.Shift shift = registration.shift(date);
      long holes =
          new DateGeocoder(plan, seams, writer)
              .write(scene, shift.lines(), context.part(begin, end));
      if (holes > 0) {
        context.log(date + ": " + holes + " of " + seams.cells() + " cells have no value.");
      }
      writer.complete(
          new StackDate(
              date,
              scene.acquisition(),
              baselines.perpendicular(scene),
              shift.lines(),
              shift.standardError(),
              missing(plan, scene),
              GeocodePlanner.fingerprint(scene, plan.frame()),
              Map.of()));
      made.put(date, holes);
      begin = end;
    }
    return new Report(
        plan.frame(),
        writer.finish(),
        made,
        seams.cells(),
        registration,
        outlines(plan, seams, writer));
  }

  private static List<Outline> outlines(
      GeocodePlan plan, SeamFacts seams, ImageStackWriter writer) {
    List<Outline> outlines = new ArrayList<>();
    LocalDate date = plan.frame().referenceDate();
    if (!plan.scenes().containsKey(date)) {
      return outlines;
    }
    DateScene scene = plan.scene(date);
    double middle = (seams.minHeight() + seams.maxHeight()) / 2;
    try (FlatRaster heights = FlatRaster.open(writer.layerFile(Layer.HEIGHT))) {
      for (int i = 0; i < plan.bursts().size(); i++) {
        BurstId id = plan.bursts().get(i);
        SceneBurst burst = scene.bursts().get(id);
        if (burst != null) {
          BurstArea print =
              BurstArea.onTerrain(burst.placed(), scene.orbit(), plan.map(), heights, middle);
          outlines.add(
              new Outline(
                  id,
                  burst.placed().burst().firstLineTime(),
                  seams.bursts().get(i).cells(),
                  print.x(),
                  print.y()));
        }
      }
    }
    return outlines;
  }

  private static SeamFacts geometry(GeocodePlan plan, ImageStackWriter writer, RunContext context)
      throws IOException {
    DateScene reference = plan.scene(plan.frame().referenceDate());
    Dem dem = plan.dem();
    if (dem == null) {
      throw new IllegalStateException("a plan without layers has a DEM");
    }
    try (Terrain terrain = dem.over(plan.frame().grid(), (x, y) -> false, context)) {
      return GeometryLayers.write(plan, reference, terrain, writer, context);
    }
  }

  private static int missing(GeocodePlan plan, DateScene scene) {
    return (int) plan.bursts().stream().filter(id -> !scene.bursts().containsKey(id)).count();
  }
}
