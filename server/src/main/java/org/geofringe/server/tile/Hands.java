package org.geofringe.server.tile;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Several hands for one piece of work that falls into tasks again and again. The thread that calls
 * is one of them, so a task may hand out tasks itself. Threads end with {@link #close}.
 */
public final class Hands implements Closeable {

  private final int helpers;
  private final ExecutorService pool;

  /**
   * So many hands.
   *
   * @param threads at least 1, with that of the caller
   */
  public Hands(int threads) {
    helpers = threads - 1;
    pool = Executors.newFixedThreadPool(Math.max(1, helpers), WorkerThreads::daemon);
  }

  /**
   * Does tasks 0 to count - 1 and returns when all are done. After the first error no further task
   * begins; the error of the smallest number is thrown as it is.
   */
  public void each(int count, IntConsumer task) {
    if (helpers == 0 || count < 2) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicBoolean failed = new AtomicBoolean();
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      tasks.add(new FutureTask<>(() -> watched(task, number, failed), null));
    }
    AtomicInteger next = new AtomicInteger();
    Runnable hand =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            tasks.get(i).run();
          }
        };
    for (int i = 0; i < Math.min(helpers, count - 1); i++) {
      pool.execute(hand);
    }
    hand.run();
    finish(tasks);
  }

  private static void watched(IntConsumer task, int number, AtomicBoolean failed) {
    if (failed.get()) {
      return;
    }
    boolean whole = false;
    try {
      task.accept(number);
      whole = true;
    } finally {
      failed.compareAndSet(false, !whole);
    }
  }

  /** Waits for all, so that none runs on when the error of another is thrown. */
  private static void finish(List<FutureTask<Void>> tasks) {
    tasks.forEach(WorkerThreads::settle);
    for (FutureTask<Void> task : tasks) {
      try {
        WorkerThreads.get(task);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
