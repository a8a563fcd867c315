package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What motion is measured against: chosen, a point, a circle, an area. */
class ReferenceTest {

  private static final int ROW = 12;
  private static final int COLUMN = 20;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  @SuppressWarnings("NullAway.Init")
  private static Path stack;

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder.resolve("scene"), 8, 48);
    stack = scene.stack(TestRun.threads(2));
  }

  private static Result run(TestRun context, String algorithm, String... namesAndValues)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("STACK", stack.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return scene.run(algorithm, context, values);
  }

  private static Result run(String algorithm, String... namesAndValues) throws IOException {
    return run(TestRun.threads(2), algorithm, namesAndValues);
  }

  /**
   * The velocities scatter by 10 mm/yr with the air of 8 dates; an eighth of it is in the middle.
   */
  @Test
  void theChosenCellMovesAsMostDo() throws IOException {
    Result velocity = run("velocity");
    float[] found = Simulated.read(Simulated.path(velocity, "VELOCITY"), 0);
    assertEquals(0, found[Simulated.reference(velocity)], 1e-6);
    float[] sorted = known(found);
    double spread = sorted[sorted.length * 84 / 100] - sorted[sorted.length * 16 / 100];
    double median = sorted[sorted.length / 2];
    assertEquals(0, median, spread / 8, "of 2 standard deviations, mm/yr");
  }

  private static float[] known(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    while (n > 0 && Float.isNaN(sorted[n - 1])) {
      n--;
    }
    return Arrays.copyOf(sorted, n);
  }

  @Test
  void allStepsAgreeOnItWithAndWithoutDates() throws IOException {
    int cell = Simulated.reference(run("velocity"));
    String date = scene.truth.network().dates().get(3).toString();
    assertEquals(cell, Simulated.reference(run("velocity", "EXCLUDE_DATES", date)));
    assertEquals(cell, Simulated.reference(run("velocity", "METHOD", "PSI")));
    assertEquals(cell, Simulated.reference(run("closure")));
    assertEquals(cell, Simulated.reference(run("noisy_dates")));
    assertEquals(cell, Simulated.reference(run("closure_correction")));
    Result slow = run(new TestRun(16L << 20, 1), "velocity");
    assertEquals(cell, Simulated.reference(slow), "whatever the memory");
  }

  /**
   * With equal weights the inversion is linear, so that the mean over the reference's cells is zero
   * at all dates, to the precision of floats of 1000 mm.
   */
  @Test
  void theMeanOverACircleStandsStill() throws IOException {
    MapGrid grid = scene.grid();
    double radius = 3.2 * grid.spacingX();
    Result velocity =
        run(
            "velocity",
            "REFERENCE",
            grid.x(COLUMN) + "," + grid.y(ROW) + " [" + grid.crs() + "]",
            "REFERENCE_RADIUS",
            "" + radius,
            "WEIGHTING",
            "UNIFORM",
            "MIN_COHERENCE",
            "0");
    boolean[] inside = new boolean[Simulated.ROWS * Simulated.COLUMNS];
    for (int i = 0; i < inside.length; i++) {
      double east = (i % Simulated.COLUMNS - COLUMN) * grid.spacingX();
      double north = (i / Simulated.COLUMNS - ROW) * grid.spacingY();
      inside[i] = Math.hypot(east, north) <= radius;
    }
    assertMeanIsZero(velocity, inside);
  }

  @Test
  void theMeanOverPolygonsStandsStillWhateverTheBands() throws IOException {
    boolean[] inside = new boolean[Simulated.ROWS * Simulated.COLUMNS];
    for (int row = ROW; row < ROW + 6; row++) {
      Arrays.fill(
          inside, row * Simulated.COLUMNS + COLUMN, row * Simulated.COLUMNS + COLUMN + 9, true);
    }
    String area = polygon("area.geojson", ROW, COLUMN, 6, 9).toString();
    String[] values = {
      "REFERENCE_AREA", area, "WEIGHTING", "UNIFORM", "MIN_COHERENCE", "0",
    };
    Result velocity = run("velocity", values);
    assertMeanIsZero(velocity, inside);
    assertEquals(area, ((Map<?, ?>) reference(velocity)).get("area"));
    byte[] bytes = Files.readAllBytes(Simulated.path(velocity, "DISPLACEMENT"));
    Result slow = run(new TestRun(16L << 20, 1), "velocity", values);
    assertTrue(Arrays.equals(bytes, Files.readAllBytes(Simulated.path(slow, "DISPLACEMENT"))));
    assertEquals(
        Simulated.reference(velocity),
        Simulated.reference(run("closure", "REFERENCE_AREA", area)),
        "other steps take it too");
    assertTrue(inside[Simulated.reference(run("closure_correction", "REFERENCE_AREA", area))]);
  }

  private static Object reference(Result result) {
    return result.metrics().getOrDefault("reference", Map.of());
  }

  private static void assertMeanIsZero(Result velocity, boolean[] inside) throws IOException {
    int counted = 0;
    for (int date = 1; date < scene.truth.network().dates().size(); date++) {
      float[] found = Simulated.read(Simulated.path(velocity, "DISPLACEMENT"), date);
      double sum = 0;
      counted = 0;
      for (int i = 0; i < found.length; i++) {
        if (inside[i] && complete(i)) {
          sum += found[i];
          counted++;
        }
      }
      assertEquals(0, sum / counted, 1e-3, "mm at date " + date);
    }
    assertTrue(counted > 20, counted + " cells");
    assertEquals((long) counted, ((Map<?, ?>) reference(velocity)).get("cells"));
    assertTrue(inside[Simulated.reference(velocity)]);
  }

  private static boolean complete(int cell) throws IOException {
    Window window = new Window(cell / Simulated.COLUMNS, cell % Simulated.COLUMNS, 1, 1);
    Stack open = Stack.open(stack);
    return open.read(Layer.VALID_PAIRS, window)[0] == open.network().pairs().size();
  }

  /** A rectangle of cells, in degrees. */
  private static Path polygon(String name, int row, int column, int rows, int columns)
      throws IOException {
    MapGrid grid = scene.grid();
    StringBuilder ring = new StringBuilder();
    double[][] corners = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};
    for (double[] corner : corners) {
      double[] lonLat =
          Crs.transform(
              grid.x(column - 0.5 + corner[1] * columns),
              grid.y(row - 0.5 + corner[0] * rows),
              grid.crs(),
              "EPSG:4326");
      ring.append(ring.isEmpty() ? "" : ",").append("[%s,%s]".formatted(lonLat[0], lonLat[1]));
    }
    return Files.writeString(
        folder.resolve(name),
        """
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
          "geometry": {"type": "Polygon", "coordinates": [[%s]]}}]}
        """
            .formatted(ring));
  }

  @Test
  void whatCannotBeAReferenceIsRefused() throws IOException {
    MapGrid grid = scene.grid();
    String point = grid.x(COLUMN) + "," + grid.y(ROW) + " [" + grid.crs() + "]";
    String area = polygon("small.geojson", ROW, COLUMN, 2, 2).toString();
    assertRefused(() -> run("velocity", "REFERENCE", point, "REFERENCE_AREA", area), "both given");
    assertRefused(() -> run("velocity", "REFERENCE_RADIUS", "50"), "needs the point");
    assertRefused(
        () -> run("velocity", "REFERENCE_AREA", polygon("far", 900, 900, 3, 3).toString()),
        "covers no cell");
    assertRefused(
        () ->
            run(
                "velocity",
                "REFERENCE",
                (grid.x(COLUMN) + 0.4 * grid.spacingX())
                    + ","
                    + (grid.y(ROW) + 0.4 * grid.spacingY())
                    + " ["
                    + grid.crs()
                    + "]",
                "REFERENCE_RADIUS",
                "1"),
        "centre of no cell");
  }
}
