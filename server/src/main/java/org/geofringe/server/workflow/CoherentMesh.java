package org.geofringe.server.workflow;

import java.io.IOException;
import java.util.Arrays;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;

/**
 * Coherent cells on a regular mesh, row by row: a sample of the scene.
 *
 * @param rows row of each cell, ascending
 * @param columns column of each cell
 */
@SuppressWarnings("ArrayRecordComponent")
record CoherentMesh(int[] rows, int[] columns) {

  private static final int FEWEST_CELLS = 50;

  int cells() {
    return rows.length;
  }

  /**
   * Chooses cells.
   *
   * @param most upper bound of their number
   * @throws UserException where too few cells are coherent
   */
  static CoherentMesh of(Stack stack, double minCoherence, int most, RunContext context)
      throws IOException {
    MapGrid grid = stack.grid();
    int step = (int) Math.max(1, Math.ceil(Math.sqrt(grid.cells() / (double) most)));
    int[] rows = new int[most];
    int[] columns = new int[most];
    int found = 0;
    for (int row = step / 2; row < grid.rows(); row += step) {
      context.checkCancelled();
      float[] coherence = stack.read(Layer.MEAN_COHERENCE, new Window(row, 0, 1, grid.columns()));
      for (int column = step / 2; column < grid.columns() && found < most; column += step) {
        if (coherence[column] >= minCoherence) {
          rows[found] = row;
          columns[found] = column;
          found++;
        }
      }
    }
    if (found < FEWEST_CELLS) {
      throw new UserException(
          "Only "
              + found
              + " cells have a mean coherence of "
              + minCoherence
              + " or more: lower MIN_COHERENCE.");
    }
    return new CoherentMesh(Arrays.copyOf(rows, found), Arrays.copyOf(columns, found));
  }
}
