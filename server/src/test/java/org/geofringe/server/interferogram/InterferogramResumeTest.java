package org.geofringe.server.interferogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.stack.PlannedNetwork;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that depend neither on tiles nor on threads nor on when a run was stopped. */
class InterferogramResumeTest {

  private static final int DATES = 6;

  /** Everything is on: fifteen pairs in two batches, several tiles under the small budget. */
  private static final String[] ALL = {
    "LOOKS_ACROSS=2",
    "LOOKS_DOWN=1",
    "COHERENCE_WINDOW=3",
    "FILTER=GOLDSTEIN_BY_COHERENCE",
    "REMOVE_RAMP=true",
    "REMOVE_HEIGHT_PHASE=true"
  };

  @TempDir static Path shared = Path.of("");

  private static Path images = Path.of("");
  private static Path whole = Path.of("");

  @BeforeAll
  static void makeUndisturbed() throws IOException {
    images = shared.resolve("images");
    SimulatedImages.write(
        images,
        SimulatedImages.grid(230, 500),
        DATES,
        new SimulatedImages.Ground() {
          @Override
          public double fading(int row, int column) {
            return 0.8;
          }

          @Override
          public double phase(int date, int row, int column) {
            return date * (0.05 * column + 0.01 * row + 0.002 * height(row, column));
          }

          @Override
          public boolean has(int date, int row, int column) {
            return date != 2 || row < 150 || column > 200;
          }

          @Override
          public double height(int row, int column) {
            return 500 + 300 * Math.sin(row / 30.0) * Math.cos(column / 50.0);
          }
        });
    whole = shared.resolve("whole");
    SimulatedImages.form(images, whole, TestRun.threads(2), ALL);
  }

  @Test
  void tilesAndThreadsDoNotChangeTheBytes(@TempDir Path folder) throws IOException {
    for (TestRun run : List.of(new TestRun(16L << 20, 1), new TestRun(512L << 20, 3))) {
      Path target = folder.resolve(run.budget().threads() + " threads");
      SimulatedImages.form(images, target, run, ALL);
      assertEquals(checksums(whole), checksums(target));
    }
  }

  @Test
  void cancelledAnywhereItGoesOnToTheSameBytes(@TempDir Path folder) throws IOException {
    for (double fraction : new double[] {0.02, 0.5, 0.94}) {
      TestRun stopped = TestRun.threads(2).cancelAt(fraction);
      assertThrows(
          CancelledException.class,
          () -> SimulatedImages.form(images, folder, stopped, ALL),
          () -> "not stopped at " + fraction);
      assertFalse(Files.exists(folder.resolve("collection.json")));
    }
    Result result = SimulatedImages.form(images, folder, TestRun.threads(2), ALL);
    assertEquals(0, result.metrics().get("pairs_made"), "all pairs were there at 94 %");
    assertEquals(checksums(whole), checksums(folder));
  }

  /** A killed run cleans up nothing: half-written rasters and scratch files stay behind. */
  @Test
  void whatAKilledRunLeftIsCleanedUp(@TempDir Path folder) throws IOException {
    TestRun stopped = TestRun.threads(2).cancelAt(0.8);
    assertThrows(
        CancelledException.class, () -> SimulatedImages.form(images, folder, stopped, ALL));
    Path scratch = Files.createDirectories(folder.resolve(".scratch"));
    Files.writeString(scratch.resolve("20200101_20200113.tif"), "half of it");
    Path half = folder.resolve("20200225_20200301/.wrapped_phase.tif.part");
    Files.createDirectories(half.getParent());
    Files.writeString(half, "half of it");
    Result result = SimulatedImages.form(images, folder, TestRun.threads(2), ALL);
    assertTrue((int) result.metrics().getOrDefault("pairs_made", 15) < 15, "some were there");
    assertFalse(Files.exists(scratch));
    assertEquals(checksums(whole), checksums(folder));
  }

  @Test
  void aSecondRunMakesNothing() throws IOException {
    Path raster = whole.resolve("20200101_20200113/coherence.tif");
    FileTime before = Files.getLastModifiedTime(raster);
    Result result = SimulatedImages.form(images, whole, TestRun.threads(2), ALL);
    assertEquals(0, result.metrics().get("pairs_made"));
    assertEquals(before, Files.getLastModifiedTime(raster));
  }

  @Test
  void onlyNewPairsAreMadeAndThoseTakenOutGo(@TempDir Path folder) throws IOException {
    Path copy = copy(images, folder.resolve("images"));
    List<Pair> all = Stack.open(whole).network().pairs();
    SimulatedImages.choose(copy, all.subList(0, 5));
    Path target = folder.resolve("target");
    SimulatedImages.form(copy, target, TestRun.threads(2), ALL);
    SimulatedImages.choose(copy, all.subList(1, 8));
    Result result = SimulatedImages.form(copy, target, TestRun.threads(2), ALL);
    assertEquals(3, result.metrics().get("pairs_made"));
    assertEquals(all.subList(1, 8), Stack.open(target).network().pairs());
    assertFalse(Files.exists(target.resolve(all.get(0).id())));
    for (Pair pair : all.subList(1, 8)) {
      Map<String, Integer> made = checksums(target.resolve(pair.id()));
      // Which pairs are shown, and so have styles, depends on which there are.
      made.keySet().removeIf(name -> name.matches(".*\\.(qml|sld)"));
      Map<String, Integer> expected = checksums(whole.resolve(pair.id()));
      expected.keySet().removeIf(name -> name.matches(".*\\.(qml|sld)"));
      assertEquals(expected, made, pair.id());
    }
    assertEquals(7, PlannedNetwork.read(copy).orElseThrow().pairs().size());
  }

  @Test
  void anotherFilterLeavesCoherence(@TempDir Path folder) throws IOException {
    Path target = copy(whole, folder.resolve("target"));
    String[] other = ALL.clone();
    other[3] = "FILTER=NONE";
    other[4] = "REMOVE_RAMP=false";
    other[5] = "REMOVE_HEIGHT_PHASE=false";
    SimulatedImages.form(images, target, TestRun.threads(2), other);
    for (Pair pair : Stack.open(whole).network().pairs()) {
      for (String file : List.of("coherence.tif", "amplitude.tif", "wrapped_phase.tif")) {
        int before = Arrays.hashCode(Files.readAllBytes(whole.resolve(pair.id()).resolve(file)));
        int now = Arrays.hashCode(Files.readAllBytes(target.resolve(pair.id()).resolve(file)));
        if (file.equals("wrapped_phase.tif")) {
          assertNotEquals(before, now, pair.id());
        } else {
          assertEquals(before, now, pair + " " + file);
        }
      }
      assertFalse(Files.exists(target.resolve(pair.id()).resolve("ramp.tif")), "not of this run");
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : new ArrayList<>(files)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return to;
  }

  private static Map<String, Integer> checksums(Path folder) throws IOException {
    Map<String, Integer> sums = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      sums.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
    }
    return sums;
  }
}
