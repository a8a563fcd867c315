package org.geofringe.server.raster;

import java.nio.ByteOrder;

/**
 * Undoes what was done to a block before compression: differences between neighbours (TIFF 6.0,
 * section 14) or the floating-point predictor (Adobe Photoshop TIFF Technical Note 3), which stores
 * the bytes of a row by their weight, most significant first, as differences.
 */
final class Predictor {
  private Predictor() {}

  static void check(TiffFile file, int predictor, SampleType type) {
    boolean known =
        predictor == TiffTag.PREDICTOR_NONE
            || (predictor == TiffTag.PREDICTOR_HORIZONTAL && !type.isComplex())
            || (predictor == TiffTag.PREDICTOR_FLOAT && type.isFloat());
    if (!known) {
      throw BlockLayout.unsupported(file, "it uses predictor " + predictor + " on " + type);
    }
  }

  /**
   * Undoes a predictor.
   *
   * @param block rows one after another; modified; afterwards values in the file's byte order
   */
  static void undo(byte[] block, int rows, BlockLayout layout, ByteOrder order) {
    int rowBytes = layout.rowBytes();
    int stride = layout.bandsPerBlock();
    int size = layout.type().bytes();
    byte[] row = new byte[rowBytes];
    for (int r = 0; r < rows; r++) {
      if (layout.predictor() == TiffTag.PREDICTOR_FLOAT) {
        undoFloat(block, r * rowBytes, row, stride, size);
      } else if (layout.predictor() == TiffTag.PREDICTOR_HORIZONTAL) {
        undoHorizontal(block, r * rowBytes, rowBytes, stride, size, order);
      }
    }
  }

  /** libtiff, and so GDAL, ends with the planes in this order in big-endian files too. */
  private static void undoFloat(byte[] block, int at, byte[] row, int stride, int size) {
    int length = row.length;
    for (int i = stride; i < length; i++) {
      block[at + i] += block[at + i - stride];
    }
    System.arraycopy(block, at, row, 0, length);
    int values = length / size;
    for (int b = 0; b < size; b++) {
      int to = at + size - 1 - b;
      int from = b * values;
      for (int i = 0; i < values; i++) {
        block[to + i * size] = row[from + i];
      }
    }
  }

  private static void undoHorizontal(
      byte[] block, int at, int length, int stride, int size, ByteOrder order) {
    int step = stride * size;
    for (int i = at + step; i < at + length; i += size) {
      int carry = 0;
      for (int b = 0; b < size; b++) {
        int k = order == ByteOrder.BIG_ENDIAN ? size - 1 - b : b;
        int sum = (block[i + k] & 0xff) + (block[i - step + k] & 0xff) + carry;
        block[i + k] = (byte) sum;
        carry = sum >>> 8;
      }
    }
  }
}
