package org.geofringe.unwrapping;

import java.util.BitSet;

/**
 * Where a smoothed phase is made of noise: cells around which the phase as it was agrees with the
 * smoothed one no better than noise would with its own mean.
 *
 * <p>Told by the power of the resultant of their differences over {@value #SIDE} x {@value #SIDE}
 * cells, each weighing as the inverse of its expected variance, over what noise gives on average:
 * exponential about 1 for noise, some more as its slope was sought too; the number of cells times
 * ρ² where there is coherence.
 */
final class Agreement {

  private static final int SIDE = 9;
  private static final int REACH = SIDE / 2;
  private static final double LEAST_POWER = 16;
  private static final double VARIANCE_FLOOR = 0.1;

  private final int rows;
  private final int columns;
  private final float[] wrapped;
  private final SmoothPhase smooth;
  private final float[] weights = new float[StepDensity.LEVELS];
  private final double[] real;
  private final double[] imaginary;
  private final double[] squares;

  private Agreement(int rows, int columns, float[] wrapped, SmoothPhase smooth) {
    this.rows = rows;
    this.columns = columns;
    this.wrapped = wrapped;
    this.smooth = smooth;
    real = new double[columns];
    imaginary = new double[columns];
    squares = new double[columns];
    for (int level = 0; level < weights.length; level++) {
      double deviation = StepDensity.deviation((byte) level);
      weights[level] = (float) (VARIANCE_FLOOR / (VARIANCE_FLOOR + deviation * deviation));
    }
  }

  /**
   * Cells amid noise.
   *
   * @param wrapped the phase as it was, radians, NaN = no data; not modified
   * @param smooth the same, smoothed; not modified
   */
  static BitSet missing(
      int rows, int columns, float[] wrapped, SmoothPhase smooth, SolverContext context) {
    return new Agreement(rows, columns, wrapped, smooth).find(context);
  }

  private BitSet find(SolverContext context) {
    BitSet missing = new BitSet(rows * columns);
    for (int row = 0; row < Math.min(REACH, rows); row++) {
      add(row, 1);
    }
    for (int row = 0; row < rows; row++) {
      context.checkCancelled();
      if (row + REACH < rows) {
        add(row + REACH, 1);
      }
      if (row - REACH - 1 >= 0) {
        add(row - REACH - 1, -1);
      }
      for (int c = 0; c < columns; c++) {
        double x = 0;
        double y = 0;
        double alone = 0;
        for (int k = Math.max(0, c - REACH); k <= Math.min(columns - 1, c + REACH); k++) {
          x += real[k];
          y += imaginary[k];
          alone += squares[k];
        }
        if (x * x + y * y < LEAST_POWER * alone) {
          missing.set(row * columns + c);
        }
      }
    }
    return missing;
  }

  private void add(int row, int sign) {
    for (int c = 0; c < columns; c++) {
      int cell = row * columns + c;
      if (Float.isNaN(wrapped[cell])) {
        continue;
      }
      float weight = weights[smooth.noises()[cell]];
      double noise = (double) wrapped[cell] - smooth.phase()[cell];
      real[c] += sign * weight * Math.cos(noise);
      imaginary[c] += sign * weight * Math.sin(noise);
      squares[c] += sign * weight * weight;
    }
  }
}
