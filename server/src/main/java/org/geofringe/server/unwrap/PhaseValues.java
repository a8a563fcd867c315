package org.geofringe.server.unwrap;

import java.util.Locale;
import org.geofringe.server.run.UserException;

/** Looks at values before they are unwrapped. */
final class PhaseValues {

  /** Resampling may carry coherence a little beyond its range; more is something else. */
  private static final float OVERSHOOT = 0.05f;

  private PhaseValues() {}

  /**
   * Refuses infinite values.
   *
   * @param columns of the image
   * @param what the values are, as the subject of a sentence
   * @throws UserException naming the first infinite cell
   */
  static void requireFinite(float[] values, int columns, String what) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new UserException(
            what
                + " is infinite at row "
                + i / columns
                + ", column "
                + i % columns
                + " (counted from 0): mend the file, or make such cells no data (NaN).");
      }
    }
  }

  /**
   * Brings coherence to 0 to 1.
   *
   * @param values modified: those a little beyond the range are brought into it
   * @throws UserException naming the first cell whose value is no coherence
   */
  static void requireCoherence(float[] values, int columns, String what) {
    requireFinite(values, columns, what);
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (value < -OVERSHOOT || value > 1 + OVERSHOOT) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s is %.4g at row %d, column %d, but coherence is 0 to 1 (or bytes, 0 to 255):"
                    + " check the file.",
                what,
                value,
                i / columns,
                i % columns));
      }
      if (!Float.isNaN(value)) {
        values[i] = Math.max(0, Math.min(1, value));
      }
    }
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
}
