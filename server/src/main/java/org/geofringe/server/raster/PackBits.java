package org.geofringe.server.raster;

import java.util.Arrays;

/** PackBits run-length decompression (TIFF 6.0, section 9). */
final class PackBits {
  private PackBits() {}

  /**
   * Decompresses into an array until it is full or the input ends.
   *
   * @return bytes written
   */
  static int decode(byte[] source, int length, byte[] target) {
    int at = 0;
    int written = 0;
    while (at + 1 < length && written < target.length) {
      int head = source[at++];
      if (head >= 0) {
        int count = Math.min(Math.min(head + 1, length - at), target.length - written);
        System.arraycopy(source, at, target, written, count);
        at += head + 1;
        written += count;
      } else if (head != -128) {
        int count = Math.min(1 - head, target.length - written);
        Arrays.fill(target, written, written + count, source[at++]);
        written += count;
      }
    }
    return written;
  }
}
