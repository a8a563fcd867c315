package org.geofringe.server.workflow;

import java.io.IOException;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.PairRasters;

/**
 * Unwrapped phases of all pairs at some cells, measured against the reference.
 *
 * @param phases rad; pair p of the network's order at {@code p * cells}; NaN = no data
 * @param rows row of each cell, ascending
 * @param columns column of each cell
 */
@SuppressWarnings("ArrayRecordComponent")
record PhaseSample(float[] phases, int[] rows, int[] columns) {

  /** Phases, their detrended copy and what the scores hold of them. */
  private static final int COPIES = 3;

  /**
   * Cells on a regular mesh that are coherent enough.
   *
   * @param most cells at most; fewer where three copies of their phases would not fit the budget
   * @throws org.geofringe.server.run.UserException where too few cells are coherent
   */
  static PhaseSample of(ReferencedStack stack, double minCoherence, int most, RunContext context)
      throws IOException {
    MapGrid grid = stack.stack().grid();
    int pairs = stack.network().pairs().size();
    long affordable = context.budget().memoryBytes() / ((long) COPIES * pairs * Float.BYTES);
    CoherentMesh mesh =
        CoherentMesh.of(stack.stack(), minCoherence, (int) Math.min(most, affordable), context);
    float[] phases = new float[Math.multiplyExact(pairs, mesh.cells())];
    try (PairRasters unwrapped = stack.openPhases()) {
      int filled = 0;
      for (int start = 0; start < mesh.cells(); ) {
        context.checkCancelled();
        int row = mesh.rows()[start];
        int end = start;
        while (end < mesh.cells() && mesh.rows()[end] == row) {
          end++;
        }
        float[] line = stack.phases(unwrapped, new Window(row, 0, 1, grid.columns()));
        for (int p = 0; p < pairs; p++) {
          for (int i = start; i < end; i++) {
            phases[p * mesh.cells() + i] = line[p * grid.columns() + mesh.columns()[i]];
          }
        }
        filled += end - start;
        context.progress(filled / (double) mesh.cells(), "Sampling phases");
        start = end;
      }
    }
    return new PhaseSample(phases, mesh.rows(), mesh.columns());
  }
}
