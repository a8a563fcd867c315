package org.geofringe.filtering;

import org.geofringe.grid.ComplexGrid;
import org.geofringe.numeric.LaneFft;

/** A patch of a complex grid and its way through the spectrum. */
final class PatchSpectra {

  private final int size;
  private final LaneFft fft;
  private final float[][] real;
  private final float[][] imaginary;
  private final float[][] magnitude;
  private final float[][] smoothed;

  PatchSpectra(int size) {
    this.size = size;
    fft = new LaneFft(size);
    real = new float[size][size];
    imaginary = new float[size][size];
    magnitude = new float[size][size];
    smoothed = new float[size][size];
  }

  float[] real(int row) {
    return real[row];
  }

  float[] imaginary(int row) {
    return imaginary[row];
  }

  /** Reads a patch, zero where there is no data; returns whether there is any. */
  boolean load(ComplexGrid from, int top, int left) {
    boolean data = false;
    float[] values = from.values();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int r = top + i;
        int c = left + j;
        float x = 0;
        float y = 0;
        if (r >= 0 && r < from.rows() && c >= 0 && c < from.columns()) {
          x = values[2 * (r * from.columns() + c)];
          y = values[2 * (r * from.columns() + c) + 1];
          boolean valid = !Float.isNaN(x) && !Float.isNaN(y);
          x = valid ? x : 0;
          y = valid ? y : 0;
          data |= x != 0 || y != 0;
        }
        real[i][j] = x;
        imaginary[i][j] = y;
      }
    }
    return data;
  }

  /** Filters the patch; returns what its values are to be multiplied with. */
  float filter(float alpha) {
    fft.transform(real, imaginary);
    transpose(real);
    transpose(imaginary);
    fft.transform(real, imaginary);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        float x = real[i][j];
        float y = imaginary[i][j];
        magnitude[i][j] = (float) Math.sqrt(x * x + y * y);
      }
    }
    smooth();
    double before = 0;
    double after = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double weight = Math.pow(smoothed[i][j], alpha);
        double power = (double) magnitude[i][j] * magnitude[i][j];
        before += power;
        after += power * weight * weight;
        real[i][j] *= (float) weight;
        imaginary[i][j] *= (float) weight;
      }
    }
    fft.transform(imaginary, real);
    transpose(real);
    transpose(imaginary);
    fft.transform(imaginary, real);
    return (float) (Math.sqrt(before / after) / (size * size));
  }

  private void smooth() {
    for (int i = 0; i < size; i++) {
      float[] above = magnitude[(i - 1) & (size - 1)];
      float[] here = magnitude[i];
      float[] below = magnitude[(i + 1) & (size - 1)];
      for (int j = 0; j < size; j++) {
        int before = (j - 1) & (size - 1);
        int after = (j + 1) & (size - 1);
        smoothed[i][j] =
            (above[before]
                    + above[j]
                    + above[after]
                    + here[before]
                    + here[j]
                    + here[after]
                    + below[before]
                    + below[j]
                    + below[after])
                / 9;
      }
    }
  }

  private void transpose(float[][] square) {
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        float swap = square[i][j];
        square[i][j] = square[j][i];
        square[j][i] = swap;
      }
    }
  }
}
