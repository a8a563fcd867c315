package org.geofringe.server.unwrap;

import org.geofringe.grid.MapGrid;
import org.geofringe.server.interferogram.CellMask;

/** Takes the phase out of masked cells. */
final class MaskedCells {

  private MaskedCells() {}

  /**
   * Takes it out.
   *
   * @param phase row-major over the grid; masked cells become NaN
   */
  static void clear(CellMask mask, MapGrid grid, float[] phase, Runnable checkCancelled) {
    WholeImage.each(
        grid,
        checkCancelled,
        band -> {
          boolean[] masked = new boolean[band.cells()];
          mask.mark(band, masked);
          int first = band.row() * grid.columns();
          for (int i = 0; i < masked.length; i++) {
            phase[first + i] = masked[i] ? Float.NaN : phase[first + i];
          }
        });
  }
}
