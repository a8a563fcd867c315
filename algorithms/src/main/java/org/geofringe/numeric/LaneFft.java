package org.geofringe.numeric;

/**
 * The discrete Fourier transform along the first index of many lanes at once: Σ x[i] exp(-2πj i
 * k/n) for every lane. All that differs between lanes is their data, so every loop runs over the
 * same index of arrays of their own, which the JDK's compiler turns into vector instructions.
 *
 * <p>Decimation in time, radix 2 (Cooley and Tukey 1965). The order that it needs at the start is
 * made by exchanging arrays, not numbers. Radix 4 would do less arithmetic, but its loops are too
 * long for the compiler to unroll as far as a vector. Holds tables only: safe for many threads.
 */
public final class LaneFft {

  private final int length;
  private final int[] reversed;
  private final float[] cosine;
  private final float[] sine;

  /**
   * A transform of one length.
   *
   * @param length a power of two, at least 2
   */
  public LaneFft(int length) {
    if (length < 2 || Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException(
          "a transform's length must be a power of two of at least 2, got " + length);
    }
    this.length = length;
    int bits = Integer.numberOfTrailingZeros(length);
    reversed = new int[length];
    cosine = new float[length / 2];
    sine = new float[length / 2];
    for (int i = 0; i < length; i++) {
      reversed[i] = Integer.reverse(i) >>> (Integer.SIZE - bits);
    }
    for (int i = 0; i < length / 2; i++) {
      cosine[i] = (float) Math.cos(2 * Math.PI * i / length);
      sine[i] = (float) -Math.sin(2 * Math.PI * i / length);
    }
  }

  /**
   * Transforms every lane; not scaled. To go back, hand over the imaginary parts as the real ones
   * and the real as the imaginary, and divide by the length.
   *
   * @param real as many arrays as the transform is long, no two the same; exchanged and replaced
   * @param imaginary as many arrays; exchanged and replaced
   * @param lanes how many numbers of each array count, from its first on
   */
  public void transform(float[][] real, float[][] imaginary, int lanes) {
    for (int i = 0; i < length; i++) {
      if (reversed[i] > i) {
        exchange(real, i, reversed[i]);
        exchange(imaginary, i, reversed[i]);
      }
    }
    for (int half = 1; half < length; half *= 2) {
      int turn = length / (2 * half);
      for (int block = 0; block < length; block += 2 * half) {
        sumAndDifference(real[block], real[block + half], lanes);
        sumAndDifference(imaginary[block], imaginary[block + half], lanes);
        for (int k = 1; k < half; k++) {
          int a = block + k;
          int b = a + half;
          butterfly(
              real[a],
              imaginary[a],
              real[b],
              imaginary[b],
              cosine[k * turn],
              sine[k * turn],
              lanes);
        }
      }
    }
  }

  private static void exchange(float[][] arrays, int i, int j) {
    float[] swap = arrays[i];
    arrays[i] = arrays[j];
    arrays[j] = swap;
  }

  private static void sumAndDifference(float[] a, float[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      float x = a[i];
      float y = b[i];
      a[i] = x + y;
      b[i] = x - y;
    }
  }

  private static void butterfly(
      float[] aReal,
      float[] aImaginary,
      float[] bReal,
      float[] bImaginary,
      float cosine,
      float sine,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      float x = cosine * bReal[i] - sine * bImaginary[i];
      float y = cosine * bImaginary[i] + sine * bReal[i];
      bReal[i] = aReal[i] - x;
      bImaginary[i] = aImaginary[i] - y;
      aReal[i] += x;
      aImaginary[i] += y;
    }
  }
}
