package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.network.Pair;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackUpdate;
import org.geofringe.simulation.UnwrappingError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted unwrapping errors, found and mended in a stack on disk. */
class ClosureCorrectionTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  @SuppressWarnings("NullAway.Init")
  private static Path stack;

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder, 10, 72);
    stack = scene.stack(RunContext.silent());
  }

  private static Result correct(Path from, String to, String... more) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("STACK", from.toString());
    values.put("CORRECTED", folder.resolve(to).toString());
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return scene.run("closure_correction", RunContext.silent(), values);
  }

  private static double share(Result result, String metric) {
    if (result.metrics().get(metric) instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError("no number " + metric + " in " + result.metrics());
  }

  private static float[] phases(Path stack, Pair pair) throws IOException {
    float[] values = new float[Simulated.ROWS * Simulated.COLUMNS];
    Stack.open(stack).read(pair, Asset.UNWRAPPED, scene.grid().window(), values, 0);
    return values;
  }

  /**
   * A disc of one cycle in each of four pairs. Every coherent cell of a disc comes back, but where
   * a pair is in a single triplet, which cannot tell it from its neighbours; no coherent cell
   * outside is moved.
   */
  @Test
  void plantedErrorsAreMendedAndNothingElse() throws IOException {
    Result result = correct(stack, "corrected");
    Path corrected = folder.resolve("corrected");
    boolean[] coherent = scene.coherent();
    int planted = 0;
    int left = 0;
    for (Pair pair : scene.truth.network().pairs()) {
      float[] before = phases(stack, pair);
      float[] after = phases(corrected, pair);
      for (int i = 0; i < before.length; i++) {
        if (coherent[i]) {
          int cycles = scene.cycles(pair, i);
          double added = (after[i] - before[i]) / (2 * Math.PI);
          planted += cycles != 0 ? 1 : 0;
          left += cycles != 0 && Math.abs(added + cycles) > 1e-5 ? 1 : 0;
          assertTrue(cycles != 0 || added == 0, pair + " was moved at " + i);
        }
      }
    }
    assertTrue(planted > 50, planted + " planted");
    assertEquals(0, left, "of " + planted + " left");
    double shareBefore = share(result, "cycle_share_before");
    double shareAfter = share(result, "cycle_share_after");
    assertTrue(shareAfter < shareBefore, shareBefore + " before, " + shareAfter + " after");
    assertEquals(0, Simulated.number(result, "pairs_unchecked"));
    float[] added = Simulated.read(Simulated.path(result, "CYCLES_ADDED"), 0);
    UnwrappingError error = scene.truth.unwrappingErrors().get(0);
    int middle = error.row() * Simulated.COLUMNS + error.column();
    assertTrue(!coherent[middle] || added[middle] >= Math.abs(error.cycles()));
    // The steps that follow take the corrected stack for a stack like any other.
    Map<String, String> closing = new HashMap<>(Map.of("STACK", corrected.toString()));
    Result closure = scene.run("closure", RunContext.silent(), closing);
    assertEquals(shareAfter, share(closure, "cycle_share"), 1e-12);
  }

  @Test
  void whatIsRightStaysBitForBitAndIsShared() throws IOException {
    correct(stack, "once");
    Result again = correct(folder.resolve("once"), "twice");
    assertEquals(0, Simulated.number(again, "pairs_changed"));
    Stack once = Stack.open(folder.resolve("once"));
    Stack twice = Stack.open(folder.resolve("twice"));
    for (Pair pair : once.network().pairs()) {
      for (Map.Entry<Asset, Path> asset : once.item(pair).assets().entrySet()) {
        Path other = twice.item(pair).assets().get(asset.getKey());
        assertNotNull(other);
        assertEquals(-1, Files.mismatch(asset.getValue(), other), other.toString());
        assertTrue(Files.isSameFile(asset.getValue(), other), "takes no room of its own");
      }
    }
    assertTrue(twice.layer(Layer.MEAN_COHERENCE).isPresent());
    assertEquals(once.perpendicularBaselines(), twice.perpendicularBaselines());
  }

  @Test
  void aSecondRunFindsTheFirstOnesAnswer() throws IOException {
    Result first = correct(stack, "found");
    Path raster = Simulated.path(first, "CYCLES_ADDED");
    var time = Files.getLastModifiedTime(raster);
    Result second = correct(stack, "found");
    assertEquals(
        Simulated.number(first, "cells_off_after"), Simulated.number(second, "cells_off_after"));
    assertEquals(time, Files.getLastModifiedTime(raster));
    Result other = correct(stack, "found", "MIN_COHERENCE", "0.9");
    assertTrue(
        Simulated.number(other, "phases_mended_singly")
            < Simulated.number(first, "phases_mended_singly"));
  }

  /** The scene's eastern half is called a component of its own, and moved in three pairs. */
  @Test
  void componentsAreMovedAsAWhole() throws IOException {
    Path islands = folder.resolve("islands");
    scene.run(
        "import_interferograms",
        RunContext.silent(),
        new HashMap<>(
            Map.of("FOLDER", scene.interferograms().toString(), "STACK", islands.toString())));
    List<Pair> pairs = scene.truth.network().pairs();
    List<Integer> moved = List.of(5, 11, 14);
    split(islands, moved, 2);
    String west = scene.grid().x(10) + "," + scene.grid().y(30) + " [" + scene.grid().crs() + "]";
    Result result =
        correct(islands, "joined", "MEND", "COMPONENTS", "SHOW", "FIRST", "REFERENCE", west);
    assertEquals(moved.size(), Simulated.number(result, "components_moved"));
    assertEquals(0, Simulated.number(result, "phases_mended_singly"));
    for (int p = 0; p < pairs.size(); p++) {
      float[] expected = phases(stack, pairs.get(p));
      float[] found = phases(folder.resolve("joined"), pairs.get(p));
      assertArrayEquals(expected, found, moved.contains(p) ? 1e-4f : 0, pairs.get(p).id());
    }
    String table = Files.readString(Simulated.path(result, "COMPONENTS"));
    assertTrue(table.contains(pairs.get(5).id() + ",2,"), table);
    assertTrue(table.lines().skip(1).allMatch(line -> line.endsWith(",-2")), table);
    TreeSet<String> titles = new TreeSet<>();
    result.layers().forEach(layer -> titles.add(layer.style()));
    assertTrue(titles.contains("components") && titles.contains("unwrapped_phase"), "" + titles);
  }

  /** Gives each pair two components, west and east, and adds cycles to the east of some. */
  private static void split(Path islands, List<Integer> moved, int cycles) throws IOException {
    Stack open = Stack.open(islands);
    StackUpdate update = new StackUpdate(open);
    int cells = Simulated.ROWS * Simulated.COLUMNS;
    for (int p = 0; p < open.network().pairs().size(); p++) {
      Pair pair = open.network().pairs().get(p);
      float[] phases = phases(islands, pair);
      float[] components = new float[cells];
      for (int i = 0; i < cells; i++) {
        boolean east = i % Simulated.COLUMNS >= Simulated.COLUMNS / 2;
        components[i] = Float.isNaN(phases[i]) ? 0 : east ? 2 : 1;
        phases[i] += east && moved.contains(p) ? (float) (2 * Math.PI * cycles) : 0;
      }
      try (var unwrapped = update.raster(pair, Asset.UNWRAPPED);
          var numbers = update.raster(pair, Asset.COMPONENTS)) {
        unwrapped.write(0, 0, Simulated.ROWS, phases, 0);
        numbers.write(0, 0, Simulated.ROWS, components, 0);
      }
      update.complete(
          pair,
          List.of(Asset.UNWRAPPED, Asset.COMPONENTS),
          List.of(),
          new TreeMap<>(),
          new TreeMap<>());
    }
  }

  @Test
  void aCancelledRunLeavesNoStackAndTheNextOneEnds() throws IOException {
    Path corrected = folder.resolve("cancelled");
    RunContext impatient =
        new RunContext() {
          private int checks;

          @Override
          public void progress(double fraction, String message) {}

          @Override
          public void log(String line) {}

          @Override
          public void warn(String line) {}

          @Override
          public synchronized void checkCancelled() {
            if (++checks > 4) {
              throw new CancelledException();
            }
          }
        };
    Map<String, String> values =
        Map.of("STACK", stack.toString(), "CORRECTED", corrected.toString());
    assertThrows(
        CancelledException.class, () -> scene.run("closure_correction", impatient, values));
    assertRefused(() -> Stack.open(corrected), "no finished stack");
    correct(stack, "cancelled");
    assertEquals(
        scene.truth.network().pairs().size(), Stack.open(corrected).network().pairs().size());
  }

  @Test
  void whatCannotBeCorrectedIsRefused() {
    assertRefused(() -> correct(stack, "stack"), "the stack itself");
    assertRefused(() -> correct(stack, "no", "MEND", "COMPONENTS"), "MEND=CELLS");
    assertRefused(() -> correct(stack, "no", "MIN_COHERENCE", "2"), "MIN_COHERENCE");
  }
}
