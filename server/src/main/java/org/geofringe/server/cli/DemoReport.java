package org.geofringe.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.geofringe.server.workflow.RasterPicture;
import org.geofringe.server.workflow.VelocityError;
import org.geofringe.v1.JobResult;
import org.jspecify.annotations.Nullable;

/** What a demo found, beside the truth where there is one. */
final class DemoReport {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path results;
  private @Nullable Path trueVelocity;
  private @Nullable JsonNode scene;

  DemoReport(Path results) {
    this.results = results;
  }

  /** Tells what the scene was made with. */
  void truth(Path velocity, String sceneMetrics) throws IOException {
    trueVelocity = velocity;
    scene = MAPPER.readTree(sceneMetrics);
  }

  /** Draws the map and returns the report as text. */
  String write(JobResult chain) throws IOException {
    JsonNode found = MAPPER.readTree(chain.getMetricsJson());
    Path picture = results.resolve("velocity.png");
    RasterPicture.write(
        results.resolve("velocity.tif"), picture, "velocity", "Line-of-sight velocity");

    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("From unwrapped interferograms to velocity");
    if (scene != null) {
      lines.add(
          "These interferograms are simulated unwrapped, as another processor would leave them.");
    }
    lines.add(row("", "found", "truth"));
    lines.add(
        row(
            "noisy date",
            dates(found.path("excluded_dates")),
            scene == null ? "unknown" : scene.path("bad_date").asText()));
    addVelocityErrors(lines, found);
    lines.add(
        row(
            "closure error",
            number(found.path("closure_rms_after").asDouble(), "rad"),
            scene == null ? "" : "0.00 rad and noise"));
    lines.add(
        row(
            "triplets off by cycles",
            String.format(
                Locale.ROOT, "%.2f %% of cells", 100 * found.path("cycle_share").asDouble()),
            scene == null
                ? ""
                : scene.path("pairs_with_unwrapping_errors").size() + " pairs have blobs"));
    lines.add(row("cells with a velocity", found.path("velocity_cells").asText(), ""));
    lines.add("");
    lines.add("Open in QGIS: " + results.resolve("project.qgz"));
    lines.add("Look at:      " + picture);
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private void addVelocityErrors(List<String> lines, JsonNode found) {
    Path truth = trueVelocity;
    if (truth == null) {
      return;
    }
    Path coherence = results.resolve("temporal_coherence.tif");
    boolean excluded = !found.path("excluded_dates").isEmpty();
    if (excluded) {
      VelocityError before =
          VelocityError.of(results.resolve("before_exclusion/velocity.tif"), truth, coherence);
      lines.add(row("velocity error before", number(before.rms(), "mm/yr rms"), "0"));
    }
    VelocityError after = VelocityError.of(results.resolve("velocity.tif"), truth, coherence);
    lines.add(
        row(
            excluded ? "velocity error after" : "velocity error",
            number(after.rms(), "mm/yr rms"),
            "0"));
    lines.add(
        row(
            "fastest subsidence",
            number(after.lowestFound(), "mm/yr"),
            number(after.lowestTrue(), "mm/yr")));
    lines.add(
        row(
            "correlation with truth",
            String.format(Locale.ROOT, "%.3f", after.correlation()),
            "1"));
  }

  /** Dates parted by commas, or "none". */
  static String dates(JsonNode dates) {
    List<String> texts = new ArrayList<>();
    dates.forEach(date -> texts.add(date.asText()));
    return texts.isEmpty() ? "none" : String.join(",", texts);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f %% of cells", 100 * share);
  }

  static String number(double value, String unit) {
    return String.format(Locale.ROOT, "%.2f %s", value, unit);
  }

  static String row(String what, String found, String truth) {
    return String.format(Locale.ROOT, "%-24s %-22s %s", what, found, truth).stripTrailing();
  }
}
