package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scatterers that are known to be there, amid speckle of forest and lake. */
class PersistentScatterersTest {

  private static final int ROWS = 60;
  private static final int COLUMNS = 80;
  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 485_000, 2_148_000, 5, 10, ROWS, COLUMNS);

  /** The last rows have data on three of five dates only. */
  private static final int RAGGED = 55;

  private static final double REFLECTOR = 12;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final TestRun run = TestRun.threads(2);

  private static boolean isReflector(int cell) {
    int row = cell / COLUMNS;
    int column = cell % COLUMNS;
    return row % 10 == 5 && column % 10 == 5 && row < RAGGED;
  }

  /** Speckle of unit power, a lake of a hundredth of it in the west, reflectors all over. */
  private static float[] image(LocalDate date, double factor) {
    Random random = new Random(date.toEpochDay());
    float[] values = new float[2 * ROWS * COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      boolean lake = i % COLUMNS < 20;
      boolean missing = i / COLUMNS >= RAGGED && date.toEpochDay() % 5 < 2;
      for (int part = 0; part < 2; part++) {
        double speckle = random.nextGaussian() * Math.sqrt(0.5) * (lake ? 0.1 : 1);
        double steady = isReflector(i) && part == 0 ? REFLECTOR : 0;
        values[2 * i + part] = missing ? Float.NaN : (float) (factor * (speckle + steady));
      }
    }
    return values;
  }

  private Path stack(String name, int dates, Map<LocalDate, Double> factors) throws IOException {
    Path stack = folder.resolve(name);
    add(stack, 0, dates, factors);
    return stack;
  }

  private static void add(Path stack, int from, int to, Map<LocalDate, Double> factors)
      throws IOException {
    SortedMap<LocalDate, Double> baselines = new TreeMap<>();
    for (int i = from; i < to; i++) {
      baselines.put(TinyImages.day(6 * i), 0.0);
    }
    TinyImages.write(stack, GRID, baselines, date -> image(date, factors.getOrDefault(date, 1.0)));
  }

  private Result find(Path stack, String... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("STACK", stack.toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Catalogue.standard()
        .prepare("persistent_scatterers", values, folder.resolve("out"))
        .run(run);
  }

  private static float[] layer(Path stack) throws IOException {
    return Stack.open(stack).read(Layer.AMPLITUDE_DISPERSION, GRID.window());
  }

  /** Cells of the points, and what they say of one of them. */
  private SortedSet<Integer> points(Path file) throws SQLException {
    SortedSet<Integer> cells = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT height, dispersion, ps_function, amplitude_db FROM persistent_scatterers")) {
      while (rows.next()) {
        int cell = (int) rows.getDouble(1);
        cells.add(cell);
        double weight = Math.min(50, 1 / (2 * rows.getDouble(2)));
        assertEquals(weight, rows.getDouble(3), 1e-3 * weight);
        if (isReflector(cell)) {
          // 20 log10 12 and what is left of the speckle after 20 dates
          assertEquals(20 * Math.log10(REFLECTOR), rows.getDouble(4), 0.3);
        }
      }
    }
    return cells;
  }

  @Test
  void everyReflectorIsFoundAndForestAndLakeGiveNextToNone() throws Exception {
    Path stack = stack("stack", 20, Map.of());
    Result result = find(stack);
    SortedSet<Integer> found = points(Simulated.path(result, "POINTS"));
    int reflectors = 0;
    int others = 0;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      reflectors += isReflector(i) ? 1 : 0;
      assertTrue(!isReflector(i) || found.contains(i), "reflector at " + i);
      others += !isReflector(i) && found.contains(i) ? 1 : 0;
    }
    assertEquals(40, reflectors);
    // 2 in 10,000 of 4,400 cells of speckle: 0.9 are expected, more than 5 in 2 of 10,000 tests.
    assertTrue(others <= 5, others + " of speckle");
    assertEquals((long) found.size(), result.metrics().get("scatterers"));
    assertFalse(run.warnings().stream().anyMatch(w -> w.contains("few")), run.warnings() + "");

    float[] dispersion = layer(stack);
    assertArrayEquals(dispersion, Simulated.read(Simulated.path(result, "DISPERSION"), 0));
    double sum = 0;
    int speckle = 0;
    for (int i = 0; i < RAGGED * COLUMNS; i++) {
      sum += isReflector(i) ? 0 : dispersion[i];
      speckle += isReflector(i) ? 0 : 1;
      // σ of a strong reflector's amplitude is that of one part of the speckle, 0.71 of 12.
      assertTrue(!isReflector(i) || dispersion[i] < 0.1, "" + dispersion[i]);
    }
    // 0.523 for speckle; over 20 dates 3 % less.
    assertEquals(0.507, sum / speckle, 0.01);
    for (int i = RAGGED * COLUMNS; i < ROWS * COLUMNS; i++) {
      assertTrue(Float.isNaN(dispersion[i]), "data on three of five dates");
    }
  }

  @Test
  void aDateThatIsTwiceAsBrightChangesNothing() throws IOException {
    LocalDate bright = TinyImages.day(18);
    float[] plain = dispersionOf(stack("plain", 12, Map.of()));
    assertTrue(run.warnings().stream().noneMatch(w -> w.contains("brighter")));
    float[] scaled = dispersionOf(stack("scaled", 12, Map.of(bright, 2.5)));
    assertArrayEquals(plain, scaled, 1e-4f);
    assertTrue(
        run.warnings().stream()
            .anyMatch(
                w -> w.startsWith("The image of " + bright + " is") && w.contains("brighter")),
        run.warnings() + "");
  }

  private float[] dispersionOf(Path stack) throws IOException {
    find(stack);
    return layer(stack);
  }

  @Test
  void theLayerIsMadeAnewOnlyWhenDatesChange() throws IOException {
    Path stack = stack("stack", 8, Map.of());
    Result first = find(stack);
    assertEquals(false, first.metrics().get("layer_reused"));
    Path file = stack.resolve("geometry/amplitude_dispersion.tif");
    byte[] bytes = Files.readAllBytes(file);
    var time = Files.getLastModifiedTime(file);
    Result again = find(stack, "MAX_DISPERSION", "0.4");
    assertEquals(true, again.metrics().get("layer_reused"));
    assertEquals(time, Files.getLastModifiedTime(file));
    assertTrue(Simulated.number(again, "scatterers") > Simulated.number(first, "scatterers"));
    add(stack, 8, 9, Map.of());
    assertEquals(false, find(stack).metrics().get("layer_reused"));
    assertFalse(java.util.Arrays.equals(bytes, Files.readAllBytes(file)));
  }

  @Test
  void aLayerThatIsBrokenOrLostIsMadeAgain() throws IOException {
    Path stack = stack("stack", 5, Map.of());
    float[] whole = dispersionOf(stack);
    Path file = stack.resolve("geometry/amplitude_dispersion.tif");
    Files.write(file, new byte[100]);
    assertTrue(Stack.open(stack).layer(Layer.AMPLITUDE_DISPERSION).isEmpty());
    assertArrayEquals(whole, dispersionOf(stack));
    Files.delete(file);
    assertArrayEquals(whole, dispersionOf(stack));
  }

  @Test
  void threadsAndBandsDoNotMatter() throws IOException {
    Path one = stack("one", 5, Map.of());
    Path two = stack("two", 5, Map.of());
    Catalogue.standard()
        .prepare("persistent_scatterers", Map.of("STACK", one.toString()), folder.resolve("a"))
        .run(TestRun.threads(1));
    Catalogue.standard()
        .prepare("persistent_scatterers", Map.of("STACK", two.toString()), folder.resolve("b"))
        .run(new TestRun(16L << 20, 3));
    for (String name : new String[] {"amplitude_dispersion.tif", "persistent_scatterers.gpkg"}) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a").resolve(name)),
          Files.readAllBytes(folder.resolve("b").resolve(name)),
          name);
    }
  }

  @Test
  void fewDatesAreWarnedAboutWithTheFigure() throws IOException {
    find(stack("stack", 5, Map.of()));
    assertTrue(
        run.warnings().get(0).startsWith("5 dates are few")
            && run.warnings().get(0).contains("9.7 % of pure speckle"),
        run.warnings() + "");
    assertRefused(() -> find(stack("single", 1, Map.of())), "one image only");
  }

  @Test
  void aDateWithoutDataIsNamed() throws IOException {
    LocalDate empty = TinyImages.day(6);
    assertRefused(
        () -> find(stack("stack", 4, Map.of(empty, Double.NaN))), empty.toString(), "no data");
  }
}
