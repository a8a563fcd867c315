package org.geofringe.server.importing;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Reads many rasters whole, on all cores. Of several failures the one of the first raster in the
 * list is thrown, whichever came first in time.
 */
final class ParallelValues {

  private ParallelValues() {}

  private record Outcome(@Nullable RasterValues values, @Nullable RuntimeException failure) {}

  /** Values of each raster, in their order. */
  static List<RasterValues> of(FolderScan scan, List<PlannedRaster> plans, RunContext context) {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);
    List<Outcome> outcomes =
        IntStream.range(0, plans.size())
            .parallel()
            .mapToObj(
                i -> {
                  if (i > firstFailed.get()) {
                    return new Outcome(null, null);
                  }
                  try {
                    RasterValues values = RasterValues.of(scan, plans.get(i), context);
                    report(context, done.incrementAndGet(), plans.size());
                    return new Outcome(values, null);
                  } catch (UserException | ResourceException | CancelledException e) {
                    firstFailed.accumulateAndGet(i, Math::min);
                    return new Outcome(null, e);
                  }
                })
            .toList();
    return outcomes.stream().map(ParallelValues::valuesOrThrow).toList();
  }

  private static RasterValues valuesOrThrow(Outcome outcome) {
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    if (outcome.values() == null) {
      throw new IllegalStateException("a raster was passed over though none before it failed");
    }
    return outcome.values();
  }

  private static void report(RunContext context, int done, int all) {
    context.progress(
        (double) done / all, String.format(Locale.ROOT, "checked %d of %d rasters", done, all));
  }
}
