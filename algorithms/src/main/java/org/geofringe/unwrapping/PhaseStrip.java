package org.geofringe.unwrapping;

import java.util.Arrays;

/**
 * Some rows of a wrapped phase as phasors, and averages over square windows of them.
 *
 * <p>Where the phase changes by g a cell, phasors are not averaged as they are, which would make
 * them vanish, but turned back by the slopes added up along the row and then along the column:
 * neighbours join in phase however steep or curved the phase is.
 */
final class PhaseStrip {

  final int rows;
  final int columns;
  final float[] real;
  final float[] imaginary;

  PhaseStrip(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    real = new float[rows * columns];
    imaginary = new float[rows * columns];
  }

  /** Slope along rows or columns by the phasor products of neighbours, summed over windows. */
  void slopes(int reach, boolean along, float[] slope, float[] length) {
    int step = along ? 1 : columns;
    int cells = rows * columns;
    float[] re = new float[cells];
    float[] im = new float[cells];
    for (int r = 0; r < (along ? rows : rows - 1); r++) {
      int end = r * columns + (along ? columns - 1 : columns);
      for (int i = r * columns; i < end; i++) {
        re[i] = real[i] * real[i + step] + imaginary[i] * imaginary[i + step];
        im[i] = real[i] * imaginary[i + step] - imaginary[i] * real[i + step];
      }
    }
    sums(re, rows, columns, reach);
    sums(im, rows, columns, reach);
    for (int i = 0; i < cells; i++) {
      slope[i] = Phasor.angle(re[i], im[i]);
      length[i] = (float) Math.sqrt(re[i] * re[i] + im[i] * im[i]);
    }
  }

  /** Averages over square windows, turned back by the slopes: sums of phasors. */
  PhaseStrip adapted(float[] across, float[] down, int reach) {
    PhaseStrip mean = new PhaseStrip(rows, columns);
    float[] re = mean.real;
    float[] im = mean.imaginary;
    float[] turned = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      float angle = 0;
      for (int c = 0, i = r * columns; c < columns; c++, i++) {
        turned[i] = angle;
        angle = wrapped(angle + across[i]);
      }
    }
    turn(real, imaginary, turned, -1, re, im);
    sumsAlong(re, rows, columns, reach);
    sumsAlong(im, rows, columns, reach);
    turn(re, im, turned, 1, re, im);
    Arrays.fill(turned, 0, columns, 0);
    for (int i = columns; i < rows * columns; i++) {
      turned[i] = wrapped(turned[i - columns] + down[i - columns]);
    }
    turn(re, im, turned, -1, re, im);
    sumsDown(re, rows, columns, reach);
    sumsDown(im, rows, columns, reach);
    turn(re, im, turned, 1, re, im);
    return mean;
  }

  private static float wrapped(float angle) {
    float turn = (float) (2 * Math.PI);
    return angle > Math.PI ? angle - turn : angle < -Math.PI ? angle + turn : angle;
  }

  private static void turn(
      float[] re, float[] im, float[] angles, int sign, float[] toRe, float[] toIm) {
    for (int i = 0; i < re.length; i++) {
      int index = sign * Phasor.index(angles[i]);
      float cos = Phasor.cosine(index);
      float sin = Phasor.sine(index);
      float a = re[i];
      float b = im[i];
      toRe[i] = a * cos - b * sin;
      toIm[i] = a * sin + b * cos;
    }
  }

  /** Sums over windows of 2·reach + 1 squared, in place; cells beyond the border count nothing. */
  static void sums(float[] values, int rows, int columns, int reach) {
    sumsAlong(values, rows, columns, reach);
    sumsDown(values, rows, columns, reach);
  }

  static void sumsAlong(float[] values, int rows, int columns, int reach) {
    float[] row = new float[columns];
    for (int r = 0; r < rows; r++) {
      int first = r * columns;
      System.arraycopy(values, first, row, 0, columns);
      double sum = 0;
      for (int c = 0; c < Math.min(reach, columns); c++) {
        sum += row[c];
      }
      for (int c = 0; c < columns; c++) {
        if (c + reach < columns) {
          sum += row[c + reach];
        }
        if (c - reach - 1 >= 0) {
          sum -= row[c - reach - 1];
        }
        values[first + c] = (float) sum;
      }
    }
  }

  static void sumsDown(float[] values, int rows, int columns, int reach) {
    double[] sum = new double[columns];
    float[] copy = values.clone();
    for (int r = 0; r < Math.min(reach, rows); r++) {
      add(sum, copy, r * columns, 1);
    }
    for (int r = 0; r < rows; r++) {
      if (r + reach < rows) {
        add(sum, copy, (r + reach) * columns, 1);
      }
      if (r - reach - 1 >= 0) {
        add(sum, copy, (r - reach - 1) * columns, -1);
      }
      for (int c = 0; c < columns; c++) {
        values[r * columns + c] = (float) sum[c];
      }
    }
  }

  private static void add(double[] sum, float[] values, int first, int sign) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += sign * values[first + c];
    }
  }
}
