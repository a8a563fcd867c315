package org.geofringe.server.tile;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.TestRun;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandsTest {

  private static final long MEBIBYTE = 1L << 20;

  private static MapGrid grid(int rows, int columns) {
    return new MapGrid("EPSG:32614", 0, 0, 1, 1, rows, columns);
  }

  /** A value that every cell has by itself. */
  private static float[] work(Window band) {
    float[] values = new float[band.cells()];
    for (int i = 0; i < values.length; i++) {
      int row = band.row() + i / band.columns();
      values[i] = (float) Math.sin(row * 7919.0 + i % band.columns());
    }
    return values;
  }

  private static float[] whole(MapGrid grid, long bytesPerCell, TestRun run) throws IOException {
    float[] values = new float[(int) grid.cells()];
    int[] next = {0};
    Bands.run(
        grid,
        bytesPerCell,
        run,
        "Testing",
        BandsTest::work,
        (band, part) -> {
          assertEquals(next[0], band.row(), "bands come from north to south without gaps");
          assertEquals(grid.columns(), band.columns());
          next[0] += band.rows();
          System.arraycopy(part, 0, values, band.row() * grid.columns(), part.length);
        });
    assertEquals(grid.rows(), next[0]);
    return values;
  }

  @Property(tries = 60)
  void theResultIsThatOfOneBand(
      @ForAll @IntRange(min = 1, max = 400) int rows,
      @ForAll @IntRange(min = 1, max = 60) int columns,
      @ForAll @IntRange(min = 1, max = 5) int threads,
      @ForAll @IntRange(min = 4, max = 40_000) int bytesPerCell)
      throws IOException {
    MapGrid grid = grid(rows, columns);
    float[] tiled = whole(grid, bytesPerCell, new TestRun(16 * MEBIBYTE, threads));
    assertArrayEquals(work(grid.window()), tiled);
  }

  @Test
  void progressGrowsToOne() throws IOException {
    TestRun run = TestRun.threads(3);
    whole(grid(1000, 1000), 4, run);
    List<Double> sorted = new ArrayList<>(run.fractions());
    sorted.sort(null);
    assertEquals(sorted, run.fractions());
    assertTrue(run.fractions().size() > 10);
    assertEquals(1, run.fractions().get(run.fractions().size() - 1));
  }

  @Test
  void allThreadsWorkAtTheSameTime() throws IOException {
    CyclicBarrier together = new CyclicBarrier(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger first = new AtomicInteger();
    Bands.run(
        grid(600, 1000),
        4,
        TestRun.threads(3),
        "Testing",
        band -> {
          threads.add(Thread.currentThread());
          if (first.getAndIncrement() < 3) {
            await(together);
          }
          return band;
        },
        (band, same) -> assertEquals(band, same));
    assertEquals(3, threads.size());
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException("the others do not come", e);
    }
  }

  @Test
  void bandsInFlightFitTheBudget() {
    // 2 threads and one band that waits: 3 in flight of 16 MiB.
    int rows = Bands.rowsPerBand(grid(10_000, 1000), 1000, new TestRun(16 * MEBIBYTE, 2));
    assertEquals(16 * MEBIBYTE / 3 / (1000 * 1000), rows);
    // A band never grows so large that cancelling would take long.
    assertEquals(65, Bands.rowsPerBand(grid(10_000, 1000), 1, new TestRun(1024 * MEBIBYTE, 2)));
    assertEquals(7, Bands.rowsPerBand(grid(7, 10), 1, TestRun.threads(1)));
  }

  @Test
  void aBudgetTooSmallForARowIsNamed() {
    assertRefused(
        () -> whole(grid(10, 20_000), 1000, new TestRun(16 * MEBIBYTE, 2)),
        "20000 cells",
        "58 MiB",
        "2 threads",
        "17 MiB",
        "-Xmx");
  }

  @Test
  void cancellingStopsBeforeTheNextBand() {
    TestRun run = TestRun.threads(2);
    AtomicInteger done = new AtomicInteger();
    assertThrows(
        CancelledException.class,
        () ->
            Bands.run(
                grid(100_000, 1000),
                4,
                run,
                "Testing",
                band -> {
                  done.incrementAndGet();
                  run.cancel();
                  return band;
                },
                (band, same) -> {}));
    // Those that had passed the check when the first one cancelled.
    assertTrue(done.get() <= 3, done + " bands");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anErrorComesThroughAsItIs(boolean inWork) {
    IOException thrown = new IOException("disk");
    AtomicInteger running = new AtomicInteger();
    IOException caught =
        assertThrows(
            IOException.class,
            () ->
                Bands.run(
                    grid(100_000, 1000),
                    4,
                    TestRun.threads(2),
                    "Testing",
                    band -> {
                      running.incrementAndGet();
                      try {
                        if (inWork && band.row() > 0) {
                          throw thrown;
                        }
                        return band;
                      } finally {
                        running.decrementAndGet();
                      }
                    },
                    (band, same) -> {
                      if (!inWork) {
                        throw thrown;
                      }
                    }));
    assertSame(thrown, caught);
    assertEquals(0, running.get(), "nobody works behind the caller's back");
  }

  @Test
  void ourOwnKindsOfErrorComeThroughToo() {
    assertThrows(
        UserException.class,
        () ->
            Bands.run(
                grid(10, 10),
                4,
                TestRun.threads(2),
                "Testing",
                band -> {
                  throw new UserException("Wrong.");
                },
                (band, same) -> {}));
    assertThrows(
        OutOfMemoryError.class,
        () ->
            Bands.run(
                grid(10, 10),
                4,
                TestRun.threads(2),
                "Testing",
                band -> {
                  throw new OutOfMemoryError("heap");
                },
                (band, same) -> {}));
  }
}
