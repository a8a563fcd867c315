package org.geofringe.server.unwrap;

import org.geofringe.filtering.Residues;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/** Counts the residues of an image that was never in memory whole. */
final class ResidueCount {

  private ResidueCount() {}

  static long of(WrappedSource source, Runnable checkCancelled) {
    MapGrid grid = source.grid();
    long[] residues = new long[1];
    WholeImage.each(
        grid,
        checkCancelled,
        band -> {
          // Residues lie between a row and the next one.
          int rows = Math.min(band.rows() + 1, grid.rows() - band.row());
          Window wide = new Window(band.row(), 0, rows, grid.columns());
          float[] phase = new float[wide.cells()];
          source.read(wide, phase, new float[phase.length]);
          residues[0] += Residues.count(grid.columns(), phase).residues();
        });
    return residues[0];
  }
}
