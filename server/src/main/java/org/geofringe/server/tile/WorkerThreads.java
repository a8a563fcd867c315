package org.geofringe.server.tile;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads for tiles and units, and waiting for them without ever interrupting one. */
final class WorkerThreads {

  private static final int LONGEST_UNIT_HOURS = 1;

  private WorkerThreads() {}

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "geofringe-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** The result of a task; its error is thrown as it is. */
  static <T> T get(Future<T> future) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrap(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until a task has ended, well or not. */
  static void settle(Future<?> future) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        future.get();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        ended = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until no task of a pool that was shut down runs any more, so that nobody writes behind
   * the caller's back.
   */
  static void await(ExecutorService pool) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(LONGEST_UNIT_HOURS, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static IllegalStateException unwrap(ExecutionException e) throws IOException {
    Throwable cause = e.getCause();
    if (cause instanceof IOException io) {
      throw io;
    } else if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e);
  }
}
