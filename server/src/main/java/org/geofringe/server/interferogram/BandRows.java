package org.geofringe.server.interferogram;

import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/** How many rows a band may have. */
final class BandRows {

  /** Work on a band that takes longer makes cancelling slow. */
  private static final long MOST_BYTES = 64L << 20;

  private BandRows() {}

  /**
   * Rows of a band so that all bands in flight fit the budget.
   *
   * @param bytesPerRow heap that a band holds for each of its rows
   * @param halo rows that a band needs above and below itself, which it holds too
   * @return 0 where not even one row fits
   */
  static int affordable(long bytesPerRow, int halo, RunContext context) {
    long inFlight = context.budget().threads() + 1L;
    long bytes =
        Math.min(
            context.budget().memoryBytes() / inFlight,
            Math.max(MOST_BYTES, least(bytesPerRow, halo)));
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, bytes / bytesPerRow - 2L * halo));
  }

  /** Bands with a halo are worth it from some rows on. */
  private static long least(long bytesPerRow, int halo) {
    return bytesPerRow * (6L * halo + 1);
  }

  /** The refusal where not even one row fits. */
  static UserException refusal(long bytesPerRow, int halo, RunContext context) {
    long bytes = bytesPerRow * (2L * halo + 1) * (context.budget().threads() + 1);
    return new UserException(
        "One row of cells needs "
            + ((bytes >> 20) + 1)
            + " MiB over "
            + context.budget().threads()
            + " threads but the budget is "
            + (context.budget().memoryBytes() >> 20)
            + " MiB: give more memory (GEOFRINGE_JAVA_OPTIONS=-Xmx…), fewer threads, or fewer"
            + " looks.");
  }
}
