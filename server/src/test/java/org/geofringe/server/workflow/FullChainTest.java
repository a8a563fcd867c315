package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.catalogue.OutputDescription;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole chain: complete, resumed, and the same bytes however it was run. */
class FullChainTest {

  /** What only scenes give, or corrections that nobody asked for. */
  private static final Set<String> NOT_MADE =
      Set.of(
          "AMPLITUDE",
          "FOOTPRINTS",
          "INVERSE_SHARE",
          "TIDES",
          "ATMOSPHERE",
          "RAMPS",
          "HEIGHT_ERROR",
          "HEIGHT_ERROR_DISPLACEMENT");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  /** What an undisturbed run leaves. */
  @SuppressWarnings("NullAway.Init")
  private static SortedMap<String, String> expected;

  @SuppressWarnings("NullAway.Init")
  private static Result undisturbed;

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder.resolve("scene"), 14, 48);
    undisturbed = run(folder.resolve("undisturbed"), TestRun.threads(2));
    expected = Simulated.checksums(folder.resolve("undisturbed"));
  }

  private static Result run(Path output, TestRun context, String... namesAndValues)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("FOLDER", scene.interferograms().toString());
    values.put("OUTPUT", output.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return scene.run("full_chain", context, values);
  }

  private static void assertSame(SortedMap<String, String> found) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    names.removeIf(name -> Objects.equals(expected.get(name), found.get(name)));
    assertEquals(Set.of(), names);
  }

  private static Set<?> stagesRun(Result result) {
    return result.metrics().get("stage_seconds") instanceof Map<?, ?> seconds
        ? seconds.keySet()
        : Set.of();
  }

  @Test
  void everyProductOfTheCatalogueIsThere() throws IOException {
    for (OutputDescription output : Catalogue.standard().description("full_chain").outputs()) {
      if (NOT_MADE.contains(output.name())) {
        assertFalse(undisturbed.products().containsKey(output.name()), output.name());
        continue;
      }
      Path path = Simulated.path(undisturbed, output.name());
      assertTrue(Files.exists(path), output.name());
      if (!output.inside().isEmpty()) {
        assertEquals(folder.resolve("undisturbed").resolve(output.fileName()), path);
      }
    }
    assertEquals(
        List.of(scene.truth.badDate().toString()), undisturbed.metrics().get("excluded_dates"));
    try (ZipFile zip = new ZipFile(Simulated.path(undisturbed, "PROJECT").toFile())) {
      assertTrue(zip.getEntry("project.qgs") != null);
    }
    assertTrue(
        expected.keySet().stream().noneMatch(name -> name.contains(".part")), expected.toString());
  }

  private static double figure(String name) {
    return ((Number) Objects.requireNonNull(undisturbed.metrics().get(name), name)).doubleValue();
  }

  @Test
  void theReportIsOnePageThatTellsWhatWasFoundAndLeftOut() throws IOException {
    String report = Files.readString(Simulated.path(undisturbed, "REPORT"));
    String bad = scene.truth.badDate().toString();
    for (String told :
        List.of(
            "Left out: " + bad + ".",
            "Where the mean coherence is 0.5 or more",
            "Of all cells with a velocity 96 % lie between",
            "All motion is relative to",
            "Network of pairs",
            "Velocity before leaving out dates",
            "Noise of each date",
            "2 of 3 scores stand out")) {
      assertTrue(report.contains(told), told);
    }
    assertTrue(report.split("src=\"data:image/png;base64,", -1).length > 6, "pictures inside");
    assertFalse(report.contains("http://") || report.contains("https://"), "nothing from outside");
    assertFalse(report.contains(">NaN") || report.contains(" NaN"), "unknown figures");
    double low = figure("velocity_2_percent");
    double high = figure("velocity_98_percent");
    assertTrue(low < -20 && low > -70 && high > 0 && high < 20, low + " to " + high);
    double coherent = figure("closure_rms_coherent");
    assertTrue(coherent < figure("closure_rms_after"), "coherent");
  }

  @Test
  void anotherNumberOfThreadsAndAnotherBudgetGiveTheSameBytes() throws IOException {
    Path output = folder.resolve("one-thread");
    run(output, new TestRun(16L << 20, 1));
    assertSame(Simulated.checksums(output));
  }

  @Test
  void aSecondRunFindsEverythingDone() throws IOException {
    Path output = folder.resolve("twice");
    Result first = run(output, TestRun.threads(2));
    assertEquals(0, first.metrics().get("stages_reused"));
    assertEquals(0, first.metrics().get("items_reused"));
    Result second = run(output, TestRun.threads(2));
    assertEquals(Set.of(), stagesRun(second));
    assertEquals(stagesRun(first).size(), second.metrics().get("stages_reused"));
    assertEquals(scene.truth.network().pairs().size(), second.metrics().get("items_reused"));
    assertSame(Simulated.checksums(output));
    // Another coherence: the noisy dates are looked for anew; they are the same, so closure stays.
    Result third = run(output, TestRun.threads(2), "MIN_COHERENCE", "0.4");
    assertEquals(
        Set.of(
            "noisy_dates",
            "velocity_before_exclusion",
            "velocity",
            "correct_topography",
            "corrected_velocity",
            "points",
            "fill_gaps"),
        stagesRun(third));
    assertNotEquals(expected.get("velocity.tif"), Simulated.checksums(output).get("velocity.tif"));
  }

  /** Amid the import, the closure correction, the inversion and the correction of a date. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.45, 0.63, 0.73})
  void aRunThatWasStoppedGoesOnToTheSameBytes(double fraction) throws IOException {
    Path output = folder.resolve("stopped-" + fraction);
    TestRun stopped = TestRun.threads(2).cancelAt(fraction);
    assertThrows(CancelledException.class, () -> run(output, stopped));
    Result resumed = run(output, TestRun.threads(2));
    assertSame(Simulated.checksums(output));
    if (fraction > 0.5) {
      assertEquals(scene.truth.network().pairs().size(), resumed.metrics().get("items_reused"));
      assertTrue(Simulated.number(resumed, "stages_reused") >= 2);
    }
  }

  /**
   * The velocity of other parameters is on disk already when the run is stopped; whoever goes back
   * to the first parameters must not be given it.
   */
  @Test
  void aStoppedRunOfOtherParametersLeavesNothingThatCountsAsDone() throws IOException {
    Path output = folder.resolve("back");
    run(output, TestRun.threads(2));
    TestRun stopped = TestRun.threads(2).cancelAt(0.79);
    assertThrows(CancelledException.class, () -> run(output, stopped, "MIN_COHERENCE", "0.5"));
    assertNotEquals(expected.get("velocity.tif"), Simulated.checksums(output).get("velocity.tif"));
    run(output, TestRun.threads(2));
    assertSame(Simulated.checksums(output));
  }

  @Test
  void aDamagedStackIsMended() throws IOException {
    Path output = folder.resolve("damaged");
    run(output, TestRun.threads(2));
    Pair pair = scene.truth.network().pairs().get(3);
    Path raster = output.resolve("interferograms").resolve(pair.id()).resolve("unwrapped.tif");
    byte[] sound = Files.readAllBytes(raster);
    try (FileChannel file = FileChannel.open(raster, StandardOpenOption.WRITE)) {
      file.truncate(5000);
    }
    Files.writeString(output.resolve("stages/closure.json"), "{");
    Result again = run(output, TestRun.threads(2));
    assertEquals(scene.truth.network().pairs().size() - 1, again.metrics().get("items_reused"));
    assertEquals(Set.of("import", "correct_pair_ramps", "closure"), stagesRun(again));
    assertArrayEquals(sound, Files.readAllBytes(raster));
    assertSame(Simulated.checksums(output));
  }

  @Test
  void withoutOneBeginningOrWithTwoNothingBegins() {
    String scenes = scene.interferograms().toString();
    assertRefused(Map.of(), "full_chain needs SCENES");
    assertRefused(Map.of("SCENES", scenes, "FOLDER", scenes, "DEM", scenes), "not with both");
    assertRefused(Map.of("SCENES", scenes), "give DEM");
    assertRefused(Map.of("FOLDER", scenes, "DEM", scenes), "only read with SCENES");
    assertRefused(Map.of("FOLDER", scenes, "CORRECTIONS", "RAMPS,MAGIC"), "\"MAGIC\"");
  }

  private static void assertRefused(Map<String, String> values, String why) {
    UserException refused =
        assertThrows(
            UserException.class,
            () -> scene.run("full_chain", TestRun.threads(1), new HashMap<>(values)));
    String said = Objects.requireNonNullElse(refused.getMessage(), "");
    assertTrue(said.contains(why) && !said.contains("\n"), said);
  }

  @Test
  void nobodyIsLeftOutWhereThatIsNotWanted() throws IOException {
    Result all = run(folder.resolve("all"), TestRun.threads(2), "EXCLUDE_NOISY", "false");
    assertEquals(List.of(), all.metrics().get("excluded_dates"));
    assertEquals(
        List.of(scene.truth.badDate().toString()), all.metrics().get("suggested_exclusions"));
    assertEquals(
        14,
        all.products().values().stream()
            .mapToInt(product -> product.bandDates().size())
            .max()
            .orElse(0));
  }
}
