package org.geofringe.server.unwrap;

import org.geofringe.filtering.Residues;
import org.geofringe.grid.ComplexGrid;
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
          ComplexGrid complex = new ComplexGrid(rows, grid.columns());
          for (int i = 0; i < phase.length; i++) {
            complex.values()[2 * i] = (float) Math.cos(phase[i]);
            complex.values()[2 * i + 1] = (float) Math.sin(phase[i]);
          }
          residues[0] += Residues.count(complex).residues();
        });
    return residues[0];
  }
}
