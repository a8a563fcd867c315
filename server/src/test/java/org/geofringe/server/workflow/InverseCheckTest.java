package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks, takes out and fills what the conjugate does not confirm. */
class InverseCheckTest {

  /** A square that some accident has moved by a cycle: the conjugate will not have it there. */
  private static final int TOP = 20;

  private static final int LEFT = 30;
  private static final int SIDE = 5;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private WrappedScene wrapped;

  @SuppressWarnings("NullAway.Init")
  private Path stack;

  @BeforeEach
  void spoil() throws IOException {
    wrapped = new WrappedScene(folder, 4, 48);
    stack = wrapped.stack(folder.resolve("stack"), TestRun.threads(2));
    assertRefused(
        () -> wrapped.run("inverse_check", stack, TestRun.threads(1)),
        "not unwrapped here",
        "Unwrap interferograms (unwrap)");
    wrapped.run("unwrap", stack, TestRun.threads(2));
    float[] phase = WrappedScene.read(stack, pair(), Asset.UNWRAPPED);
    for (int i = 0; i < phase.length; i++) {
      phase[i] += isSpoiled(i) ? (float) (2 * Math.PI) : 0;
    }
    write(pair(), phase);
  }

  private Pair pair() {
    return wrapped.pairs().get(0);
  }

  private static boolean isSpoiled(int cell) {
    int row = cell / Simulated.COLUMNS - TOP;
    int column = cell % Simulated.COLUMNS - LEFT;
    return row >= 0 && row < SIDE && column >= 0 && column < SIDE;
  }

  private void write(Pair pair, float[] phase) throws IOException {
    StackUpdate update = new StackUpdate(Stack.open(stack));
    try (FlatRaster.Writer raster = update.raster(pair, Asset.UNWRAPPED)) {
      raster.write(0, wrapped.scene.grid().window(), phase, 0);
    }
    update.complete(pair, List.of(Asset.UNWRAPPED), List.of(), new TreeMap<>(), new TreeMap<>());
  }

  @Test
  void whatIsNotEqualAndOppositeIsMarked() throws IOException {
    SortedMap<String, String> before = Simulated.checksums(stack);
    Result check = wrapped.run("inverse_check", stack, TestRun.threads(2), "SHOW=ALL");
    assertEquals(wrapped.pairs().size(), check.metrics().get("pairs_checked"));
    float[] marks = WrappedScene.read(stack, pair(), Asset.INVERSE_CHECK);
    float[] phase = WrappedScene.read(stack, pair(), Asset.UNWRAPPED);
    float[] share = Simulated.read(Simulated.path(check, "INVERSE_SHARE"), 0);
    for (int i = 0; i < marks.length; i++) {
      if (isSpoiled(i) && !Float.isNaN(phase[i])) {
        assertEquals(2, marks[i], "cell " + i);
        assertTrue(share[i] > 0);
      }
      assertEquals(Float.isNaN(phase[i]) ? 0 : isSpoiled(i) ? 2 : marks[i], marks[i]);
    }
    long flagged = Simulated.number(check, "flagged_cells");
    assertTrue(flagged >= SIDE * SIDE && flagged < 0.02 * wrapped.pairs().size() * marks.length);
    assertEquals(wrapped.pairs().size(), check.layers().size());
    String unwrapped = pair().id() + "/unwrapped.tif";
    assertEquals(before.get(unwrapped), Simulated.checksums(stack).get(unwrapped), "phase stays");
    List<String> table = Files.readAllLines(Simulated.path(check, "INVERSE_PAIRS"));
    assertEquals(wrapped.pairs().size() + 1, table.size());
    assertEquals(
        0, wrapped.run("inverse_check", stack, TestRun.threads(2)).metrics().get("pairs_checked"));
  }

  @Test
  void markedCellsAreTakenOutAndUnwrappingAgainBringsThemBack() throws IOException {
    wrapped.run("inverse_check", stack, TestRun.threads(2), "FLAGGED=REMOVE");
    float[] phase = WrappedScene.read(stack, pair(), Asset.UNWRAPPED);
    for (int i = 0; i < phase.length; i++) {
      assertTrue(!isSpoiled(i) || Float.isNaN(phase[i]), "cell " + i);
    }
    assertRefused(
        () -> wrapped.run("inverse_check", stack, TestRun.threads(1), "FLAGGED=FILL"),
        "changed by an earlier inverse check");
    Result again = wrapped.run("unwrap", stack, TestRun.threads(2));
    assertTrue(Simulated.number(again, "pairs_unwrapped") >= 1);
    float[] back = WrappedScene.read(stack, pair(), Asset.UNWRAPPED);
    assertEquals(0, count(back, true), "all spoiled cells have phase again");
    assertTrue(!Stack.open(stack).item(pair()).assets().containsKey(Asset.INVERSE_CHECK));
  }

  /** Filled cells lie among their neighbours, which are a fraction of a cycle from each other. */
  @Test
  void markedCellsAreFilledFromThoseAround() throws IOException {
    float[] spoiled = WrappedScene.read(stack, pair(), Asset.UNWRAPPED);
    wrapped.run("inverse_check", stack, TestRun.threads(2), "FLAGGED=FILL");
    float[] filled = WrappedScene.read(stack, pair(), Asset.UNWRAPPED);
    float[] marks = WrappedScene.read(stack, pair(), Asset.INVERSE_CHECK);
    for (int i = 0; i < filled.length; i++) {
      if (isSpoiled(i) && !Float.isNaN(spoiled[i])) {
        assertEquals(spoiled[i] - 2 * Math.PI, filled[i], Math.PI, "cell " + i);
      } else if (marks[i] != 2) {
        assertEquals(spoiled[i], filled[i], "others keep theirs");
      }
    }
  }

  private static int count(float[] phase, boolean missing) {
    int count = 0;
    for (int i = 0; i < phase.length; i++) {
      count += isSpoiled(i) && Float.isNaN(phase[i]) == missing ? 1 : 0;
    }
    return count;
  }
}
