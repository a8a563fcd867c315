package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From wrapped interferograms of another processor to velocity, against the truth of the scene. */
class UnwrapStackTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static WrappedScene wrapped;

  @SuppressWarnings("NullAway.Init")
  private static Path stack;

  @SuppressWarnings("NullAway.Init")
  private static Result unwrapped;

  @BeforeAll
  static void unwrap() throws IOException {
    wrapped = new WrappedScene(folder, 10, 48);
    stack = wrapped.stack(folder.resolve("stack"), TestRun.threads(2));
    for (String step : List.of("velocity", "noisy_dates")) {
      assertRefused(
          () -> wrapped.run(step, stack, TestRun.threads(1)),
          "wrapped phases only",
          "Unwrap interferograms (unwrap)");
    }
    assertEquals(
        "wrapped", wrapped.run("closure", stack, TestRun.threads(1)).metrics().get("phase"));
    unwrapped = wrapped.run("unwrap", stack, TestRun.threads(2));
  }

  private static Result run(String algorithm, String... values) throws IOException {
    return wrapped.run(algorithm, stack, TestRun.threads(2), values);
  }

  /**
   * Where coherence is 0.6 and more, phase of 32 looks scatters by less than 0.17 rad, and the
   * scene's slopes are a fraction of a cycle between neighbours: every such cell has its cycles
   * fixed by its surroundings, unless noise fences it off. One in a thousand is allowed for that.
   */
  @Test
  void coherentCellsHaveTheRightCycles() throws IOException {
    boolean[] coherent = wrapped.scene.coherent();
    long cells = 0;
    long wrong = 0;
    for (Pair pair : wrapped.pairs()) {
      float[] phase = WrappedScene.read(stack, pair, Asset.UNWRAPPED);
      float[] before = WrappedScene.read(stack, pair, Asset.WRAPPED_PHASE);
      int[] errors = wrapped.errors(pair, phase);
      for (int i = 0; i < phase.length; i++) {
        assertEquals(Float.isNaN(before[i]), Float.isNaN(phase[i]), "cell " + i + " of " + pair);
        double cycles = (phase[i] - before[i]) / (2 * Math.PI);
        assertTrue(Float.isNaN(phase[i]) || Math.abs(cycles - Math.rint(cycles)) < 1e-5);
        cells += coherent[i] ? 1 : 0;
        wrong += coherent[i] && errors[i] != 0 ? 1 : 0;
      }
    }
    assertTrue(cells > 5_000, cells + " coherent cells");
    assertTrue(wrong <= cells / 1000, wrong + " of " + cells + " coherent cells are wrong");
  }

  @Test
  void everyPairSaysWhatWasDone() throws IOException {
    Stack open = Stack.open(stack);
    for (Pair pair : wrapped.pairs()) {
      StackItem item = open.item(pair);
      float[] components = WrappedScene.read(stack, pair, Asset.COMPONENTS);
      float[] reliability = WrappedScene.read(stack, pair, Asset.RELIABILITY);
      float[] phase = WrappedScene.read(stack, pair, Asset.UNWRAPPED);
      int cells = 0;
      for (int i = 0; i < phase.length; i++) {
        cells += Float.isNaN(phase[i]) ? 0 : 1;
        assertTrue(!Float.isNaN(phase[i]) || components[i] == 0, "no data is in no component");
        assertTrue(
            Float.isNaN(reliability[i]) || (reliability[i] >= 0 && reliability[i] <= 1),
            "reliability " + reliability[i]);
      }
      assertEquals(cells, item.figures().getOrDefault("unwrapped_cells", 0.0));
      assertTrue(item.figures().getOrDefault("largest_component_share", 0.0) > 0.3);
      assertTrue(item.figures().containsKey("residues"));
    }
    List<String> table = Files.readAllLines(Simulated.path(unwrapped, "UNWRAPPING"));
    assertEquals(wrapped.pairs().size() + 1, table.size());
    assertEquals(wrapped.pairs().size(), unwrapped.metrics().get("pairs_unwrapped"));
    assertEquals(9, unwrapped.layers().size(), "phase, components, reliability of three pairs");
  }

  @Test
  void closureFindsNoCyclesAmongCoherentCells() throws IOException {
    Result closure = run("closure");
    assertEquals("unwrapped", closure.metrics().get("phase"));
    float[] cycles = Simulated.read(Simulated.path(closure, "CLOSURE_CYCLES"), 0);
    boolean[] coherent = wrapped.scene.coherent();
    int cells = 0;
    int wrong = 0;
    for (int i = 0; i < cycles.length; i++) {
      cells += coherent[i] ? 1 : 0;
      wrong += coherent[i] && cycles[i] != 0 ? 1 : 0;
    }
    assertTrue(wrong <= cells / 100, wrong + " of " + cells);
  }

  /**
   * Without unwrapping errors, what is left is noise and weather: ten dates over seven months with
   * a scatter of 8 mm leave some 13 mm/yr. The truth reaches -60 mm/yr; one cycle wrong in every
   * pair would be 28 mm in a few weeks.
   */
  @Test
  void velocityNoisyDatesNetworkAndFillingWork() throws IOException {
    assertEquals(
        List.of(wrapped.scene.truth.badDate().toString()),
        run("noisy_dates").metrics().get("suggested_exclusions"));
    run("network");
    Result velocity = run("velocity", "EXCLUDE_DATES=" + wrapped.scene.truth.badDate());
    float[] found = Simulated.read(Simulated.path(velocity, "VELOCITY"), 0);
    float[] truth = wrapped.scene.truth.losVelocity().values();
    int reference = Simulated.reference(velocity);
    boolean[] coherent = wrapped.scene.coherent();
    double squares = 0;
    int cells = 0;
    for (int i = 0; i < found.length; i++) {
      if (coherent[i] && !Float.isNaN(found[i])) {
        double error = found[i] - found[reference] - (truth[i] - truth[reference]);
        squares += error * error;
        cells++;
      }
    }
    assertTrue(cells > 300, cells + " cells");
    double rms = Math.sqrt(squares / cells);
    assertTrue(rms < 15, rms + " mm/yr");
    Result filled =
        wrapped.scene.run(
            "fill_gaps",
            TestRun.threads(1),
            Map.of("RASTER", Simulated.path(velocity, "VELOCITY").toString()));
    assertTrue(Simulated.number(filled, "interpolated_cells") > 0);
  }

  @Test
  void aSecondRunDoesNothingAndOtherOptionsDoItAgain(@TempDir Path other) throws IOException {
    WrappedScene small = new WrappedScene(other, 4, 48);
    Path copy = small.stack(other.resolve("stack"), TestRun.threads(2));
    small.run("unwrap", copy, TestRun.threads(2));
    assertEquals(0, small.run("unwrap", copy, TestRun.threads(2)).metrics().get("pairs_unwrapped"));
    Pair pair = small.pairs().get(0);
    float[] before = WrappedScene.read(copy, pair, Asset.UNWRAPPED);
    float valid = sum(Stack.open(copy).read(Layer.VALID_PAIRS, wrapped.scene.grid().window()));
    Result again = small.run("unwrap", copy, TestRun.threads(2), "MIN_COHERENCE=0.3");
    assertEquals(small.pairs().size(), again.metrics().get("pairs_unwrapped"));
    float[] after = WrappedScene.read(copy, pair, Asset.UNWRAPPED);
    float[] coherence = WrappedScene.read(copy, pair, Asset.COHERENCE);
    assertNotEquals(Arrays.hashCode(before), Arrays.hashCode(after));
    for (int i = 0; i < after.length; i++) {
      assertEquals(Float.isNaN(before[i]) || !(coherence[i] >= 0.3), Float.isNaN(after[i]));
    }
    assertTrue(
        sum(Stack.open(copy).read(Layer.VALID_PAIRS, wrapped.scene.grid().window())) < valid,
        "pairs with data are counted again");
    assertFalse(Files.exists(copy.resolve(".unwrapping")));
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  /** Importing the same again finds the stack as it made it, with what was added since. */
  @Test
  void importingAgainKeepsWhatWasUnwrapped() throws IOException {
    wrapped.stack(stack, TestRun.threads(1));
    assertTrue(Stack.open(stack).hasAll(Asset.UNWRAPPED));
  }

  @Test
  void whatCannotBeUnwrappedIsSaid(@TempDir Path other) throws IOException {
    assertRefused(() -> wrapped.run("unwrap", other, TestRun.threads(1)), "no finished stack");
    assertRefused(() -> run("unwrap", "LOOKS=0.5"), "LOOKS", "0.5");
    assertRefused(() -> run("unwrap", "TILE=20"), "TILE", "20");
    Simulated foreign = new Simulated(other.resolve("foreign"), 5, 72);
    Path unwrappedElsewhere = foreign.stack(TestRun.threads(1));
    assertRefused(
        () -> wrapped.run("unwrap", unwrappedElsewhere, TestRun.threads(1)),
        "have no wrapped phase",
        "imported unwrapped");
  }
}
