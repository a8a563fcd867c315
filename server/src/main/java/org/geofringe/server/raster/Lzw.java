package org.geofringe.server.raster;

import java.util.Arrays;

/**
 * TIFF's LZW decompression (TIFF 6.0, section 13): codes of 9 to 12 bits, most significant bit
 * first, the width growing one code early.
 *
 * <p>The table keeps, for each code, where in the output its string was first written, so that a
 * string is copied from the output itself.
 */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int TABLE = 4096;

  private Lzw() {}

  /**
   * Decompresses into an array until it is full or the input ends.
   *
   * @return bytes written, or -1 where the input is no LZW stream
   */
  static int decode(byte[] source, int length, byte[] target) {
    int[] start = new int[TABLE + 1];
    int[] size = new int[TABLE + 1];
    Arrays.fill(size, 0, 256, 1);
    int next = 258;
    int width = 9;
    int previousStart = -1;
    int previousSize = 0;
    int written = 0;
    long bits = 0;
    int held = 0;
    int at = 0;
    while (written < target.length) {
      while (held < width && at < length) {
        bits = (bits << 8) | (source[at++] & 0xff);
        held += 8;
      }
      if (held < width) {
        return written;
      }
      int code = (int) (bits >>> (held - width)) & ((1 << width) - 1);
      held -= width;
      if (code == END) {
        return written;
      }
      if (code == CLEAR) {
        next = 258;
        width = 9;
        previousStart = -1;
        continue;
      }
      int count;
      if (code < 256) {
        target[written] = (byte) code;
        count = 1;
      } else if (code < next && previousStart >= 0) {
        count = Math.min(size[code], target.length - written);
        copy(target, start[code], written, count);
      } else if (code == next && previousStart >= 0) {
        count = Math.min(previousSize + 1, target.length - written);
        copy(target, previousStart, written, count);
      } else {
        return -1;
      }
      if (previousStart >= 0 && next < TABLE) {
        start[next] = previousStart;
        size[next] = previousSize + 1;
        next++;
      }
      if (next + 1 >= (1 << width) && width < 12) {
        width++;
      }
      previousStart = written;
      previousSize = count;
      written += count;
    }
    return written;
  }

  /** Copies forward byte by byte: source and target may overlap by design. */
  private static void copy(byte[] bytes, int from, int to, int count) {
    if (from + count <= to) {
      System.arraycopy(bytes, from, bytes, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      bytes[to + i] = bytes[from + i];
    }
  }
}
