package org.geofringe.geocoding;

/**
 * Values between the samples of a deramped tile: weights of both axes from their tables, taps along
 * range summed line by line. Taps along range are written out eight at a time with their weights in
 * registers; loops over single taps ran at two thirds of the speed (16 taps).
 *
 * <p>Keeps work arrays: one object per thread.
 */
final class Interpolator {

  private final ResamplingKernel azimuth;
  private final ResamplingKernel range;
  private final float[] across;
  private final float[] along;

  Interpolator(ResamplingKernel azimuth, ResamplingKernel range) {
    this.azimuth = azimuth;
    this.range = range;
    this.across = new float[azimuth.taps()];
    this.along = new float[range.taps()];
  }

  /**
   * Interpolates points whose samples the tile holds.
   *
   * @param tile not modified
   * @param lines fractional lines, NaN for points to leave out; not modified
   * @param samples fractional samples; not modified
   * @param offset of the first point in lines and samples
   * @param count number of points
   * @param values receives real and imaginary parts in turn from index 0, NaN for points left out;
   *     modified
   */
  void row(
      DerampedTile tile, double[] lines, double[] samples, int offset, int count, float[] values) {
    boolean byEight = range.taps() % 8 == 0;
    float[] source = tile.values();
    int stride = tile.stride();
    for (int i = 0; i < count; i++) {
      double line = lines[offset + i];
      if (Double.isNaN(line)) {
        values[2 * i] = Float.NaN;
        values[2 * i + 1] = Float.NaN;
        continue;
      }
      double sample = samples[offset + i];
      int wholeLine = (int) line;
      int wholeSample = (int) sample;
      azimuth.weights((float) (line - wholeLine), across);
      range.weights((float) (sample - wholeSample), along);
      int from = tile.index(wholeLine + 1 - azimuth.before(), wholeSample + 1 - range.before());
      if (byEight) {
        values[2 * i] = 0;
        values[2 * i + 1] = 0;
        for (int tap = 0; tap < along.length; tap += 8) {
          eight(source, from + 2 * tap, stride, tap, values, 2 * i);
        }
      } else {
        any(source, from, stride, values, 2 * i);
      }
    }
  }

  /** Adds the share of eight taps along range. */
  private void eight(float[] v, int from, int stride, int tap, float[] values, int at) {
    float[] w = along;
    float w0 = w[tap];
    float w1 = w[tap + 1];
    float w2 = w[tap + 2];
    float w3 = w[tap + 3];
    float w4 = w[tap + 4];
    float w5 = w[tap + 5];
    float w6 = w[tap + 6];
    float w7 = w[tap + 7];
    float real = 0;
    float imaginary = 0;
    int p = from;
    for (float weight : across) {
      real +=
          weight
              * ((w0 * v[p] + w1 * v[p + 2])
                  + (w2 * v[p + 4] + w3 * v[p + 6])
                  + ((w4 * v[p + 8] + w5 * v[p + 10]) + (w6 * v[p + 12] + w7 * v[p + 14])));
      imaginary +=
          weight
              * ((w0 * v[p + 1] + w1 * v[p + 3])
                  + (w2 * v[p + 5] + w3 * v[p + 7])
                  + ((w4 * v[p + 9] + w5 * v[p + 11]) + (w6 * v[p + 13] + w7 * v[p + 15])));
      p += stride;
    }
    values[at] += real;
    values[at + 1] += imaginary;
  }

  private void any(float[] v, int from, int stride, float[] values, int at) {
    float[] w = along;
    float real = 0;
    float imaginary = 0;
    int start = from;
    for (float weight : across) {
      float lineReal = 0;
      float lineImaginary = 0;
      int p = start;
      for (int tap = 0; tap + 1 < w.length; tap += 2) {
        lineReal += w[tap] * v[p] + w[tap + 1] * v[p + 2];
        lineImaginary += w[tap] * v[p + 1] + w[tap + 1] * v[p + 3];
        p += 4;
      }
      real += weight * lineReal;
      imaginary += weight * lineImaginary;
      start += stride;
    }
    values[at] = real;
    values[at + 1] = imaginary;
  }
}
