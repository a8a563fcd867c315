package org.geofringe.unwrapping;

import org.geofringe.numeric.PhaseStep;

/**
 * The charges of loops of two by two cells: what their steps add up to, in whole cycles.
 *
 * <p>Loop (r, c) goes through (r, c), (r, c+1), (r+1, c+1) and (r+1, c). A charge that is not zero
 * is a residue (Goldstein, Zebker and Werner 1988).
 */
public final class LoopCharges {

  private LoopCharges() {}

  /**
   * Charges of all loops. Steps to and from cells without data count as 0, so that the charges of
   * the loops around a hole add up to what the steps around the hole do.
   *
   * @param wrapped phase in radians, row-major, NaN = no data; not modified
   * @param cycles cycles of the edges to begin with; not modified
   * @return charge of loop (r, c) at r·columns + c; 0 in the last row and column, where no loops
   *     are
   * @throws IllegalArgumentException if the sizes differ or a charge does not fit a byte
   */
  public static byte[] of(float[] wrapped, EdgeCycles cycles) {
    int rows = cycles.rows();
    int columns = cycles.columns();
    if (wrapped.length != rows * columns) {
      throw new IllegalArgumentException(
          "phase has " + wrapped.length + " cells, not " + rows + " x " + columns);
    }
    byte[] charges = new byte[wrapped.length];
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c + 1 < columns; c++) {
        int i = r * columns + c;
        float first = wrapped[i];
        float right = wrapped[i + 1];
        float below = wrapped[i + columns];
        float last = wrapped[i + columns + 1];
        int charge =
            PhaseStep.wraps(first, right)
                + cycles.across()[i]
                + PhaseStep.wraps(right, last)
                + cycles.down()[i + 1]
                - PhaseStep.wraps(below, last)
                - cycles.across()[i + columns]
                - PhaseStep.wraps(first, below)
                - cycles.down()[i];
        if (charge != (byte) charge) {
          throw new IllegalArgumentException("loop " + r + ", " + c + " has a charge of " + charge);
        }
        charges[i] = (byte) charge;
      }
    }
    return charges;
  }
}
