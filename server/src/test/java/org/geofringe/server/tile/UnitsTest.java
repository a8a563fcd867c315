package org.geofringe.server.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.geofringe.server.TestRun;
import org.geofringe.server.run.CancelledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  private static final List<Integer> UNITS = IntStream.range(0, 100).boxed().toList();

  private final Set<Integer> done = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void everyUnitIsDoneOnce(int threads) throws IOException {
    TestRun run = TestRun.threads(threads);
    Units.run(UNITS, run, "Testing", unit -> assertTrue(done.add(unit)));
    assertEquals(new TreeSet<>(UNITS), new TreeSet<>(done));
    assertEquals(100, run.fractions().size());
    assertTrue(run.fractions().contains(1.0));
  }

  @Test
  void nothingToDoIsDone() throws IOException {
    Units.run(List.of(), TestRun.threads(2), "Testing", unit -> {});
  }

  /** The first unit is still at work when the second fails: the others must not begin. */
  @Test
  void anErrorStopsWhatHasNotBegun() {
    IOException thrown = new IOException("disk");
    CountDownLatch failed = new CountDownLatch(1);
    TestRun run = TestRun.threads(2);
    IOException caught =
        assertThrows(
            IOException.class,
            () ->
                Units.run(
                    UNITS,
                    run,
                    "Testing",
                    unit -> {
                      if (unit == 1) {
                        failed.countDown();
                        throw thrown;
                      } else if (unit == 0) {
                        await(failed);
                        settle();
                      }
                      done.add(unit);
                    }));
    assertSame(thrown, caught);
    assertTrue(done.size() <= 3, "went on with " + done);
  }

  @Test
  void cancellingStopsWhatHasNotBegun() {
    TestRun run = TestRun.threads(2);
    assertThrows(
        CancelledException.class,
        () ->
            Units.run(
                UNITS,
                run,
                "Testing",
                unit -> {
                  done.add(unit);
                  run.cancel();
                }));
    assertTrue(done.size() <= 2, "went on with " + done);
  }

  /** An interrupt would close the files that units use: they are waited for instead. */
  @Test
  void anInterruptedCallerWaitsForItsUnits() throws IOException {
    Thread.currentThread().interrupt();
    Units.run(UNITS, TestRun.threads(2), "Testing", done::add);
    assertTrue(Thread.interrupted(), "the interrupt is not forgotten");
    assertEquals(100, done.size());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Gives the other thread the time to take more units, if it would. */
  private static void settle() throws IOException {
    await(new CountDownLatch(1), 50);
  }

  private static void await(CountDownLatch latch, long milliseconds) throws IOException {
    try {
      assertTrue(!latch.await(milliseconds, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
