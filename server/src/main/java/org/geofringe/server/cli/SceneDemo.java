package org.geofringe.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.geofringe.server.grpc.GeoFringeClient;
import org.geofringe.server.workflow.InterferogramError;
import org.geofringe.server.workflow.RasterPicture;
import org.geofringe.server.workflow.UnwrappingShare;
import org.geofringe.server.workflow.VelocityError;
import org.geofringe.v1.JobResult;

/**
 * The demo's way from simulated Sentinel-1 products to velocity, in one call of the whole chain on
 * the server, and what came out beside the truth.
 */
final class SceneDemo {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DATES = 12;

  /** Long enough for a year's motion to stand out of the air, with few dates to wait for. */
  private static final int INTERVAL_DAYS = 36;

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 6);

  /** Bad weather at an end bends the velocity most. */
  private static final LocalDate STORM = FIRST.plusDays((long) (DATES - 1) * INTERVAL_DAYS);

  /** Two bursts, wide enough for the whole bowl. */
  private static final Map<String, String> SCENE =
      Map.of(
          "DATES", Integer.toString(DATES),
          "INTERVAL_DAYS", Integer.toString(INTERVAL_DAYS),
          "FIRST_DATE", FIRST.toString(),
          "BAD_DATE", Integer.toString(DATES),
          "BURSTS", "2",
          "SAMPLES", "1500",
          "RATE", "-100");

  /** Two intervals: the longest pairs that the chain makes. */
  private static final String PICTURED = "20240106_20240318";

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

  /** Runs the chain and returns the report as text. */
  String run() throws IOException {
    Path scenes = folder.resolve("scenes");
    Path results = folder.resolve("results");
    Map<String, String> scene = new LinkedHashMap<>(SCENE);
    scene.put("SCENES", scenes.toString());
    RemoteRun.run(client, "simulate_scenes", scene);
    JobResult chain =
        RemoteRun.run(
            client,
            "full_chain",
            Map.of(
                "SCENES", scenes.toString(),
                "ORBITS", scenes.resolve("orbits").toString(),
                "DEM", scenes.resolve("dem.tif").toString(),
                "DEM_HEIGHTS", "ELLIPSOID",
                "OUTPUT", results.toString()));
    JsonNode found = MAPPER.readTree(chain.getMetricsJson());

    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("From scenes to velocity, all parameters as they are by default");
    lines.add(
        DATES
            + " simulated dates "
            + INTERVAL_DAYS
            + " days apart; air of 4 mm rms at each, of 20 mm at the last; a bowl sinks.");
    lines.add(DemoReport.row("", "found", "truth"));
    addInterferograms(lines, found, results, scenes.resolve("truth"));
    addClosure(lines, found);
    lines.add(
        DemoReport.row(
            "noisy date", DemoReport.dates(found.path("excluded_dates")), STORM.toString()));
    addVelocity(lines, found.path("excluded_dates").size(), results, scenes.resolve("truth"));
    lines.add(DemoReport.row("time", seconds(found.path("stage_seconds")), ""));
    lines.add("");
    lines.add("Open in QGIS: " + results.resolve("project.qgz"));
    lines.add("Look at:      " + phasePicture(results));
    lines.add("              " + velocityPicture(results));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  /** The whole and the three longest stages. */
  private static String seconds(JsonNode stages) {
    double whole = 0;
    for (JsonNode stage : stages) {
      whole += stage.asDouble();
    }
    String longest =
        stages.properties().stream()
            .sorted((a, b) -> Double.compare(b.getValue().asDouble(), a.getValue().asDouble()))
            .limit(3)
            .map(e -> String.format(Locale.ROOT, "%s %.0f s", e.getKey(), e.getValue().asDouble()))
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "%.0f s: %s", whole, longest);
  }

  private static Path phasePicture(Path results) {
    Path picture = results.resolve("interferogram.png");
    RasterPicture.write(
        results.resolve("interferograms").resolve(PICTURED).resolve("wrapped_phase.tif"),
        picture,
        "wrapped_phase",
        "Wrapped phase, 2024-01-06 to 2024-03-18");
    return picture;
  }

  private static Path velocityPicture(Path results) {
    Path picture = results.resolve("velocity.png");
    RasterPicture.write(
        results.resolve("velocity.tif"), picture, "velocity", "Line-of-sight velocity");
    return picture;
  }

  private static void addInterferograms(
      List<String> lines, JsonNode found, Path results, Path truth) throws IOException {
    InterferogramError error = InterferogramError.of(results.resolve("interferograms"), truth);
    UnwrappingShare share = UnwrappingShare.of(results.resolve("corrected"), truth);
    lines.add(DemoReport.row("interferograms", found.path("pairs").asText(), ""));
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
            "right number of cycles", DemoReport.percent(share.share()), "100 %, where coherent"));
  }

  private static void addClosure(List<String> lines, JsonNode found) {
    lines.add(
        DemoReport.row(
            "cells that close",
            DemoReport.percent(found.path("closed_share").asDouble()),
            "100 %, where coherent"));
    lines.add(
        DemoReport.row(
            "closure error, all cells",
            DemoReport.number(found.path("closure_rms_after").asDouble(), "rad"),
            "forest and water do not close"));
  }

  private static void addVelocity(List<String> lines, int excluded, Path results, Path truth) {
    Path coherence = results.resolve("temporal_coherence.tif");
    VelocityError after = VelocityError.ofScenes(results.resolve("velocity.tif"), truth, coherence);
    Path unreduced = results.resolve("before_exclusion").resolve("velocity.tif");
    if (excluded > 0) {
      VelocityError before = VelocityError.ofScenes(unreduced, truth, coherence);
      lines.add(
          DemoReport.row(
              "velocity error before", DemoReport.number(before.rms(), "mm/yr rms"), "0"));
      lines.add(
          DemoReport.row(
              "times better after",
              String.format(Locale.ROOT, "%.1f", before.rms() / after.rms()),
              ""));
    }
    lines.add(
        DemoReport.row(
            excluded > 0 ? "velocity error after" : "velocity error",
            DemoReport.number(after.rms(), "mm/yr rms"),
            "0 and the air of " + (DATES - excluded) + " dates"));
    lines.add(
        DemoReport.row(
            "fastest subsidence",
            DemoReport.number(after.lowestFound(), "mm/yr"),
            DemoReport.number(after.lowestTrue(), "mm/yr")));
    lines.add(
        DemoReport.row(
            "correlation with truth",
            String.format(Locale.ROOT, "%.4f", after.correlation()),
            "1"));
  }
}
