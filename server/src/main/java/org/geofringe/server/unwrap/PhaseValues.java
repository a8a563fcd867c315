package org.geofringe.server.unwrap;

import java.util.Locale;
import org.geofringe.grid.Window;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.run.UserException;

/** Looks at values before they are unwrapped. */
final class PhaseValues {

  /** Resampling may carry coherence a little beyond its range; more is something else. */
  private static final float OVERSHOOT = 0.05f;

  private PhaseValues() {}

  /**
   * Refuses infinite values.
   *
   * @param values of a window
   * @param what the values are, as the subject of a sentence
   * @throws UserException naming the first infinite cell
   */
  static void requireFinite(float[] values, Window window, String what) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new UserException(
            what
                + " is infinite at "
                + cell(i, window)
                + ": mend the file, or make such cells no data (NaN).");
      }
    }
  }

  /**
   * Brings coherence to 0 to 1.
   *
   * @param values of a window, modified: those a little beyond the range are brought into it
   * @throws UserException naming the first cell whose value is no coherence
   */
  static void requireCoherence(float[] values, Window window, String what) {
    requireFinite(values, window, what);
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (value < -OVERSHOOT || value > 1 + OVERSHOOT) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s is %.4g at %s, but coherence is 0 to 1 (or bytes, 0 to 255): check the file.",
                what,
                value,
                cell(i, window)));
      }
      if (!Float.isNaN(value)) {
        values[i] = Math.max(0, Math.min(1, value));
      }
    }
  }

  private static String cell(int i, Window window) {
    return "row "
        + (window.row() + i / window.columns())
        + ", column "
        + (window.column() + i % window.columns())
        + " (counted from 0)";
  }

  /**
   * Wraps what lies beyond ±π.
   *
   * @param values radians, modified
   * @return how many were wrapped
   */
  static long wrap(float[] values) {
    long wrapped = 0;
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) > (float) Math.PI) {
        values[i] = (float) Math.IEEEremainder(values[i], 2 * Math.PI);
        wrapped++;
      }
    }
    return wrapped;
  }

  /** Takes the phase of a window's masked cells away. */
  static void clear(CellMask mask, Window window, float[] phase) {
    boolean[] masked = new boolean[window.cells()];
    mask.mark(window, masked);
    for (int i = 0; i < masked.length; i++) {
      phase[i] = masked[i] ? Float.NaN : phase[i];
    }
  }
}
