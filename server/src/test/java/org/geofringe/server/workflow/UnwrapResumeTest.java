package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that depend neither on threads nor on when a run was stopped. */
class UnwrapResumeTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static WrappedScene wrapped;

  @SuppressWarnings("NullAway.Init")
  private static SortedMap<String, String> undisturbed;

  @BeforeAll
  static void unwrap() throws IOException {
    wrapped = new WrappedScene(folder, 4, 72);
    Path stack = wrapped.stack(folder.resolve("whole"), TestRun.threads(2));
    wrapped.run("unwrap", stack, TestRun.threads(2));
    wrapped.run("inverse_check", stack, TestRun.threads(2));
    undisturbed = Simulated.checksums(stack);
  }

  @Test
  void threadsDoNotChangeTheBytes(@TempDir Path other) throws IOException {
    for (int threads : new int[] {1, 3}) {
      Path stack = wrapped.stack(other.resolve(threads + " threads"), TestRun.threads(2));
      wrapped.run("unwrap", stack, TestRun.threads(threads));
      wrapped.run("inverse_check", stack, TestRun.threads(threads));
      assertEquals(undisturbed, Simulated.checksums(stack));
    }
  }

  @Test
  void cancelledAnywhereItGoesOnToTheSameBytes(@TempDir Path other) throws IOException {
    Path stack = wrapped.stack(other.resolve("stack"), TestRun.threads(2));
    for (double fraction : new double[] {0.02, 0.5, 0.9}) {
      TestRun stopped = TestRun.threads(2).cancelAt(fraction);
      assertThrows(CancelledException.class, () -> wrapped.run("unwrap", stack, stopped));
      Stack.open(stack);
      assertEquals(
          stopped.fractions().stream().sorted().toList(), stopped.fractions(), "forward only");
    }
    Result rest = wrapped.run("unwrap", stack, TestRun.threads(2));
    long made = Simulated.number(rest, "pairs_unwrapped");
    assertTrue(made < wrapped.pairs().size(), "finished pairs were done again");
    assertThrows(
        CancelledException.class,
        () -> wrapped.run("inverse_check", stack, TestRun.threads(2).cancelAt(0.5)));
    wrapped.run("inverse_check", stack, TestRun.threads(2));
    assertEquals(undisturbed, Simulated.checksums(stack));
  }

  /** A killed run cleans up nothing; it may die between two rasters of a pair. */
  @Test
  void whatAKilledRunLeftVouchesForNothing(@TempDir Path other) throws IOException {
    Path stack = wrapped.stack(other.resolve("stack"), TestRun.threads(2));
    Pair pair = wrapped.pairs().get(2);
    Path of = stack.resolve(pair.id());
    Files.writeString(of.resolve(".unwrapped.tif.part"), "half of it");
    Files.copy(of.resolve("wrapped_phase.tif"), of.resolve("unwrapped.tif"));
    assertFalse(Stack.open(stack).item(pair).assets().containsKey(Asset.UNWRAPPED));
    wrapped.run("unwrap", stack, TestRun.threads(2));
    Files.write(of.resolve("components.tif"), new byte[100]);
    assertRefused(() -> wrapped.run("closure", stack, TestRun.threads(1)), "components.tif");
  }
}
