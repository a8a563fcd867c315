package org.geofringe.filtering;

import java.util.Arrays;
import org.geofringe.grid.ComplexGrid;

/**
 * The rows of a grid that one row of patches covers, real and imaginary parts apart, and the sums
 * of what the patches over them became. Moves down by half a patch at a time: each row is taken in
 * once and given out once.
 */
final class PatchStrip {

  private final ComplexGrid source;
  private final int top;
  private final int left;
  private final int size;
  private final int step;
  private final int patches;
  private final float[][] real;
  private final float[][] imaginary;
  private final float[][] sumReal;
  private final float[][] sumImaginary;

  /**
   * A strip above the first row of patches, whose upper half lies above the grid.
   *
   * @param source NaN = no data; not modified
   * @param top row of the first patches, at most minus half a patch
   * @param left column of the first patches, at most 0
   * @param size side of a patch
   */
  PatchStrip(ComplexGrid source, int top, int left, int size) {
    this.source = source;
    this.top = top;
    this.left = left;
    this.size = size;
    step = size / 2;
    patches = (source.columns() - left + step - 1) / step;
    int width = (patches + 1) * step;
    real = new float[size][width];
    imaginary = new float[size][width];
    sumReal = new float[size][width];
    sumImaginary = new float[size][width];
  }

  /** Number of patches side by side, half a patch from one to the next. */
  int patches() {
    return patches;
  }

  /**
   * Moves to a row of patches, the next one after the last. What no later patch adds to is given
   * out.
   *
   * @return whether that row of patches has cells
   */
  boolean moveTo(int patchRow, ComplexGrid filtered) {
    int first = top + patchRow * step;
    for (int i = 0; i < step; i++) {
      if (patchRow > 0) {
        giveOut(i, first - step + i, filtered);
      }
      for (float[][] rows : new float[][][] {real, imaginary, sumReal, sumImaginary}) {
        float[] swap = rows[i];
        rows[i] = rows[i + step];
        rows[i + step] = swap;
      }
      Arrays.fill(sumReal[i + step], 0);
      Arrays.fill(sumImaginary[i + step], 0);
    }
    for (int i = step; i < size; i++) {
      takeIn(i, first + i);
    }
    return first < source.rows();
  }

  private void takeIn(int i, int row) {
    Arrays.fill(real[i], 0);
    Arrays.fill(imaginary[i], 0);
    if (row >= 0 && row < source.rows()) {
      float[] values = source.values();
      float[] toReal = real[i];
      float[] toImaginary = imaginary[i];
      int start = row * source.columns();
      for (int c = 0; c < source.columns(); c++) {
        float x = values[2 * (start + c)];
        float y = values[2 * (start + c) + 1];
        boolean data = isFinite(x) && isFinite(y);
        toReal[c - left] = data ? x : 0;
        toImaginary[c - left] = data ? y : 0;
      }
    }
  }

  private void giveOut(int i, int row, ComplexGrid filtered) {
    if (row < 0 || row >= source.rows()) {
      return;
    }
    float[] from = source.values();
    float[] to = filtered.values();
    int start = row * source.columns();
    for (int c = 0; c < source.columns(); c++) {
      int at = 2 * (start + c);
      boolean data = isFinite(from[at]) && isFinite(from[at + 1]);
      to[at] = data ? sumReal[i][c - left] : Float.NaN;
      to[at + 1] = data ? sumImaginary[i][c - left] : Float.NaN;
    }
  }

  private static boolean isFinite(float value) {
    return Math.abs(value) <= Float.MAX_VALUE;
  }

  /** Copies patches side by side into their place; returns whether any of them has data. */
  boolean load(int start, int lanes, PatchSpectra to) {
    boolean data = false;
    for (int i = 0; i < size && !data; i++) {
      for (int c = start; c < start + lanes && !data; c++) {
        data = real[i][c] != 0 || imaginary[i][c] != 0;
      }
    }
    for (int i = 0; i < size && data; i++) {
      System.arraycopy(real[i], start, to.real(i), 0, lanes);
      System.arraycopy(imaginary[i], start, to.imaginary(i), 0, lanes);
    }
    return data;
  }

  /**
   * Adds patches with the window's weight.
   *
   * @param window weights along the columns, for as many patches as there are
   * @param weights weights along the rows of a patch
   */
  void add(PatchSpectra from, float[] weights, float[] window, int start, int lanes) {
    for (int i = 0; i < size; i++) {
      weigh(from.real(i), window, weights[i], lanes);
      weigh(from.imaginary(i), window, weights[i], lanes);
      add(from.real(i), lanes, sumReal[i], start);
      add(from.imaginary(i), lanes, sumImaginary[i], start);
    }
  }

  private static void weigh(float[] values, float[] window, float weight, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      values[lane] *= window[lane] * weight;
    }
  }

  private static void add(float[] from, int lanes, float[] to, int start) {
    for (int lane = 0; lane < lanes; lane++) {
      to[start + lane] += from[lane];
    }
  }
}
