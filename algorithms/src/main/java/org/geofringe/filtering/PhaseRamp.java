package org.geofringe.filtering;

import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.Window;

/**
 * A phase that grows evenly over the grid, zero at its first cell.
 *
 * @param radiansPerRow growth from a row to the next one
 * @param radiansPerColumn growth from a column to the next one
 */
public record PhaseRamp(double radiansPerRow, double radiansPerColumn) {

  public PhaseRamp {
    if (!Double.isFinite(radiansPerRow) || !Double.isFinite(radiansPerColumn)) {
      throw new IllegalArgumentException(
          "no ramp of " + radiansPerRow + " and " + radiansPerColumn + " rad per cell");
    }
  }

  /** Phase of a cell in radians, not wrapped. */
  public double at(int row, int column) {
    return row * radiansPerRow + column * radiansPerColumn;
  }

  /** Phases of a window's cells in radians, not wrapped: what is to be subtracted. */
  public FloatGrid at(Window window) {
    FloatGrid phase = new FloatGrid(window.rows(), window.columns());
    for (int r = 0; r < window.rows(); r++) {
      for (int c = 0; c < window.columns(); c++) {
        phase.set(r, c, (float) at(window.row() + r, window.column() + c));
      }
    }
    return phase;
  }
}
