package org.geofringe.numeric;

/**
 * The two-dimensional discrete Fourier transform of square patches that lie side by side, all at
 * once: along the first index of all their columns, a transposition of each patch, and along the
 * first index again. The spectrum stays transposed, which spares two transpositions and does not
 * matter to what treats both directions alike.
 *
 * <p>Keeps the patches: one object per thread.
 */
public final class PatchFft {

  private final int size;
  private final LaneFft fft;
  private float[][] real;
  private float[][] imaginary;
  private float[][] spareReal;
  private float[][] spareImaginary;

  /**
   * Room for some patches.
   *
   * @param size cells along a patch's side, a power of two of at least 2
   * @param capacity most patches side by side, at least 1
   */
  public PatchFft(int size, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("there must be room for a patch, got " + capacity);
    }
    this.size = size;
    fft = new LaneFft(size);
    real = new float[size][capacity * size];
    imaginary = new float[size][capacity * size];
    spareReal = new float[size][capacity * size];
    spareImaginary = new float[size][capacity * size];
  }

  /**
   * Real parts of a row of all patches, one after the other; of a column of their spectra after
   * {@link #forward}. The array is another one after each transform.
   */
  public float[] real(int index) {
    return real[index];
  }

  /** Imaginary parts, likewise. */
  public float[] imaginary(int index) {
    return imaginary[index];
  }

  /**
   * Patches to spectra, Σ z exp(-2πj(...)), not scaled.
   *
   * @param patches how many of them count, from the first on
   */
  public void forward(int patches) {
    fft.transform(real, imaginary, patches * size);
    transpose(patches);
    fft.transform(real, imaginary, patches * size);
  }

  /**
   * Spectra back to patches, Σ z exp(+2πj(...)), not scaled: {@code size * size} times the patches.
   *
   * @param patches how many of them count, from the first on
   */
  public void inverse(int patches) {
    fft.transform(imaginary, real, patches * size);
    transpose(patches);
    fft.transform(imaginary, real, patches * size);
  }

  private void transpose(int patches) {
    transpose(real, patches * size, spareReal);
    transpose(imaginary, patches * size, spareImaginary);
    float[][] swap = real;
    real = spareReal;
    spareReal = swap;
    swap = imaginary;
    imaginary = spareImaginary;
    spareImaginary = swap;
  }

  private void transpose(float[][] from, int lanes, float[][] to) {
    for (int first = 0; first < lanes; first += size) {
      for (int i = 0; i < size; i++) {
        float[] row = to[i];
        for (int j = 0; j < size; j++) {
          row[first + j] = from[j][first + i];
        }
      }
    }
  }
}
