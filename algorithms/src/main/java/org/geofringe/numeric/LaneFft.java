package org.geofringe.numeric;

/**
 * The discrete Fourier transform along the first index of many lanes at once: Σ x[i] exp(-2πj i
 * k/n) for every lane. All that differs between lanes is their data, so every loop runs over the
 * same index of arrays of their own, which the JDK's compiler turns into vector instructions.
 *
 * <p>Decimation in time, two stages of radix 2 in one pass (Cooley and Tukey 1965). The order that
 * it needs at the start is made by exchanging arrays, not numbers. Holds tables only: safe for use
 * by many threads.
 */
public final class LaneFft {

  private final int length;
  private final int[] reversed;
  private final float[] cosine;
  private final float[] sine;

  /**
   * A transform of one length.
   *
   * @param length a power of two, at least 4
   */
  public LaneFft(int length) {
    if (length < 4 || Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException(
          "a transform's length must be a power of two of at least 4, got " + length);
    }
    this.length = length;
    int bits = Integer.numberOfTrailingZeros(length);
    reversed = new int[length];
    cosine = new float[length];
    sine = new float[length];
    for (int i = 0; i < length; i++) {
      reversed[i] = Integer.reverse(i) >>> (Integer.SIZE - bits);
      cosine[i] = (float) Math.cos(2 * Math.PI * i / length);
      sine[i] = (float) -Math.sin(2 * Math.PI * i / length);
    }
  }

  /** Number of arrays that a transform takes. */
  public int length() {
    return length;
  }

  /**
   * Transforms every lane; not scaled. To go back, hand over the imaginary parts as real and the
   * real as imaginary, and divide by the length.
   *
   * @param real {@link #length()} arrays of one length, no two the same; exchanged and replaced
   * @param imaginary as many arrays of that length; exchanged and replaced
   */
  public void transform(float[][] real, float[][] imaginary) {
    for (int i = 0; i < length; i++) {
      int j = reversed[i];
      if (j > i) {
        float[] row = real[i];
        real[i] = real[j];
        real[j] = row;
        row = imaginary[i];
        imaginary[i] = imaginary[j];
        imaginary[j] = row;
      }
    }
    int half = 1;
    if (Integer.numberOfTrailingZeros(length) % 2 == 1) {
      for (int i = 0; i < length; i += 2) {
        sumAndDifference(real[i], real[i + 1]);
        sumAndDifference(imaginary[i], imaginary[i + 1]);
      }
      half = 2;
    }
    for (; half < length; half *= 4) {
      for (int block = 0; block < length; block += 4 * half) {
        for (int k = 0; k < half; k++) {
          int first = block + k;
          int second = first + half;
          int third = second + half;
          int fourth = third + half;
          if (k > 0) {
            int turn = k * (length / (4 * half));
            rotate(real[second], imaginary[second], cosine[2 * turn], sine[2 * turn]);
            rotate(real[third], imaginary[third], cosine[turn], sine[turn]);
            rotate(real[fourth], imaginary[fourth], cosine[3 * turn], sine[3 * turn]);
          }
          fourPoints(
              real[first],
              imaginary[first],
              real[second],
              imaginary[second],
              real[third],
              imaginary[third],
              real[fourth],
              imaginary[fourth]);
        }
      }
    }
  }

  private static void sumAndDifference(float[] a, float[] b) {
    int lanes = Math.min(a.length, b.length);
    for (int i = 0; i < lanes; i++) {
      float x = a[i];
      float y = b[i];
      a[i] = x + y;
      b[i] = x - y;
    }
  }

  private static void rotate(float[] real, float[] imaginary, float cosine, float sine) {
    int lanes = Math.min(real.length, imaginary.length);
    for (int i = 0; i < lanes; i++) {
      float x = real[i];
      float y = imaginary[i];
      real[i] = cosine * x - sine * y;
      imaginary[i] = cosine * y + sine * x;
    }
  }

  private static void fourPoints(
      float[] ar,
      float[] ai,
      float[] br,
      float[] bi,
      float[] cr,
      float[] ci,
      float[] dr,
      float[] di) {
    int lanes = ar.length;
    for (int i = 0; i < lanes; i++) {
      float plusR = ar[i] + br[i];
      float plusI = ai[i] + bi[i];
      float minusR = ar[i] - br[i];
      float minusI = ai[i] - bi[i];
      float sumR = cr[i] + dr[i];
      float sumI = ci[i] + di[i];
      float differenceR = cr[i] - dr[i];
      float differenceI = ci[i] - di[i];
      ar[i] = plusR + sumR;
      ai[i] = plusI + sumI;
      cr[i] = plusR - sumR;
      ci[i] = plusI - sumI;
      br[i] = minusR + differenceI;
      bi[i] = minusI - differenceR;
      dr[i] = minusR - differenceI;
      di[i] = minusI + differenceR;
    }
  }
}
