package org.geofringe.filtering;

import java.util.Arrays;
import org.geofringe.numeric.PatchFft;

/**
 * Square patches side by side, and their way through the spectrum: all of them take each step
 * together, so that it runs over long lanes.
 */
final class PatchSpectra {

  /** Long enough for vectors to pay, short enough for the cache: found by trial. */
  private static final int LEAST_LANES = 256;

  private static final int MOST_LANES = 512;

  private final int size;
  private final int capacity;
  private final PatchFft fft;
  private final float[][] magnitude;
  private final float[][] smoothed;
  private final float[] columnSum;
  private final float[] highest;

  PatchSpectra(int size) {
    this.size = size;
    int lanes = Math.min(MOST_LANES, Math.max(LEAST_LANES, 8 * size));
    capacity = lanes / size;
    fft = new PatchFft(size, capacity);
    magnitude = new float[size][lanes];
    smoothed = new float[size][lanes];
    columnSum = new float[lanes];
    highest = new float[lanes];
  }

  /** How many patches there is room for. */
  int capacity() {
    return capacity;
  }

  /** Real parts of a row of all patches, to be filled in before a filter and read after it. */
  float[] real(int row) {
    return fft.real(row);
  }

  /** Imaginary parts of a row of all patches. */
  float[] imaginary(int row) {
    return fft.imaginary(row);
  }

  /**
   * Multiplies each patch's spectrum with its smoothed magnitude to a power, so that the strongest
   * frequency keeps its magnitude. The patches come out times {@code size * size}.
   *
   * @param patches how many there are
   * @param powers the power of each
   */
  void filter(int patches, PowerTable[] powers) {
    int lanes = patches * size;
    fft.forward(patches);
    for (int i = 0; i < size; i++) {
      magnitude(fft.real(i), fft.imaginary(i), lanes, magnitude[i]);
    }
    Arrays.fill(highest, 0);
    for (int i = 0; i < size; i++) {
      sum(
          magnitude[(i - 1) & (size - 1)],
          magnitude[i],
          magnitude[(i + 1) & (size - 1)],
          lanes,
          columnSum);
      sumAcross(columnSum, lanes, smoothed[i]);
      raise(highest, smoothed[i], lanes);
    }
    for (int i = 0; i < size; i++) {
      for (int patch = 0; patch < patches; patch++) {
        powers[patch].apply(smoothed[i], patch * size, (patch + 1) * size, magnitude[i]);
      }
    }
    float[] gain = columnSum;
    for (int patch = 0; patch < patches; patch++) {
      float most = 0;
      for (int lane = patch * size; lane < (patch + 1) * size; lane++) {
        most = Math.max(most, highest[lane]);
      }
      Arrays.fill(gain, patch * size, (patch + 1) * size, 1 / powers[patch].of(most));
    }
    for (int i = 0; i < size; i++) {
      multiply(magnitude[i], gain, lanes);
      multiply(fft.real(i), magnitude[i], lanes);
      multiply(fft.imaginary(i), magnitude[i], lanes);
    }
    fft.inverse(patches);
  }

  private static void magnitude(float[] real, float[] imaginary, int lanes, float[] magnitude) {
    for (int i = 0; i < lanes; i++) {
      magnitude[i] = (float) Math.sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
    }
  }

  private static void sum(float[] a, float[] b, float[] c, int lanes, float[] sum) {
    for (int i = 0; i < lanes; i++) {
      sum[i] = a[i] + b[i] + c[i];
    }
  }

  /** Sums of three neighbours along the lanes of each patch, whose ends meet. */
  private void sumAcross(float[] from, int lanes, float[] sum) {
    for (int i = 1; i < lanes - 1; i++) {
      sum[i] = from[i - 1] + from[i] + from[i + 1];
    }
    for (int first = 0; first < lanes; first += size) {
      int last = first + size - 1;
      sum[first] = from[last] + from[first] + from[first + 1];
      sum[last] = from[last - 1] + from[last] + from[first];
    }
  }

  private static void raise(float[] most, float[] values, int lanes) {
    for (int i = 0; i < lanes; i++) {
      most[i] = Math.max(most[i], values[i]);
    }
  }

  private static void multiply(float[] values, float[] factors, int lanes) {
    for (int i = 0; i < lanes; i++) {
      values[i] *= factors[i];
    }
  }
}
