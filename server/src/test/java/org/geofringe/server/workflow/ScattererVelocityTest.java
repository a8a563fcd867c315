package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackUpdate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scatterers of a simulated scene, some of them off by cycles in some pairs. */
class ScattererVelocityTest {

  private static final float TWO_PI = (float) (2 * Math.PI);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  private static final List<Integer> CELLS = new ArrayList<>();

  /** A point's row of the table; the series is left out. */
  private record Row(double velocity, int arcs, int inconsistent, int mended) {}

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder.resolve("scene"), 12, 72);
    scene.stack(RunContext.silent());
    boolean[] coherent = scene.coherent();
    StringBuilder features = new StringBuilder();
    for (int i = 0; i < coherent.length; i++) {
      int row = i / Simulated.COLUMNS;
      int column = i % Simulated.COLUMNS;
      if (coherent[i] && row % 2 == 0 && column % 2 == 0) {
        CELLS.add(i);
        double[] lonLat =
            Crs.transform(
                scene.grid().x(column), scene.grid().y(row), scene.grid().crs(), "EPSG:4326");
        features
            .append(features.isEmpty() ? "" : ",")
            .append(
                "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]}}"
                    .formatted(lonLat[0], lonLat[1]));
      }
    }
    Files.writeString(
        folder.resolve("scatterers.geojson"),
        "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
  }

  private static Path stack() {
    return scene.folder.resolve("stack");
  }

  private static Result run(String name, String... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("STACK", stack().toString());
    values.put("SCATTERERS", folder.resolve("scatterers.geojson").toString());
    values.put("POINTS", folder.resolve(name + ".gpkg").toString());
    int still = CELLS.get(100);
    int stillRow = still / Simulated.COLUMNS;
    values.put(
        "REFERENCE",
        scene.grid().x(still % Simulated.COLUMNS)
            + ","
            + scene.grid().y(stillRow)
            + " ["
            + scene.grid().crs()
            + "]");
    values.put("MAX_ARC", "" + 8 * scene.grid().spacingX());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return scene.run("scatterer_velocity", TestRun.threads(2), values);
  }

  /** Rows by the point's cell. */
  private static Map<Integer, Row> rows(String name) throws SQLException {
    Map<Integer, Row> rows = new TreeMap<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + ".gpkg"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (minx + maxx) / 2, (miny + maxy) / 2, velocity, arcs, arcs_inconsistent,"
                    + " cycles_mended FROM \""
                    + name
                    + "\" JOIN \"rtree_"
                    + name
                    + "_geom\" ON id = fid")) {
      while (row.next()) {
        int cell =
            scene.grid().row(row.getDouble(2)) * Simulated.COLUMNS
                + scene.grid().column(row.getDouble(1));
        rows.put(cell, new Row(row.getDouble(3), row.getInt(4), row.getInt(5), row.getInt(6)));
      }
    }
    return rows;
  }

  /**
   * One scatterer in ten is moved by a cycle in about one pair of eight. What comes out must be
   * what came out before, number for number: a cycle is not nearly right. At the rim, where arcs
   * are few and long, one in fifty may be left out instead. The discs of cycles that the simulation
   * has from the start are mended too.
   */
  @Test
  void plantedCyclesAreFoundAndTakenOut() throws IOException, SQLException {
    Result before = run("before");
    Map<Integer, Row> clean = rows("before");
    byte[] bytes = Files.readAllBytes(folder.resolve("before.gpkg"));
    run("before");
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("before.gpkg")), "the same again");
    Map<Integer, Integer> planted = plant();
    Result after = run("after");
    Map<Integer, Row> mended = rows("after");
    assertEquals(CELLS.size(), before.metrics().get("cells"));
    assertTrue(clean.size() > 0.95 * CELLS.size(), clean.size() + " of " + CELLS.size());
    assertTrue(clean.keySet().containsAll(mended.keySet()));
    assertTrue(mended.size() > 0.98 * clean.size(), mended.size() + " of " + clean.size());
    for (Map.Entry<Integer, Row> point : mended.entrySet()) {
      Row was = clean.getOrDefault(point.getKey(), point.getValue());
      assertEquals(was.velocity, point.getValue().velocity, 1e-3, "cell " + point.getKey());
      int added = planted.getOrDefault(point.getKey(), 0);
      assertTrue(Math.abs(point.getValue().mended - was.mended - added) <= 2 * was.mended);
      assertTrue(point.getValue().arcs >= 2);
    }
    long sum = planted.values().stream().mapToInt(i -> i).sum();
    assertTrue(sum > 100, sum + " planted");
    assertTrue(Simulated.number(after, "phases_mended") > 0.9 * sum);

    Result chain = run("chain", "METHOD", "PSI");
    assertEquals(11, chain.metrics().get("pairs"));
    assertTrue(rows("chain").size() > 0.9 * CELLS.size());
  }

  private static Map<Integer, Integer> plant() throws IOException {
    Random random = new Random(5);
    Map<Integer, Integer> planted = new TreeMap<>();
    Stack open = Stack.open(stack());
    StackUpdate update = new StackUpdate(open);
    for (Pair pair : open.network().pairs()) {
      float[] phases = new float[Simulated.ROWS * Simulated.COLUMNS];
      open.read(pair, Asset.UNWRAPPED, scene.grid().window(), phases, 0);
      for (int n = 4; n < CELLS.size(); n += 10) {
        int cell = CELLS.get(n);
        if (random.nextInt(8) == 0 && scene.cycles(pair, cell) == 0) {
          phases[cell] += random.nextBoolean() ? TWO_PI : -TWO_PI;
          planted.merge(cell, 1, Integer::sum);
        }
      }
      try (var unwrapped = update.raster(pair, Asset.UNWRAPPED)) {
        unwrapped.write(0, 0, Simulated.ROWS, phases, 0);
      }
      update.complete(pair, List.of(Asset.UNWRAPPED), List.of(), new TreeMap<>(), new TreeMap<>());
    }
    return planted;
  }

  @Test
  void whatCannotBeCheckedIsRefused() throws IOException {
    Path far = folder.resolve("far.geojson");
    Files.writeString(
        far,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-99.5,18.5]}}]}");
    assertRefused(() -> run("no", "SCATTERERS", far.toString()), "lies on the stack");
    List<LocalDate> dates = scene.truth.network().dates();
    String most =
        String.join(",", dates.subList(3, dates.size()).stream().map(d -> "" + d).toList());
    assertRefused(() -> run("no", "EXCLUDE_DATES", most), "need 5 pairs");
  }
}
