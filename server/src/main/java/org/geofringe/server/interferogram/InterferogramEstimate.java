package org.geofringe.server.interferogram;

import java.util.List;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.run.RunContext;

/** What a run will need, said before it begins. */
final class InterferogramEstimate {

  /** Of all threads together, measured on two cores; images in memory. */
  private static final double FORMED_FINE_CELLS_PER_SECOND_AND_THREAD = 60e6;

  private static final double FILTERED_CELLS_PER_SECOND_AND_THREAD = 4e6;

  /** Height, incidence, look vector, mean coherence, valid pairs, amplitude, mask. */
  private static final int BYTES_PER_CELL_OF_LAYERS = 8 * Float.BYTES + 1;

  private InterferogramEstimate() {}

  /**
   * Logs grid, pairs, time, memory and disk.
   *
   * @throws org.geofringe.server.run.ResourceException where the disk has no room
   */
  static void require(
      InterferogramPlan plan, List<Pair> left, List<PairBatch> batches, RunContext context) {
    MapGrid grid = plan.grid();
    long largest = batches.stream().mapToLong(batch -> batch.pairs().size()).max().orElse(0);
    long scratch = plan.isFinished() ? 0 : largest * grid.cells() * 2 * Float.BYTES;
    long rasters = (long) left.size() * plan.assets().size() * grid.cells() * Float.BYTES;
    long bytes = scratch + rasters + grid.cells() * BYTES_PER_CELL_OF_LAYERS;
    int threads = context.budget().threads();
    double seconds =
        left.size()
            * (double) grid.cells()
            / threads
            * (plan.multilook().looks() / FORMED_FINE_CELLS_PER_SECOND_AND_THREAD
                + (plan.isFinished() ? 0 : 1 / FILTERED_CELLS_PER_SECOND_AND_THREAD));
    context.log(
        String.format(
            Locale.ROOT,
            "Grid: %d x %d cells of %s x %s m, %d x %d looks across x down, %.1f of them"
                + " independent; coherence over %d x %d cells.",
            grid.rows(),
            grid.columns(),
            grid.spacingX(),
            grid.spacingY(),
            plan.multilook().looksAcross(),
            plan.multilook().looksDown(),
            plan.description().looks(),
            plan.coherence().window(),
            plan.coherence().window()));
    context.log(
        String.format(
            Locale.ROOT,
            "%d pairs to make of %d dates in %d batches, %d are there already. About %.0f s with"
                + " %d threads; %d MiB of memory at most; %d MiB of disk (%d of them for a while),"
                + " of which %d MiB are free.",
            left.size(),
            plan.network().dates().size(),
            batches.size(),
            plan.network().pairs().size() - left.size(),
            Math.max(1, seconds),
            threads,
            context.budget().memoryBytes() >> 20,
            mebibytes(bytes),
            mebibytes(scratch),
            mebibytes(DiskSpace.usable(plan.folder()))));
    DiskSpace.require(plan.folder(), bytes, "The stack of interferograms");
  }

  private static long mebibytes(long bytes) {
    return (bytes >> 20) + 1;
  }
}
