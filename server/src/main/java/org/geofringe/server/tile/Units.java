package org.geofringe.server.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.geofringe.server.run.RunContext;

/**
 * Works through a list of units that have nothing to do with each other, several at once: pairs,
 * dates, bursts.
 */
public final class Units {

  private Units() {}

  /** Does one unit; called on several threads. */
  @FunctionalInterface
  public interface Work<U> {
    void apply(U unit) throws IOException;
  }

  /**
   * Does all units. The first error stops those that have not begun.
   *
   * @param doing what is going on, for the progress line
   */
  public static <U> void run(List<U> units, RunContext context, String doing, Work<U> work)
      throws IOException {
    ExecutorService pool =
        Executors.newFixedThreadPool(context.budget().threads(), WorkerThreads::daemon);
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<?>> results = new ArrayList<>();
    try {
      for (U unit : units) {
        results.add(
            pool.submit(
                () -> {
                  context.checkCancelled();
                  if (failed.get()) {
                    return null;
                  }
                  boolean whole = false;
                  try {
                    work.apply(unit);
                    whole = true;
                  } finally {
                    failed.compareAndSet(false, !whole);
                  }
                  int finished = done.incrementAndGet();
                  context.progress(
                      finished / (double) units.size(),
                      doing + " (" + finished + " of " + units.size() + ")");
                  return null;
                }));
      }
      for (Future<?> result : results) {
        WorkerThreads.get(result);
      }
    } finally {
      // Units under way end by themselves: an interrupt would close the files they use.
      results.forEach(result -> result.cancel(false));
      pool.shutdown();
      WorkerThreads.await(pool);
    }
  }
}
