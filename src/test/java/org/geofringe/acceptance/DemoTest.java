package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo: what it leaves and what it says. */
@Timeout(300)
class DemoTest {

  private static final List<String> LAYERS =
      List.of(
          "velocity.tif",
          "velocity_std.tif",
          "velocity_filled.tif",
          "temporal_coherence.tif",
          "residual_rms.tif",
          "displacement.tif",
          "closure_rms.tif",
          "closure_cycles.tif",
          "points.gpkg",
          "network.gpkg",
          "before_exclusion/velocity.tif");

  /**
   * The scene's atmosphere and height errors leave some of the velocity's error whoever inverts.
   */
  private static final double LEAST_CORRELATION = 0.9;

  /** A tenth of the bowl's depth. */
  private static final double SUBSIDENCE_TOLERANCE = 6;

  /** The velocity's error that the chain is to stay below after exclusion, mm/yr. */
  private static final double LARGEST_VELOCITY_ERROR = 3;

  /** How much better than with the bad date it is to be. */
  private static final double LEAST_GAIN = 2;

  private static final double LEAST_SCENES_CORRELATION = 0.98;

  /** Percent of the cells whose phase is clear: hardly one of them should be a cycle off. */
  private static final double LEAST_RIGHT_CYCLES = 99.9;

  /** Layers that the way from scenes leaves in its folder of results. */
  private static final List<String> FROM_SCENES =
      List.of(
          "velocity.tif",
          "temporal_coherence.tif",
          "closure_rms.tif",
          "closure_cycles.tif",
          "before_correction/closure_rms.tif",
          "before_exclusion/velocity.tif",
          "inverse_share.tif",
          "images/amplitude.tif",
          "images/footprints.gpkg",
          "points.gpkg");

  /**
   * Speckle of 32 looks at a coherence of 0.9 is 0.06 rad and filtering takes some of it away;
   * registration and orbits leave a few hundredths.
   */
  private static final double PHASE_TOLERANCE = 0.12;

  private static final double COHERENCE_TOLERANCE = 0.02;

  @TempDir Path folder = Path.of("");

  @Test
  void findsTheBadDateAndTheBowlAndLeavesAProject() throws Exception {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(Packaged.command(List.of(), "demo", "--out", folder.toString()))
            .redirectError(folder.resolve("progress.txt").toFile())
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(
        0, process.waitFor(), () -> told + "See " + folder.resolve("progress.txt").toString());
    System.out.printf("The demo took %.1f s.%n%s", (System.nanoTime() - start) / 1e9, told);

    int second = told.indexOf("From unwrapped interferograms");
    assertTrue(second > 0, told);
    assertScenes(rows(told.substring(0, second)), told);

    Map<String, Row> rows = rows(told.substring(second));
    Row date = row(rows, "noisy date");
    assertEquals(date.truth(), date.found());
    assertTrue(
        row(rows, "velocity error after").value() < row(rows, "velocity error before").value(),
        told);
    assertTrue(row(rows, "correlation with truth").value() > LEAST_CORRELATION, told);
    Row subsidence = row(rows, "fastest subsidence");
    assertEquals(subsidence.trueValue(), subsidence.value(), SUBSIDENCE_TOLERANCE);

    Path results = folder.resolve("results");
    for (String layer : LAYERS) {
      Path file = results.resolve(layer);
      assertTrue(Files.size(file) > 0, layer);
      String style = layer.substring(0, layer.lastIndexOf('.')) + ".qml";
      assertTrue(Files.isRegularFile(results.resolve(style)), () -> style + " is missing");
    }
    assertPictureIsDrawn(results.resolve("velocity.png"));
    assertProjectHolds(results, "project.qgz", LAYERS);
  }

  private void assertScenes(Map<String, Row> rows, String told) throws IOException {
    assertTrue(row(rows, "phase error of a pair").value() < PHASE_TOLERANCE, told);
    Row coherence = row(rows, "mean coherence");
    assertEquals(coherence.trueValue(), coherence.value(), COHERENCE_TOLERANCE);
    Path made = folder.resolve("from-scenes").resolve("results");
    for (String layer : FROM_SCENES) {
      assertTrue(Files.size(made.resolve(layer)) > 0, layer);
    }
    assertPictureIsDrawn(made.resolve("interferogram.png"));
    assertProjectHolds(made, "project.qgz", FROM_SCENES);
    assertPictureIsDrawn(made.resolve("velocity.png"));
    assertTrue(row(rows, "right number of cycles").value() > LEAST_RIGHT_CYCLES, told);
    Row date = row(rows, "noisy date");
    // A good date whose air is less even than the usual may be named too.
    List<String> named = List.of(date.found().split(","));
    assertTrue(named.contains(date.truth()) && named.size() <= 2, told);
    assertTrue(row(rows, "cells that close").value() > LEAST_RIGHT_CYCLES, told);
    assertTrue(row(rows, "velocity error after").value() < LARGEST_VELOCITY_ERROR, told);
    assertTrue(row(rows, "times better after").value() > LEAST_GAIN, told);
    assertTrue(row(rows, "correlation with truth").value() > LEAST_SCENES_CORRELATION, told);
    Row subsidence = row(rows, "fastest subsidence");
    assertEquals(subsidence.trueValue(), subsidence.value(), SUBSIDENCE_TOLERANCE);
  }

  private static void assertPictureIsDrawn(Path file) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    assertNotNull(picture, () -> file + " is no picture");
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    assertTrue(colours.size() > 50, () -> "only " + colours.size() + " colours");
  }

  private static void assertProjectHolds(Path results, String name, List<String> layers)
      throws IOException {
    try (ZipFile zip = new ZipFile(results.resolve(name).toFile())) {
      String project =
          new String(
              zip.getInputStream(
                      zip.stream()
                          .filter(entry -> entry.getName().endsWith(".qgs"))
                          .findFirst()
                          .orElseThrow())
                  .readAllBytes(),
              StandardCharsets.UTF_8);
      for (String layer : layers) {
        assertTrue(project.contains("./" + layer), () -> layer + " is not in the project");
      }
      assertFalse(project.contains(results.toString()), "the project cannot be moved elsewhere");
    }
  }

  /** Rows of the report: what, found and truth stand in columns that two spaces part. */
  private static Map<String, Row> rows(String report) {
    Map<String, Row> rows = new HashMap<>();
    for (String line : report.lines().toList()) {
      String[] columns = line.split(" {2,}");
      if (columns.length >= 2) {
        rows.put(columns[0], new Row(columns[1], columns.length > 2 ? columns[2] : ""));
      }
    }
    return rows;
  }

  private static Row row(Map<String, Row> rows, String what) {
    Row row = rows.get(what);
    assertNotNull(row, () -> "There is no line \"" + what + "\".");
    return row;
  }

  private record Row(String found, String truth) {
    double value() {
      return Double.parseDouble(found.split(" ")[0]);
    }

    double trueValue() {
      return Double.parseDouble(truth.split(" ")[0]);
    }
  }
}
