package org.geofringe.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geofringe.server.grpc.GeoFringeClient;
import org.geofringe.server.workflow.InterferogramError;
import org.geofringe.server.workflow.RasterPicture;
import org.geofringe.server.workflow.UnwrappingShare;
import org.geofringe.server.workflow.VelocityError;
import org.geofringe.v1.JobResult;

/**
 * The demo's way from simulated Sentinel-1 products to velocity, each step a job on the server, and
 * what came out beside the truth.
 */
final class SceneDemo {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Two bursts, wide enough for the whole bowl, which sinks by more than a fringe in 48 days. */
  private static final Map<String, String> SCENE =
      Map.of("DATES", "6", "BURSTS", "2", "SAMPLES", "1500", "RATE", "-300");

  /** With six dates, what is steadier than this is hardly ever speckle. */
  private static final String MAX_DISPERSION = "0.1";

  /** The date that the simulation gives bad weather. */
  private static final String STORM = "2024-01-18";

  /** A town beside the bowl: the cell that is most coherent of all may be one that sinks. */
  private static final String BESIDE_THE_BOWL = "497500,2164500 [EPSG:32614]";

  private static final String LONGEST_GOOD_PAIR = "20240106_20240223";

  private final GeoFringeClient client;
  private final Path folder;

  /**
   * Prepares the way.
   *
   * @param folder for all that is made
   */
  SceneDemo(GeoFringeClient client, Path folder) {
    this.client = client;
    this.folder = folder;
  }

  /** Runs every step and returns the report as text. */
  String run() throws IOException {
    Path scenes = folder.resolve("scenes");
    Path images = folder.resolve("images");
    Path interferograms = folder.resolve("interferograms");
    Path results = folder.resolve("results");
    Map<String, String> scene = new LinkedHashMap<>(SCENE);
    scene.put("SCENES", scenes.toString());
    step("simulate_scenes", scene);
    step(
        "geocode_slc",
        Map.of(
            "SCENES", scenes.toString(),
            "ORBITS", scenes.resolve("orbits").toString(),
            "DEM", scenes.resolve("dem.tif").toString(),
            "DEM_HEIGHTS", "ELLIPSOID",
            "STACK", images.toString()));
    step(
        "pairs",
        Map.of(
            "STACK", images.toString(),
            "PAIRS", results.resolve("planned_network.gpkg").toString(),
            "PAIRS_TABLE", results.resolve("planned_pairs.csv").toString(),
            "PLOT", results.resolve("planned_network.png").toString()));
    JsonNode scatterers =
        step(
            "persistent_scatterers",
            Map.of(
                "STACK", images.toString(),
                "MAX_DISPERSION", MAX_DISPERSION,
                "POINTS", results.resolve("persistent_scatterers.gpkg").toString(),
                "DISPERSION", results.resolve("amplitude_dispersion.tif").toString()));
    step(
        "interferograms",
        Map.of("STACK", images.toString(), "INTERFEROGRAMS", interferograms.toString()));
    JsonNode unwrapping = step("unwrap", Map.of("STACK", interferograms.toString()));
    JsonNode before = close(interferograms, results.resolve("before_correction"));
    Path corrected = folder.resolve("corrected");
    JsonNode correction =
        step(
            "closure_correction",
            Map.of(
                "STACK", interferograms.toString(),
                "REFERENCE", BESIDE_THE_BOWL,
                "CORRECTED", corrected.toString()));
    JsonNode after = close(corrected, results);
    JsonNode dates =
        step(
            "noisy_dates",
            Map.of(
                "STACK", corrected.toString(),
                "REFERENCE", BESIDE_THE_BOWL,
                "SCORES", results.resolve("noisy_dates.csv").toString(),
                "PLOT", results.resolve("noisy_dates.png").toString()));
    String noisy = DemoReport.dates(dates.path("suggested_exclusions"));
    Path velocity = results.resolve("velocity.tif");
    Path coherence = results.resolve("temporal_coherence.tif");
    step(
        "velocity",
        Map.of(
            "STACK", corrected.toString(),
            "REFERENCE", BESIDE_THE_BOWL,
            "EXCLUDE_DATES", noisy.equals("none") ? "" : noisy,
            "VELOCITY", velocity.toString(),
            "VELOCITY_STD", results.resolve("velocity_std.tif").toString(),
            "TEMPORAL_COHERENCE", coherence.toString(),
            "RESIDUAL_RMS", results.resolve("residual_rms.tif").toString(),
            "DISPLACEMENT", results.resolve("displacement.tif").toString()));
    Path project = results.resolve("project.qgz");
    step(
        "qgis_project",
        Map.of(
            "STACK", corrected.toString(),
            "PRODUCTS", results.toString(),
            "GROUP_BY", "PAIR",
            "TITLE", "From scenes to velocity",
            "PROJECT", project.toString()));
    Path truth = scenes.resolve("truth");
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("From scenes to velocity");
    lines.add(DemoReport.row("", "found", "truth"));
    addInterferograms(lines, InterferogramError.of(interferograms, truth), scatterers);
    addUnwrapping(lines, UnwrappingShare.of(corrected, truth), unwrapping);
    addClosure(lines, before, correction, after);
    lines.add(DemoReport.row("noisy date", noisy, STORM));
    addVelocity(lines, VelocityError.ofScenes(velocity, truth, coherence));
    lines.add("");
    lines.add("Open in QGIS: " + project);
    lines.add("Look at:      " + phasePicture(interferograms, results));
    lines.add("              " + velocityPicture(velocity, results));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private JsonNode close(Path stack, Path results) throws IOException {
    return step(
        "closure",
        Map.of(
            "STACK", stack.toString(),
            "REFERENCE", BESIDE_THE_BOWL,
            "CLOSURE_RMS", results.resolve("closure_rms.tif").toString(),
            "CLOSURE_CYCLES", results.resolve("closure_cycles.tif").toString(),
            "TRIPLETS", results.resolve("triplets.csv").toString()));
  }

  private JsonNode step(String algorithm, Map<String, String> values) throws IOException {
    JobResult result = RemoteRun.run(client, algorithm, values);
    return MAPPER.readTree(result.getMetricsJson());
  }

  private static Path phasePicture(Path interferograms, Path results) {
    Path picture = results.resolve("interferogram.png");
    RasterPicture.write(
        interferograms.resolve(LONGEST_GOOD_PAIR).resolve("wrapped_phase.tif"),
        picture,
        "wrapped_phase",
        "Wrapped phase, 2024-01-06 to 2024-02-23");
    return picture;
  }

  private static Path velocityPicture(Path velocity, Path results) {
    Path picture = results.resolve("velocity.png");
    RasterPicture.write(velocity, picture, "velocity", "Line-of-sight velocity");
    return picture;
  }

  private static void addInterferograms(
      List<String> lines, InterferogramError error, JsonNode scatterers) {
    lines.add(DemoReport.row("interferograms", Integer.toString(error.pairs()), ""));
    lines.add(
        DemoReport.row(
            "phase error of a pair",
            DemoReport.number(error.phaseRms(), "rad rms"),
            "0 and noise"));
    lines.add(
        DemoReport.row(
            "mean coherence",
            String.format(Locale.ROOT, "%.3f", error.coherence()),
            String.format(Locale.ROOT, "%.3f", error.trueCoherence())));
    lines.add(
        DemoReport.row(
            "persistent scatterers",
            String.format(
                Locale.ROOT,
                "%.1f %% of cells",
                100 * scatterers.path("scatterer_share").asDouble()),
            String.format(
                Locale.ROOT,
                "%.1g %% of speckle by chance",
                100 * scatterers.path("speckle_by_chance").asDouble())));
  }

  private static void addUnwrapping(
      List<String> lines, UnwrappingShare share, JsonNode unwrapping) {
    lines.add(
        DemoReport.row(
            "right number of cycles",
            String.format(Locale.ROOT, "%.3f %% of cells", 100 * share.share()),
            "100 %, where coherent"));
    lines.add(
        DemoReport.row(
            "in the largest component",
            String.format(
                Locale.ROOT,
                "%.1f %% of cells",
                100 * unwrapping.path("largest_component_share").asDouble()),
            ""));
  }

  private static void addClosure(
      List<String> lines, JsonNode before, JsonNode correction, JsonNode after) {
    lines.add(
        DemoReport.row(
            "closure error, coherent",
            DemoReport.number(after.path("closure_rms_coherent").asDouble(), "rad"),
            "0.00 rad and noise"));
    lines.add(
        DemoReport.row(
            "triplets off by cycles",
            String.format(
                Locale.ROOT,
                "%.3f to %.3f %%",
                100 * before.path("cycle_share").asDouble(),
                100 * after.path("cycle_share").asDouble()),
            correction.path("pairs_changed").asInt() + " pairs corrected; water and forest stay"));
  }

  private static void addVelocity(List<String> lines, VelocityError error) {
    lines.add(
        DemoReport.row(
            "velocity error", DemoReport.number(error.rms(), "mm/yr rms"), "0 and air of 5 dates"));
    lines.add(
        DemoReport.row(
            "fastest subsidence",
            DemoReport.number(error.lowestFound(), "mm/yr"),
            DemoReport.number(error.lowestTrue(), "mm/yr")));
    lines.add(
        DemoReport.row(
            "correlation with truth",
            String.format(Locale.ROOT, "%.3f", error.correlation()),
            "1"));
  }
}
