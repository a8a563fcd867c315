package org.geofringe.server.raster;

/**
 * The floating-point predictor (Adobe Photoshop TIFF Technical Note 3): the bytes of a row sorted
 * by weight, most significant first, then each replaced by its difference from the one before.
 * {@link Predictor} undoes it.
 */
final class FloatPredictor {
  private FloatPredictor() {}

  /**
   * Encodes one row.
   *
   * @param values not modified; every NaN is stored as the same NaN
   * @param target {@code 4 * count} bytes from {@code at} on are overwritten
   */
  static void encode(float[] values, int offset, int count, byte[] target, int at) {
    int second = at + count;
    int third = second + count;
    int fourth = third + count;
    int first = Float.floatToIntBits(values[offset]);
    int before = first;
    for (int i = 1; i < count; i++) {
      int bits = Float.floatToIntBits(values[offset + i]);
      target[at + i] = (byte) ((bits >>> 24) - (before >>> 24));
      target[second + i] = (byte) ((bits >>> 16) - (before >>> 16));
      target[third + i] = (byte) ((bits >>> 8) - (before >>> 8));
      target[fourth + i] = (byte) (bits - before);
      before = bits;
    }
    // The first byte of each weight follows the last one of the weight above.
    target[at] = (byte) (first >>> 24);
    target[second] = (byte) ((first >>> 16) - (before >>> 24));
    target[third] = (byte) ((first >>> 8) - (before >>> 16));
    target[fourth] = (byte) (first - (before >>> 8));
  }
}
