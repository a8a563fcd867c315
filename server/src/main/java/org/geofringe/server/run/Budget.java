package org.geofringe.server.run;

/**
 * What running work may take.
 *
 * @param memoryBytes bytes of heap for tiles, at least 16 MiB
 * @param threads worker threads, at least 1
 */
public record Budget(long memoryBytes, int threads) {

  private static final long SMALLEST = 16L << 20;

  public Budget {
    if (memoryBytes < SMALLEST) {
      throw new UserException(
          "The memory budget of "
              + (memoryBytes >> 20)
              + " MiB is too small: give at least 16 MiB (--memory).");
    }
    if (threads < 1) {
      throw new UserException("The number of threads must be at least 1, got " + threads + ".");
    }
  }

  /** Half of the heap and every core. */
  public static Budget ofThisMachine() {
    Runtime runtime = Runtime.getRuntime();
    return new Budget(Math.max(SMALLEST, runtime.maxMemory() / 2), runtime.availableProcessors());
  }
}
