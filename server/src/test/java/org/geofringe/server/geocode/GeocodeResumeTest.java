package org.geofringe.server.geocode;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.geofringe.server.TestRun;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping, going on, and adding dates; around a seam of simulated scenes. */
class GeocodeResumeTest {

  private static final List<LocalDate> DATES =
      List.of(LocalDate.of(2020, 5, 11), LocalDate.of(2020, 5, 23), LocalDate.of(2020, 6, 4));

  @TempDir static Path shared = Path.of("");

  private static Path scenes = Path.of("");
  private static Path whole = Path.of("");

  @BeforeAll
  static void geocodeUndisturbed() throws IOException {
    scenes = shared.resolve("scenes");
    for (Path product : SmallScenes.products()) {
      SmallScenes.copy(product, scenes);
    }
    whole = shared.resolve("whole");
    SmallScenes.geocode(scenes, whole, Map.of(), TestRun.threads(2));
  }

  @Test
  void threadsDoNotChangeTheBytes(@TempDir Path folder) throws IOException {
    SmallScenes.geocode(scenes, folder, Map.of(), TestRun.threads(3));
    assertEquals(SmallScenes.checksums(whole), SmallScenes.checksums(folder));
  }

  @Test
  void cancelledAnywhereItGoesOnToTheSameBytes(@TempDir Path folder) throws IOException {
    for (double fraction : new double[] {0.1, 0.3, 0.55, 0.8, 0.95}) {
      TestRun stopped = TestRun.threads(2).cancelAt(fraction);
      assertThrows(
          CancelledException.class,
          () -> SmallScenes.geocode(scenes, folder, Map.of(), stopped),
          () -> "not stopped at " + fraction);
    }
    Result result = SmallScenes.geocode(scenes, folder, Map.of(), TestRun.threads(2));
    assertTrue((int) result.metrics().getOrDefault("dates_made", 3) < 3, "something was there");
    assertEquals(SmallScenes.checksums(whole), SmallScenes.checksums(folder));
  }

  @Test
  void aSecondRunMakesNothing() throws IOException {
    Path slc = whole.resolve("20200523/slc.tif");
    FileTime before = Files.getLastModifiedTime(slc);
    Result result = SmallScenes.geocode(scenes, whole, Map.of(), TestRun.threads(2));
    assertEquals(0, result.metrics().get("dates_made"));
    assertEquals(before, Files.getLastModifiedTime(slc));
  }

  /** The user may keep only the new product at hand: the stack knows what all dates share. */
  @Test
  void aDateIsAddedWithoutTheOthersProducts(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first");
    Path later = folder.resolve("later");
    SmallScenes.copy(SmallScenes.products().get(0), first);
    SmallScenes.copy(SmallScenes.products().get(1), first);
    SmallScenes.copy(SmallScenes.products().get(2), later);
    Path stack = folder.resolve("stack");
    SmallScenes.geocode(first, stack, Map.of(), TestRun.threads(2));
    assertEquals(DATES.subList(0, 2), Stack.open(stack).dates());
    Map<String, Integer> before = SmallScenes.checksums(stack.resolve("20200523"));
    FileTime geometry = Files.getLastModifiedTime(stack.resolve("geometry/height.tif"));
    Result result = SmallScenes.geocode(later, stack, Map.of(), TestRun.threads(2));
    assertEquals(1, result.metrics().get("dates_made"));
    assertEquals(DATES, Stack.open(stack).dates());
    assertEquals(before, SmallScenes.checksums(stack.resolve("20200523")));
    assertEquals(geometry, Files.getLastModifiedTime(stack.resolve("geometry/height.tif")));
    // The same as made with the others, but for what the network makes of other neighbours.
    Stack added = Stack.open(stack);
    Stack together = Stack.open(whole);
    assertEquals(
        together.date(DATES.get(2)).azimuthShiftLines(),
        added.date(DATES.get(2)).azimuthShiftLines(),
        5e-4);
    assertEquals(
        together.date(DATES.get(2)).perpendicularBaselineMetres(),
        added.date(DATES.get(2)).perpendicularBaselineMetres(),
        1e-3);
    assertTrue(Files.exists(stack.resolve("footprints.gpkg")), "from the first run");
  }

  @Test
  void otherChoicesDoNotMixIntoAStack() throws IOException {
    assertRefused(
        () -> SmallScenes.geocode(scenes, whole, Map.of("SPACING_EAST", "10"), TestRun.threads(1)),
        "SPACING=5.0 x 10.0 m",
        "SPACING=10.0 x 10.0 m",
        "another STACK");
  }

  @Test
  void oneBurstIsLeftToItsOrbitAndSaysSo(@TempDir Path folder) throws IOException {
    TestRun run = TestRun.threads(2);
    String north = "509400,510400,4245000,4246000 [EPSG:32611]";
    Result result =
        SmallScenes.geocode(scenes, folder.resolve("stack"), Map.of("EXTENT", north), run);
    assertEquals(1, result.metrics().get("bursts"));
    assertTrue(
        run.lines().stream().anyMatch(line -> line.contains("left to orbits and terrain")),
        run.lines()::toString);
    assertFalse(Files.exists(folder.resolve("stack/esd/shifts.json")));
  }

  @Test
  void theFirstLinesTellWhatWillBeDone(@TempDir Path folder) throws IOException {
    TestRun run = TestRun.threads(2);
    SmallScenes.geocode(scenes, folder.resolve("stack"), Map.of(), run);
    String all = String.join("\n", run.lines());
    for (String part :
        List.of(
            "Track 71, 3 dates", "2 bursts", "Grid: 200 x 400 cells", "threads", "MiB of disk")) {
      assertTrue(all.contains(part), () -> part + " is not in\n" + all);
    }
  }
}
