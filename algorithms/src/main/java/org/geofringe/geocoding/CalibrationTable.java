package org.geofringe.geocoding;

import java.time.Instant;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.Calibration;

/**
 * What a burst's samples are multiplied by to have the amplitude of σ⁰: one over the divisor of
 * {@link Calibration}, on a lattice from the burst's first to its last line and sample, bilinear in between. It
 * is real and above zero, so phases stay.
 *
 * <p>The divisor follows the sine of the incidence angle: over the spacing here a straight line is
 * within a millionth of it. Cells then cost four numbers of a table instead of two searches.
 */
public final class CalibrationTable {

  private static final int MOST_LINES = 128;
  private static final int MOST_SAMPLES = 32;

  private final int rows;
  private final int columns;
  private final double rowsPerLine;
  private final double columnsPerSample;
  private final float[] factors;

  private CalibrationTable(Burst burst, Calibration calibration) {
    rows = knots(burst.lines(), MOST_LINES);
    columns = knots(burst.samples(), MOST_SAMPLES);
    rowsPerLine = (rows - 1) / Math.max(1, burst.lines() - 1.0);
    columnsPerSample = (columns - 1) / Math.max(1, burst.samples() - 1.0);
    factors = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      double seconds = row / rowsPerLine * burst.lineInterval();
      Instant time = burst.firstLineTime().plusNanos(Math.round(seconds * 1e9));
      for (int column = 0; column < columns; column++) {
        double divisor = calibration.divisor(time, column / columnsPerSample);
        factors[row * columns + column] = (float) (1 / divisor);
      }
    }
  }

  /** The table of a burst. */
  public static CalibrationTable of(Burst burst, Calibration calibration) {
    return new CalibrationTable(burst, calibration);
  }

  /** Ends and all between, no further apart than that; two at least. */
  private static int knots(int count, int most) {
    return Math.max(1, (count - 2 + most) / most) + 1;
  }

  /**
   * Multiplies complex values, which lie at fractional lines and samples of the burst.
   *
   * @param lines NaN where there is no value; not modified
   * @param samples not modified
   * @param offset of the first in both
   * @param count of values
   * @param values real and imaginary part in turn, from 0 on; modified
   */
  void apply(double[] lines, double[] samples, int offset, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      double line = lines[offset + i];
      if (Double.isNaN(line)) {
        continue;
      }
      float factor = at(line, samples[offset + i]);
      values[2 * i] *= factor;
      values[2 * i + 1] *= factor;
    }
  }

  private float at(double line, double sample) {
    double down = line * rowsPerLine;
    double across = sample * columnsPerSample;
    int row = Math.min(Math.max((int) down, 0), rows - 2);
    int column = Math.min(Math.max((int) across, 0), columns - 2);
    float below = (float) (down - row);
    float right = (float) (across - column);
    int k = row * columns + column;
    float first = factors[k] + right * (factors[k + 1] - factors[k]);
    k += columns;
    float second = factors[k] + right * (factors[k + 1] - factors[k]);
    return first + below * (second - first);
  }
}
