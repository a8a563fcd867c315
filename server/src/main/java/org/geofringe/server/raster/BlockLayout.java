package org.geofringe.server.raster;

import java.util.Locale;
import org.geofringe.server.run.UserException;

/**
 * How the values of a TIFF image lie in its file: rectangular blocks (strips or tiles), each stored
 * by itself. Every block is known to lie within the file.
 *
 * @param bandsPerBlock 1 where each band has blocks of its own, else the number of bands
 * @param offsets byte at which a block starts; 0 with a count of 0 is a block of nothing but
 *     no-data
 * @param counts stored bytes of a block
 */
record BlockLayout(
    int width,
    int height,
    int bands,
    SampleType type,
    int compression,
    int predictor,
    int bandsPerBlock,
    boolean tiled,
    int blockWidth,
    int blockHeight,
    long[] offsets,
    long[] counts) {

  /** Larger blocks are refused before memory is taken for them. */
  private static final long MAX_BLOCK_BYTES = 512L << 20;

  private static final int MAX_BANDS = 65_535;
  private static final int MAX_SIDE = 1_000_000;

  /** Reads and checks the layout. */
  static BlockLayout of(TiffFile file) {
    TiffDirectory d = file.directory();
    int width = size(file, TiffTag.IMAGE_WIDTH, "width", MAX_SIDE);
    int height = size(file, TiffTag.IMAGE_LENGTH, "height", MAX_SIDE);
    int bands =
        d.has(TiffTag.SAMPLES_PER_PIXEL)
            ? size(file, TiffTag.SAMPLES_PER_PIXEL, "number of bands", MAX_BANDS)
            : 1;
    SampleType type = sampleType(file);
    int compression = (int) d.first(TiffTag.COMPRESSION).orElse(TiffTag.COMPRESSION_NONE);
    BlockDecoder.checkSupported(file, compression);
    int predictor = (int) d.first(TiffTag.PREDICTOR).orElse(TiffTag.PREDICTOR_NONE);
    Predictor.check(file, predictor, type);
    if (d.first(TiffTag.FILL_ORDER).orElse(1) != 1) {
      throw unsupported(file, "its bits are stored in reverse order");
    }
    boolean planar =
        d.first(TiffTag.PLANAR_CONFIGURATION).orElse(TiffTag.PLANAR_PIXEL) == TiffTag.PLANAR_BAND;
    boolean tiled = d.has(TiffTag.TILE_OFFSETS);
    int blockWidth = tiled ? size(file, TiffTag.TILE_WIDTH, "tile width", MAX_SIDE) : width;
    int blockHeight =
        tiled
            ? size(file, TiffTag.TILE_LENGTH, "tile height", MAX_SIDE)
            : (int) Math.min(height, d.first(TiffTag.ROWS_PER_STRIP).orElse(height));
    if (blockHeight < 1) {
      throw file.broken("its strips have no rows");
    }
    int bandsPerBlock = planar ? 1 : bands;
    long blockBytes = (long) blockWidth * blockHeight * bandsPerBlock;
    if (blockBytes > MAX_BLOCK_BYTES / type.bytes()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s is stored in blocks of %d x %d cells x %d bands, more than 512 MB each; "
                  + "convert it with gdal_translate -co TILED=YES",
              file.path(),
              blockWidth,
              blockHeight,
              bandsPerBlock));
    }
    BlockLayout layout =
        new BlockLayout(
            width,
            height,
            bands,
            type,
            compression,
            predictor,
            bandsPerBlock,
            tiled,
            blockWidth,
            blockHeight,
            integers(file, tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS),
            integers(file, tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS));
    layout.checkBlocks(file);
    return layout;
  }

  int blocksAcross() {
    return (width + blockWidth - 1) / blockWidth;
  }

  int blocksDown() {
    return (height + blockHeight - 1) / blockHeight;
  }

  /** Number of the block of a band (0 first) at a block row and column. */
  int block(int band, int blockRow, int blockColumn) {
    int plane = bandsPerBlock == 1 ? band : 0;
    return (plane * blocksDown() + blockRow) * blocksAcross() + blockColumn;
  }

  /** Rows that a block holds: the last strip is shorter, a tile never is. */
  int rowsOf(int blockRow) {
    return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
  }

  private void checkBlocks(TiffFile file) {
    long planes = bandsPerBlock == 1 ? bands : 1;
    long needed = planes * blocksDown() * blocksAcross();
    if (offsets.length < needed || counts.length < needed) {
      throw file.broken(
          String.format(
              Locale.ROOT,
              "%d x %d cells need %d blocks but it lists %d",
              width,
              height,
              needed,
              Math.min(offsets.length, counts.length)));
    }
    for (int i = 0; i < needed; i++) {
      if (offsets[i] == 0 && counts[i] == 0) {
        continue;
      }
      if (offsets[i] <= 0 || counts[i] <= 0 || offsets[i] > file.length() - counts[i]) {
        throw file.truncated(
            String.format(
                Locale.ROOT,
                "block %d of %d should reach byte %d but the file has %d",
                i + 1,
                needed,
                offsets[i] + counts[i],
                file.length()));
      }
      if (rawBytes(i) > counts[i] * largestRatio()) {
        throw file.broken(
            String.format(
                Locale.ROOT,
                "block %d of %d claims %d bytes of cells in %d",
                i + 1,
                needed,
                rawBytes(i),
                counts[i]));
      }
    }
  }

  /** How many bytes of cells one stored byte can at most stand for. */
  private long largestRatio() {
    return switch (compression) {
      case TiffTag.COMPRESSION_NONE -> 1;
      case TiffTag.COMPRESSION_PACKBITS -> 128;
      case TiffTag.COMPRESSION_DEFLATE, TiffTag.COMPRESSION_OLD_DEFLATE -> 1100;
      case TiffTag.COMPRESSION_LZW -> 4096;
      default -> 1L << 20;
    };
  }

  /** Bytes of a block before compression. */
  int rawBytes(int block) {
    int blockRow = block / blocksAcross() % blocksDown();
    return rowsOf(blockRow) * rowBytes();
  }

  /** Bytes of one row of a block before compression. */
  int rowBytes() {
    return blockWidth * bandsPerBlock * type.bytes();
  }

  private static int size(TiffFile file, int tag, String name, int max) {
    long value = file.directory().first(tag).orElse(0);
    if (value < 1 || value > max) {
      throw file.broken("its " + name + " is " + value + ", not 1 to " + max);
    }
    return (int) value;
  }

  private static SampleType sampleType(TiffFile file) {
    long[] bits = file.directory().integers(TiffTag.BITS_PER_SAMPLE);
    long[] formats = file.directory().integers(TiffTag.SAMPLE_FORMAT);
    long bit = bits == null || bits.length == 0 ? 1 : bits[0];
    long format = formats == null || formats.length == 0 ? 1 : formats[0];
    if (!allEqual(bits, bit) || !allEqual(formats, format)) {
      throw unsupported(file, "its bands have different types");
    }
    SampleType type = SampleType.of((int) bit, (int) format);
    if (type == null) {
      throw unsupported(file, "it stores " + bit + "-bit values of format " + format);
    }
    return type;
  }

  private static boolean allEqual(long @org.jspecify.annotations.Nullable [] values, long first) {
    if (values != null) {
      for (long value : values) {
        if (value != first) {
          return false;
        }
      }
    }
    return true;
  }

  private static long[] integers(TiffFile file, int tag) {
    long[] values = file.directory().integers(tag);
    if (values == null) {
      throw file.broken("field " + tag + " is missing");
    }
    return values;
  }

  static UserException unsupported(TiffFile file, String why) {
    return new UserException(
        file.path()
            + " cannot be read: "
            + why
            + "; convert it with gdal_translate -ot Float32 -co COMPRESS=DEFLATE");
  }
}
