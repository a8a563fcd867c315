package org.geofringe.server.tile;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/**
 * Works through a grid in bands of whole rows: several at once, as many as the memory budget
 * allows, handed on in order from north to south. Results do not depend on the number of threads or
 * on the size of the bands as long as the work looks at each cell by itself.
 */
public final class Bands {

  /** Larger bands gain no speed and make cancelling slow. */
  private static final int CELLS_PER_BAND = 1 << 16;

  /**
   * What lies in a band is read, worked on and written: it had better fit the processor's cache.
   */
  private static final long BYTES_PER_BAND = 32 << 20;

  /** One band that waits for the sink while every thread has the next. */
  private static final int WAITING = 1;

  private Bands() {}

  /** Computes one band; called on several threads. */
  @FunctionalInterface
  public interface Work<T> {
    T compute(Window band) throws IOException;
  }

  /** Takes the finished bands in order; called on the thread that runs the whole. */
  @FunctionalInterface
  public interface Sink<T> {
    void accept(Window band, T result) throws IOException;
  }

  /**
   * Runs the work over all rows.
   *
   * @param bytesPerCell heap that the work holds for each cell of a band: inputs, outputs and what
   *     lies between
   * @throws UserException where not even one row a thread fits the budget
   */
  public static <T> void run(
      MapGrid grid, long bytesPerCell, RunContext context, String doing, Work<T> work, Sink<T> sink)
      throws IOException {
    run(grid, rowsPerBand(grid, bytesPerCell, context), context, doing, work, sink);
  }

  /**
   * Runs the work over all rows in bands of a given height.
   *
   * @param rows of a band, at least 1; see {@link #affordableRows}
   */
  public static <T> void run(
      MapGrid grid, int rows, RunContext context, String doing, Work<T> work, Sink<T> sink)
      throws IOException {
    int threads = context.budget().threads();
    ExecutorService pool = Executors.newFixedThreadPool(threads, WorkerThreads::daemon);
    ArrayDeque<Window> windows = new ArrayDeque<>();
    ArrayDeque<Future<T>> results = new ArrayDeque<>();
    try {
      for (int row = 0; row < grid.rows() || !results.isEmpty(); ) {
        while (row < grid.rows() && results.size() < threads + WAITING) {
          Window band = new Window(row, 0, Math.min(rows, grid.rows() - row), grid.columns());
          windows.add(band);
          results.add(
              pool.submit(
                  () -> {
                    context.checkCancelled();
                    return work.compute(band);
                  }));
          row += rows;
        }
        context.checkCancelled();
        Window band = windows.remove();
        sink.accept(band, WorkerThreads.get(results.remove()));
        context.progress((band.row() + band.rows()) / (double) grid.rows(), doing);
      }
    } finally {
      // Bands still under way end by themselves: an interrupt would close the files they read.
      results.forEach(result -> result.cancel(false));
      pool.shutdown();
      WorkerThreads.await(pool);
    }
  }

  /** Rows of a band so that all bands in flight fit the budget and one fits the cache. */
  static int rowsPerBand(MapGrid grid, long bytesPerCell, RunContext context) {
    long cells = Math.min(CELLS_PER_BAND, BYTES_PER_BAND / bytesPerCell);
    long comfortable = Math.max(1, cells / grid.columns());
    return (int) Math.min(affordableRows(grid, bytesPerCell, context), comfortable);
  }

  /**
   * The most rows of a band so that all bands in flight fit the budget.
   *
   * @throws UserException where not even one row a thread does
   */
  public static int affordableRows(MapGrid grid, long bytesPerCell, RunContext context) {
    long inFlight = (long) context.budget().threads() + WAITING;
    long bytesPerRow = Math.multiplyExact(bytesPerCell, grid.columns());
    long affordable = context.budget().memoryBytes() / inFlight / bytesPerRow;
    if (affordable < 1) {
      throw new UserException(
          "One row of "
              + grid.columns()
              + " cells needs "
              + mebibytes(bytesPerRow * inFlight)
              + " MiB over "
              + context.budget().threads()
              + " threads but the budget is "
              + mebibytes(context.budget().memoryBytes())
              + " MiB: give more memory (GEOFRINGE_JAVA_OPTIONS=-Xmx…) or fewer threads.");
    }
    return (int) Math.min(grid.rows(), affordable);
  }

  private static long mebibytes(long bytes) {
    return (bytes >> 20) + 1;
  }
}
