package org.geofringe.server.raster;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Turns a stored block into its plain values. */
final class BlockDecoder {
  private final TiffFile file;
  private final BlockLayout layout;

  BlockDecoder(TiffFile file, BlockLayout layout) {
    this.file = file;
    this.layout = layout;
  }

  static void checkSupported(TiffFile file, int compression) {
    switch (compression) {
      case TiffTag.COMPRESSION_NONE,
          TiffTag.COMPRESSION_LZW,
          TiffTag.COMPRESSION_DEFLATE,
          TiffTag.COMPRESSION_OLD_DEFLATE,
          TiffTag.COMPRESSION_PACKBITS,
          TiffTag.COMPRESSION_ZSTD -> {}
      default ->
          throw BlockLayout.unsupported(file, "it is compressed with " + nameOf(compression));
    }
  }

  /**
   * The bytes of a block in the file's byte order; null for a block that the file leaves out
   * because it holds only no-data.
   */
  @org.jspecify.annotations.Nullable
  ByteBuffer decode(int block) {
    if (layout.counts()[block] == 0) {
      return null;
    }
    int size = layout.rawBytes(block);
    // A block that grew by compression is stored at most slightly larger than it was.
    long count = layout.counts()[block];
    if (count > 2L * size + 65_536) {
      throw file.broken("block " + (block + 1) + " is stored larger than its cells");
    }
    boolean compressed = layout.compression() != TiffTag.COMPRESSION_NONE;
    byte[] stored = new byte[(int) (compressed ? count : size)];
    file.read(ByteBuffer.wrap(stored), layout.offsets()[block]);
    byte[] plain = stored;
    if (compressed) {
      plain = new byte[size];
      int written = decompress(stored, plain);
      if (written != size) {
        throw file.broken("block " + (block + 1) + " does not decompress to its cells");
      }
    }
    Predictor.undo(plain, size / layout.rowBytes(), layout, file.order());
    return ByteBuffer.wrap(plain).order(file.order());
  }

  /** Returns the bytes written, or less than the target's length where the input is damaged. */
  private int decompress(byte[] stored, byte[] plain) {
    return switch (layout.compression()) {
      case TiffTag.COMPRESSION_LZW -> Lzw.decode(stored, stored.length, plain);
      case TiffTag.COMPRESSION_PACKBITS -> PackBits.decode(stored, stored.length, plain);
      case TiffTag.COMPRESSION_ZSTD -> unzstd(stored, plain);
      default -> inflate(stored, plain);
    };
  }

  private static int unzstd(byte[] stored, byte[] plain) {
    try {
      return new ZstdDecompressor().decompress(stored, 0, stored.length, plain, 0, plain.length);
    } catch (MalformedInputException | IndexOutOfBoundsException e) {
      // The library finds some damage only by running over a table's end.
      return -1;
    }
  }

  private static int inflate(byte[] stored, byte[] plain) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stored);
      int written = 0;
      while (written < plain.length && !inflater.finished()) {
        int count = inflater.inflate(plain, written, plain.length - written);
        if (count == 0) {
          return written;
        }
        written += count;
      }
      return written;
    } catch (DataFormatException e) {
      return -1;
    } finally {
      inflater.end();
    }
  }

  private static String nameOf(int compression) {
    return switch (compression) {
      case 2, 3, 4 -> "a fax code";
      case 6, 7 -> "JPEG";
      case 34887 -> "LERC";
      case 34925 -> "LZMA";
      case 50001 -> "WebP";
      case 50002 -> "JPEG XL";
      default -> "code " + compression;
    };
  }
}
