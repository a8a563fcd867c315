package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.geofringe.network.Pair;
import org.geofringe.network.Triplet;
import org.geofringe.server.TestRun;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each algorithm from its parameters to its files, against the truth of a simulated scene. */
class TimeSeriesTest {

  private static final double DAYS_PER_YEAR = 365.25;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  @SuppressWarnings("NullAway.Init")
  private static Path stack;

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder.resolve("scene"), 14, 72);
    stack = scene.stack(TestRun.threads(2));
  }

  private static Result run(String algorithm, String... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("STACK", stack.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return scene.run(algorithm, TestRun.threads(2), values);
  }

  private static String badDate() {
    return scene.truth.badDate().toString();
  }

  /**
   * Where coherence is high, the phase of 32 looks scatters by less than 0.17 rad (Rodriguez and
   * Martin 1992 at 0.6) and a triplet by less than 0.3 rad, so a whole cycle cannot be mistaken:
   * the count of cycles must be that of the errors which the simulation made, cell by cell.
   */
  @Test
  void closureFindsTheUnwrappingErrorsAndNothingElse() throws IOException {
    Result closure = run("closure");
    float[] rms = Simulated.read(Simulated.path(closure, "CLOSURE_RMS"), 0);
    float[] cycles = Simulated.read(Simulated.path(closure, "CLOSURE_CYCLES"), 0);
    boolean[] coherent = scene.coherent();
    int reference = Simulated.reference(closure);
    List<Triplet> triplets = scene.truth.network().triplets();
    assertEquals(triplets.size(), closure.metrics().get("triplets"));
    int sound = 0;
    int wrong = 0;
    for (int i = 0; i < coherent.length; i++) {
      if (!coherent[i]) {
        continue;
      }
      int expected = 0;
      for (Triplet triplet : triplets) {
        expected += misclosure(triplet, i) == misclosure(triplet, reference) ? 0 : 1;
      }
      assertEquals(expected, cycles[i], "cell " + i);
      assertTrue(rms[i] < 0.3, "whole cycles do not count: " + rms[i]);
      sound += expected == 0 ? 1 : 0;
      wrong += expected == 0 ? 0 : 1;
    }
    assertTrue(sound > 500 && wrong > 10, sound + " sound cells, " + wrong + " with errors");
  }

  private static int misclosure(Triplet triplet, int cell) {
    return scene.cycles(triplet.ab(), cell)
        + scene.cycles(triplet.bc(), cell)
        - scene.cycles(triplet.ac(), cell);
  }

  @Test
  void aRasterForEachTripletIsWrittenWhereAskedFor() throws IOException {
    Result closure =
        run(
            "closure",
            "EXCLUDE_DATES",
            excludeAllButFirst(4),
            "TRIPLET_RASTERS",
            folder.resolve("triplets").toString());
    long triplets = Simulated.number(closure, "triplets");
    assertTrue(triplets > 0);
    try (var files = Files.list(folder.resolve("triplets"))) {
      assertEquals(
          triplets, files.filter(f -> f.toString().endsWith(".tif")).count(), "a file each");
    }
    assertEquals(
        triplets + 1, Files.readAllLines(Simulated.path(closure, "TRIPLETS")).size(), "and a row");
  }

  private static String excludeAllButFirst(int kept) {
    List<LocalDate> dates = scene.truth.network().dates();
    return String.join(",", dates.subList(kept, dates.size()).stream().map(d -> "" + d).toList());
  }

  @Test
  void theBadDateIsFound() throws IOException {
    Result noisy = run("noisy_dates");
    assertEquals(List.of(badDate()), noisy.metrics().get("suggested_exclusions"));
    List<String> table = Files.readAllLines(Simulated.path(noisy, "SCORES"));
    assertEquals(15, table.size());
    assertTrue(
        table.stream().anyMatch(row -> row.startsWith(badDate()) && row.endsWith("exclude")));
    assertTrue(Files.size(Simulated.path(noisy, "PLOT")) > 1000);
  }

  /**
   * The displacement at a date is velocity times time minus that date's delay, all against the
   * reference. Noise of 0.17 rad is 0.75 mm a pair, and the DEM's error of 3 m at baselines of 150
   * m is 0.8 mm a date; with the reference's own, 2 mm in the root mean square holds both.
   */
  @Test
  void displacementIsTheTruth() throws IOException {
    Result velocity = run("velocity");
    List<LocalDate> dates = scene.truth.network().dates();
    assertEquals(
        dates,
        velocity.products().values().stream()
            .map(Product::bandDates)
            .filter(d -> !d.isEmpty())
            .findFirst()
            .orElseThrow());
    float[] rate = scene.truth.losVelocity().values();
    float[] first = scene.truth.delay(dates.get(0)).values();
    boolean[] coherent = scene.coherent();
    int reference = Simulated.reference(velocity);
    for (int d = 1; d < dates.size(); d++) {
      float[] found = Simulated.read(Simulated.path(velocity, "DISPLACEMENT"), d);
      float[] delay = scene.truth.delay(dates.get(d)).values();
      double years =
          java.time.temporal.ChronoUnit.DAYS.between(dates.get(0), dates.get(d)) / DAYS_PER_YEAR;
      double squares = 0;
      int cells = 0;
      for (int i = 0; i < found.length; i++) {
        if (coherent[i] && !scene.hasUnwrappingError(i)) {
          double expected =
              (rate[i] - rate[reference]) * years
                  - 1000 * (delay[i] - first[i] - delay[reference] + first[reference]);
          squares += (found[i] - expected) * (found[i] - expected);
          cells++;
        }
      }
      assertTrue(cells > 500);
      assertEquals(0, Math.sqrt(squares / cells), 2, "mm on " + dates.get(d));
    }
  }

  /**
   * Standard deviation over the scene of what the velocity is off by, mm/yr. What all cells share
   * is the error of the reference cell and left out.
   */
  private static double velocityError(Result velocity) {
    float[] found = Simulated.read(Simulated.path(velocity, "VELOCITY"), 0);
    float[] truth = scene.truth.losVelocity().values();
    assertEquals(0, found[Simulated.reference(velocity)], 1e-6, "the reference does not move");
    double sum = 0;
    double squares = 0;
    int cells = 0;
    for (int i = 0; i < found.length; i++) {
      if (!Float.isNaN(found[i]) && !scene.hasUnwrappingError(i)) {
        double error = found[i] - truth[i];
        sum += error;
        squares += error * error;
        cells++;
      }
    }
    assertTrue(cells > 2000, cells + " cells");
    return Math.sqrt(squares / cells - sum / cells * sum / cells);
  }

  /**
   * A storm of 20 mm near the end bends the line. Without it there is the air of the other dates: 4
   * mm of turbulence, and 3 mm per kilometre of height, at 13 dates whose times scatter by 0.26
   * years are 4.3 and at most as many mm/yr: 6 in all.
   */
  @Test
  void leavingOutTheBadDateMendsTheVelocity() throws IOException {
    double before = velocityError(run("velocity"));
    double after = velocityError(run("velocity", "EXCLUDE_DATES", badDate()));
    assertTrue(after < 0.8 * before && after < 6, before + " mm/yr before, " + after + " after");
  }

  @Test
  void theMethodsTakeTheirPairsAndCells() throws IOException {
    Result sbas = run("velocity", "METHOD", "SBAS", "EXCLUDE_DATES", badDate());
    Result psiSbas = run("velocity", "METHOD", "PSI_SBAS", "MIN_COHERENCE", "0.5");
    Result psi = run("velocity", "METHOD", "PSI", "MIN_COHERENCE", "0.5");
    int pairs = scene.truth.network().pairs().size();
    assertTrue(Simulated.number(sbas, "pairs") < pairs);
    assertEquals(13, sbas.metrics().get("dates"));
    assertEquals(pairs, psiSbas.metrics().get("pairs"));
    assertEquals(13, psi.metrics().get("pairs"), "of neighbouring dates");
    long all = Simulated.number(sbas, "velocity_cells");
    long strict = Simulated.number(psiSbas, "velocity_cells");
    long sequential = Simulated.number(psi, "velocity_cells");
    assertTrue(strict < all, strict + " cells coherent in each pair, " + all + " on average");
    assertTrue(strict <= sequential, "fewer pairs keep more cells: " + sequential);
    assertTrue(strict > 500);
  }

  @Test
  void theReferenceMayBeGivenInDegreesOrMetres() throws IOException {
    int row = 20;
    int column = 30;
    double x = scene.grid().x(column);
    double y = scene.grid().y(row);
    double[] lonLat = Crs.transform(x, y, scene.grid().crs(), "EPSG:4326");
    Result metres = run("velocity", "REFERENCE", x + "," + y + " [EPSG:32614]");
    assertEquals(row * Simulated.COLUMNS + column, Simulated.reference(metres));
    byte[] bytes = Files.readAllBytes(Simulated.path(metres, "VELOCITY"));
    Result degrees = run("velocity", "REFERENCE", lonLat[0] + "," + lonLat[1]);
    assertEquals(row * Simulated.COLUMNS + column, Simulated.reference(degrees));
    assertArrayEquals(bytes, Files.readAllBytes(Simulated.path(degrees, "VELOCITY")));
  }

  @Test
  void aReferenceThatWillNotDoIsRefused() {
    assertRefused(() -> run("velocity", "REFERENCE", "-90,19"), "outside the stack", "EPSG:32614");
    assertRefused(() -> run("velocity", "REFERENCE", "19.4,-99.1"), "19.4");
    assertRefused(() -> run("velocity", "REFERENCE", "0,0 [EPSG:32614]"), "outside the stack");
    assertRefused(() -> run("velocity", "REFERENCE", "1,1 [EPSG:999999]"), "EPSG:999999");
  }

  @Test
  void datesToLeaveOutAreChecked() {
    assertRefused(
        () -> run("velocity", "EXCLUDE_DATES", "2001-01-01"), "2001-01-01", "no date of the stack");
    assertRefused(() -> run("closure", "EXCLUDE_DATES", "2001-01-01"), "2001-01-01");
    assertRefused(() -> run("velocity", "EXCLUDE_DATES", excludeAllButFirst(1)), "No pair is left");
    assertRefused(() -> run("velocity", "MIN_COHERENCE", "1.5"), "MIN_COHERENCE");
    assertRefused(() -> run("noisy_dates", "MIN_COHERENCE", "1"), "lower MIN_COHERENCE");
  }

  @Test
  void unwrappedPairsHaveNoWrappedClosure() {
    assertRefused(() -> run("closure", "PHASE", "WRAPPED"), "no wrapped phase", "PHASE=UNWRAPPED");
  }

  @Test
  void aNetworkInPiecesIsNamedDateByDate() throws IOException {
    Simulated chain = new Simulated(folder.resolve("chain"), 5, 24);
    Path pearls = chain.stack(TestRun.threads(2));
    List<LocalDate> dates = chain.truth.network().dates();
    assertEquals(4, chain.truth.network().pairs().size());
    assertRefused(
        () -> run("velocity", "STACK", pearls.toString(), "EXCLUDE_DATES", "" + dates.get(2)),
        "2 pieces",
        dates.get(0) + ", " + dates.get(1) + " | " + dates.get(3) + ", " + dates.get(4));
    assertRefused(() -> run("closure", "STACK", pearls.toString()), "no triplet");
  }

  @Test
  void theNetworkIsTold() throws IOException {
    Result network = run("network");
    assertEquals(scene.truth.network().pairs().size(), network.metrics().get("pairs"));
    for (Product product : network.products().values()) {
      assertTrue(Files.size(product.path()) > 0, product.title());
    }
  }

  @Test
  void gapsAreFilledAndTheMaskSaysWhere() throws IOException {
    Result velocity = run("velocity", "MIN_COHERENCE", "0.5");
    Path source = Simulated.path(velocity, "VELOCITY");
    Result filled =
        scene.run(
            "fill_gaps",
            TestRun.threads(2),
            Map.of("RASTER", source.toString(), "MAX_DISTANCE", "4"));
    float[] before = Simulated.read(source, 0);
    float[] after = Simulated.read(Simulated.path(filled, "FILLED"), 0);
    float[] mask = Simulated.read(Simulated.path(filled, "MASK"), 0);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : before) {
      low = Float.isNaN(value) ? low : Math.min(low, value);
      high = Float.isNaN(value) ? high : Math.max(high, value);
    }
    long count = 0;
    for (int i = 0; i < before.length; i++) {
      if (!Float.isNaN(before[i])) {
        assertEquals(before[i], after[i], "cells with data stay as they are");
      }
      boolean made = Float.isNaN(before[i]) && !Float.isNaN(after[i]);
      assertEquals(made, mask[i] == 1, "cell " + i);
      if (made) {
        assertTrue(after[i] >= low && after[i] <= high, "a harmonic surface has no new extremes");
        count++;
      }
    }
    assertTrue(count > 10, count + " cells");
    assertEquals(count, filled.metrics().get("interpolated_cells"));
    assertTrue(Files.exists(Simulated.path(filled, "FILLED").resolveSibling("filled.qml")));
  }

  @Test
  void layersOfPairsAreGroupedByKindOrByPair() throws IOException {
    Stack opened = Stack.open(stack);
    List<Pair> pairs = opened.network().pairs().subList(0, 2);
    String dates = pairs.get(0).reference() + " to " + pairs.get(0).secondary();
    TestRun context = TestRun.threads(1);
    List<MapLayer> byKind = PairLayers.of(opened, pairs, LayerGroups.KIND, true, context);
    assertEquals(
        List.of("Pairs: unwrapped phase", "Pairs: coherence"),
        byKind.stream().map(MapLayer::group).distinct().toList());
    assertEquals(dates, byKind.get(0).title());
    assertEquals(List.of(false, false, true, true), byKind.stream().map(MapLayer::hidden).toList());
    assertTrue(byKind.get(0).description().contains("days"), byKind.get(0).description());
    List<MapLayer> byPair = PairLayers.of(opened, pairs, LayerGroups.PAIR, false, context);
    assertEquals(dates, byPair.get(0).group());
    assertEquals("Coherence", byPair.get(1).title());
    assertTrue(byPair.stream().allMatch(MapLayer::hidden));
    for (MapLayer layer : byPair) {
      assertTrue(Files.isRegularFile(FileNames.beside(layer.path(), ".qml")), layer::toString);
      assertEquals(0, layer.order() / 40, "above what all pairs share");
    }
    assertEquals(pairs.subList(0, 1), ShownPairs.FIRST.of(pairs.subList(0, 1)));
    assertEquals(List.of(), ShownPairs.NONE.of(pairs));
  }

  @Test
  void aProjectHoldsLayersOfStackAndProducts() throws IOException {
    run("velocity");
    Result project = run("qgis_project", "PRODUCTS", scene.folder.resolve("velocity").toString());
    Path file = Simulated.path(project, "PROJECT");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry("project.qgs");
      String text =
          new String(
              zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertTrue(text.contains("velocity.tif"));
      assertTrue(text.contains("mean_coherence.tif"));
      assertFalse(text.contains(folder.toString()), "paths are relative");
    }
    int pairs = scene.truth.network().pairs().size();
    // Five products of the velocity, the stack's layers, and two rasters of each pair.
    assertTrue(Simulated.number(project, "layers") >= 5 + 3 + 2 * pairs);
    assertRefused(() -> scene.run("qgis_project", TestRun.threads(1), Map.of()), "nothing to put");
  }
}
