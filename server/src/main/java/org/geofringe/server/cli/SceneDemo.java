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
import org.geofringe.v1.JobResult;

/**
 * The demo's way from simulated Sentinel-1 products to wrapped interferograms, each step a job on
 * the server, and what came out beside the truth.
 */
final class SceneDemo {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Two bursts, wide enough for the whole bowl, which sinks by more than a fringe in 48 days. */
  private static final Map<String, String> SCENE =
      Map.of("DATES", "6", "BURSTS", "2", "SAMPLES", "1500", "RATE", "-300");

  /** With six dates, what is steadier than this is hardly ever speckle. */
  private static final String MAX_DISPERSION = "0.1";

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
    JsonNode closure =
        step(
            "closure",
            Map.of(
                "STACK", interferograms.toString(),
                "CLOSURE_RMS", results.resolve("closure_rms.tif").toString(),
                "TRIPLETS", results.resolve("triplets.csv").toString()));
    Path project = results.resolve("project.qgz");
    step(
        "qgis_project",
        Map.of(
            "STACK", interferograms.toString(),
            "PRODUCTS", results.toString(),
            "GROUP_BY", "PAIR",
            "TITLE", "Interferograms from scenes",
            "PROJECT", project.toString()));
    return report(
        InterferogramError.of(interferograms, scenes.resolve("truth")),
        scatterers,
        closure,
        project,
        picture(interferograms, results));
  }

  private JsonNode step(String algorithm, Map<String, String> values) throws IOException {
    JobResult result = RemoteRun.run(client, algorithm, values);
    return MAPPER.readTree(result.getMetricsJson());
  }

  private static Path picture(Path interferograms, Path results) {
    Path picture = results.resolve("interferogram.png");
    RasterPicture.write(
        interferograms.resolve(LONGEST_GOOD_PAIR).resolve("wrapped_phase.tif"),
        picture,
        "wrapped_phase",
        "Wrapped phase, 2024-01-06 to 2024-02-23");
    return picture;
  }

  private static String report(
      InterferogramError error, JsonNode scatterers, JsonNode closure, Path project, Path picture) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("From scenes to interferograms");
    lines.add(DemoReport.row("", "found", "truth"));
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
            "closure error, wrapped",
            DemoReport.number(closure.path("closure_rms_coherent").asDouble(), "rad"),
            "0.00 rad and noise"));
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
    lines.add("");
    lines.add("Open in QGIS: " + project);
    lines.add("Look at:      " + picture);
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
