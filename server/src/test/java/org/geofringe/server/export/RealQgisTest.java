package org.geofringe.server.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.vector.GeoPackageLines;
import org.geofringe.server.vector.GeoPackagePoints;
import org.geofringe.server.vector.GeoPackagePolygons;
import org.geofringe.server.vector.NetworkEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has a real headless QGIS open styles, GeoPackages and a project; {@code check_styles.py} looks.
 */
class RealQgisTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final MapGrid GRID = new MapGrid("EPSG:32614", 480000, 2150000, 30, 30, 60, 80);
  private static final List<LocalDate> DATES =
      List.of(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 13), LocalDate.of(2020, 1, 25));
  private static final Map<String, DataRange> RANGES =
      Map.ofEntries(
          Map.entry("velocity", new DataRange(-20, 20)),
          Map.entry("velocity_std", new DataRange(0, 5)),
          Map.entry("temporal_coherence", new DataRange(0, 1)),
          Map.entry("residual_rms", new DataRange(0, 2)),
          Map.entry("closure_rms", new DataRange(0, 1.5)),
          Map.entry("closure_cycles", new DataRange(0, 12)),
          Map.entry("coherence", new DataRange(0, 1)),
          Map.entry("wrapped_phase", new DataRange(0, 1)),
          Map.entry("unwrapped_phase", new DataRange(-15, 15)),
          Map.entry("displacement", new DataRange(-40, 40)),
          Map.entry("height", new DataRange(2200, 3400)),
          Map.entry("incidence", new DataRange(30, 45)),
          Map.entry("mask", new DataRange(0, 1)),
          Map.entry("amplitude", new DataRange(20, 300)),
          Map.entry("radar", new DataRange(2200, 3400)),
          Map.entry("lookup", new DataRange(100, 2600)),
          Map.entry("look_vector", new DataRange(-0.7, 0.7)),
          Map.entry("layover_shadow", new DataRange(1, 4)),
          Map.entry("footprints", new DataRange(0, 1)),
          Map.entry("points", new DataRange(-20, 20)),
          Map.entry("network", new DataRange(0, 1)),
          Map.entry("velocity_by_unit", new DataRange(-20, 20)));

  @Test
  void qgisOpensEverything(@TempDir Path temporary) throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(PYTHON) && run("-c", "import qgis.core, osgeo, numpy").status() == 0,
        "no QGIS for /usr/bin/python3 here: apt install python3-qgis python3-gdal");
    String keep = System.getProperty("geofringe.export.folder");
    Path folder = keep == null ? temporary : Files.createDirectories(Path.of(keep));
    for (Map.Entry<String, DataRange> entry : RANGES.entrySet()) {
      DataRange range = entry.getValue();
      StyleWriter.write(
          entry.getKey(), folder.resolve(entry.getKey() + ".tif"), range.low(), range.high());
    }
    writePoints(folder.resolve("points.gpkg"));
    writeNetwork(folder.resolve("network.gpkg"));
    writeFootprints(folder.resolve("footprints.gpkg"));
    writeProject(folder);
    Path script = folder.resolve("check_styles.py");
    try (InputStream in = RealQgisTest.class.getResourceAsStream("/export/check_styles.py")) {
      assertTrue(in != null, "check_styles.py is missing");
      Files.write(script, in.readAllBytes());
    }
    Outcome outcome = run(script.toString(), folder.toString());
    assertEquals(0, outcome.status(), outcome.output());
    assertTrue(outcome.output().contains(" 0 problems"), outcome.output());
  }

  private static void writePoints(Path file) {
    try (GeoPackagePoints points = new GeoPackagePoints(file, GRID.crs(), DATES)) {
      for (int row = 0; row < GRID.rows(); row++) {
        for (int column = 0; column < GRID.columns(); column++) {
          float velocity = -20 + 40f * column / (GRID.columns() - 1);
          points.add(
              GRID.x(column),
              GRID.y(row),
              new GeoPackagePoints.Measures(velocity, 1, 0.9f, 0.2f, Float.NaN),
              new float[] {0, velocity / 30, velocity / 15},
              0,
              1);
        }
      }
      points.finish();
    }
  }

  private static void writeNetwork(Path file) {
    List<NetworkEdge> edges =
        List.of(
            new NetworkEdge(Pair.parse("20200101_20200113"), 0, 60, 0.9, false),
            new NetworkEdge(Pair.parse("20200101_20200125"), 0, -40, 0.1, false),
            new NetworkEdge(Pair.parse("20200113_20200125"), 60, -40, 0.3, false),
            new NetworkEdge(Pair.parse("20200113_20200206"), 60, 20, 0.45, true),
            new NetworkEdge(Pair.parse("20200125_20200206"), -40, 20, 0.7, false));
    GeoPackageLines.write(file, edges);
  }

  private static void writeFootprints(Path file) {
    List<GeoPackagePolygons.Area> areas = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double x = 480000 + 800 * (i / 2);
      double y = 2148200 + 850 * (i % 2);
      areas.add(
          new GeoPackagePolygons.Area(
              new double[] {x, x + 900, x + 900, x},
              new double[] {y, y - 60, y + 840, y + 900},
              List.of("t064_13551%d_iw%d".formatted(8 + i % 2, 1 + i / 2), "IW" + (1 + i / 2))));
    }
    GeoPackagePolygons.write(
        file,
        GRID.crs(),
        "Bursts",
        DATES.get(0),
        List.of(
            new GeoPackagePolygons.Field("burst", GeoPackagePolygons.Type.TEXT),
            new GeoPackagePolygons.Field("subswath", GeoPackagePolygons.Type.TEXT)),
        areas);
  }

  private static void writeProject(Path folder) {
    String summary = "Line of sight, mm/yr, positive towards the satellite & <so on>";
    String motion = "Motion & <series>";
    List<ProjectLayer> layers =
        List.of(
            ProjectLayer.of(folder.resolve("network.gpkg"), "Network", "Quality", 60, "", false),
            ProjectLayer.of(folder.resolve("coherence.tif"), "Coherence", "Quality", 50, "", true),
            ProjectLayer.of(folder.resolve("velocity.tif"), "Velocity", motion, 10, summary, true),
            ProjectLayer.of(folder.resolve("points.gpkg"), "Points", motion, 20, "", false),
            new ProjectLayer(
                folder.resolve("displacement.tif"),
                "Displacement",
                motion,
                30,
                null,
                DATES,
                "Line of sight, mm",
                false));
    QgisProject.write(folder.resolve("project.qgz"), "A \"title\" & <more>", GRID, layers);
  }

  private record Outcome(int status, String output) {}

  private static Outcome run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("QT_QPA_PLATFORM", "offscreen");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Outcome(-1, "did not end: " + output);
    }
    return new Outcome(process.exitValue(), output);
  }
}
