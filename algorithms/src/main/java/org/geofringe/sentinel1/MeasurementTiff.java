package org.geofringe.sentinel1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the lines of a measurement TIFF lie: complex 16-bit integers, uncompressed, in strips;
 * classic TIFF or BigTIFF of either byte order.
 *
 * <p>Source: Adobe, TIFF Revision 6.0; the BigTIFF extension as in libtiff.
 *
 * @param width samples of a line
 * @param height lines
 * @param order of the bytes of a number
 * @param lineOffsets byte at which each line begins
 */
record MeasurementTiff(int width, int height, ByteOrder order, long[] lineOffsets) {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int SAMPLE_FORMAT = 339;
  private static final int COMPLEX_INTEGER = 5;
  private static final int BYTES = 4;

  /** Lines, or samples of a line, that no sub-swath has. */
  private static final int MOST = 1 << 22;

  private record Field(int type, long count, long place) {}

  /**
   * Reads the header.
   *
   * @throws IOException where the file is not such a TIFF, or its lines do not lie within it
   */
  static MeasurementTiff read(ByteSource bytes, String source) throws IOException {
    return new Reader(bytes, source).read();
  }

  private static final class Reader {

    private final ByteSource bytes;
    private final String source;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean big;
    private ByteBuffer table = ByteBuffer.allocate(0);
    private long tableStart;
    private final Map<Integer, Field> fields = new HashMap<>();

    Reader(ByteSource bytes, String source) {
      this.bytes = bytes;
      this.source = source;
    }

    MeasurementTiff read() throws IOException {
      readFields();
      long width = single(WIDTH);
      long height = single(HEIGHT);
      if (width < 1 || height < 1 || width > MOST || height > MOST) {
        throw error("says that it has %d lines of %d samples".formatted(height, width));
      }
      expect(BITS, 32, "bits a sample");
      expect(SAMPLE_FORMAT, COMPLEX_INTEGER, "as its sample format (complex integers)");
      expect(COMPRESSION, 1, "as its compression (none)");
      if (fields.containsKey(SAMPLES_PER_PIXEL)) {
        expect(SAMPLES_PER_PIXEL, 1, "samples a pixel");
      }
      if (width * BYTES > (bytes.size() / height)) {
        throw error(
            "is cut off: %d lines of %d samples need %d bytes, it has %d"
                .formatted(height, width, width * BYTES * height, bytes.size()));
      }
      long rows = fields.containsKey(ROWS_PER_STRIP) ? single(ROWS_PER_STRIP) : height;
      return new MeasurementTiff(
          (int) width, (int) height, order, lines(width, height, Math.min(rows, height)));
    }

    private long[] lines(long width, long height, long rows) throws IOException {
      if (rows < 1) {
        throw error("says that a strip has " + rows + " lines");
      }
      long strips = (height + rows - 1) / rows;
      long[] offsets = values(STRIP_OFFSETS, strips);
      long[] sizes = values(STRIP_BYTES, strips);
      long[] lines = new long[(int) height];
      for (int strip = 0; strip < strips; strip++) {
        long first = strip * rows;
        long count = Math.min(rows, height - first);
        if (sizes[strip] != count * width * BYTES) {
          throw error(
              "has %d bytes in strip %d, must be %d"
                  .formatted(sizes[strip], strip, count * width * BYTES));
        }
        if (offsets[strip] < 8 || offsets[strip] > bytes.size() - sizes[strip]) {
          throw error(
              "is cut off: strip %d lies at byte %d, and the file has %d bytes"
                  .formatted(strip, offsets[strip], bytes.size()));
        }
        for (int row = 0; row < count; row++) {
          lines[(int) first + row] = offsets[strip] + row * width * BYTES;
        }
      }
      return lines;
    }

    private void readFields() throws IOException {
      if (bytes.size() < 16) {
        throw error("is no TIFF: it has " + bytes.size() + " bytes");
      }
      ByteBuffer header = buffer(0, 16);
      int mark = header.getShort(0);
      if (mark == 0x4d4d) {
        order = ByteOrder.BIG_ENDIAN;
      } else if (mark != 0x4949) {
        throw error("is no TIFF");
      }
      header.order(order);
      int version = header.getShort(2);
      if (version != 42 && version != 43) {
        throw error("is no TIFF");
      }
      big = version == 43;
      long at = big ? header.getLong(8) : header.getInt(4) & 0xffffffffL;
      long count = big ? buffer(at, 8).getLong(0) : buffer(at, 2).getShort(0) & 0xffff;
      if (count < 1 || count > 4096) {
        throw error("says that it has " + count + " fields");
      }
      int length = big ? 20 : 12;
      long start = at + (big ? 8 : 2);
      ByteBuffer all = buffer(start, (int) count * length);
      table = all;
      tableStart = start;
      for (int i = 0; i < count; i++) {
        int field = i * length;
        fields.put(
            all.getShort(field) & 0xffff,
            new Field(
                all.getShort(field + 2) & 0xffff,
                big ? all.getLong(field + 4) : all.getInt(field + 4) & 0xffffffffL,
                start + field + (big ? 12 : 8)));
      }
    }

    private void expect(int tag, long wanted, String what) throws IOException {
      long found = single(tag);
      if (found != wanted) {
        throw error("has %d %s, must be %d".formatted(found, what, wanted));
      }
    }

    private long single(int tag) throws IOException {
      return values(tag, 1)[0];
    }

    private long[] values(int tag, long wanted) throws IOException {
      Field field = fields.get(tag);
      if (field == null) {
        throw error("has no field " + tag);
      }
      int size =
          switch (field.type) {
            case 3 -> 2;
            case 4 -> 4;
            case 16 -> 8;
            default -> throw error("has type " + field.type + " in field " + tag);
          };
      if (field.count != wanted) {
        throw error("has %d values in field %d, must be %d".formatted(field.count, tag, wanted));
      }
      // As many as one, or as the strips, of which there are no more than lines.
      long total = field.count * size;
      long place = field.place;
      if (total > (big ? 8 : 4)) {
        ByteBuffer pointer = buffer(place, big ? 8 : 4);
        place = big ? pointer.getLong(0) : pointer.getInt(0) & 0xffffffffL;
      }
      if (place < 0 || total > bytes.size() - place) {
        throw error("is cut off: field " + tag + " lies outside of it");
      }
      ByteBuffer values = buffer(place, (int) total);
      long[] numbers = new long[(int) field.count];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] =
            switch (size) {
              case 2 -> values.getShort(2 * i) & 0xffff;
              case 4 -> values.getInt(4 * i) & 0xffffffffL;
              default -> values.getLong(8 * i);
            };
      }
      return numbers;
    }

    private ByteBuffer buffer(long position, int count) throws IOException {
      // A deflated file is read forwards only, so the table is not read twice.
      if (position >= tableStart && position + count <= tableStart + table.limit()) {
        return table.slice((int) (position - tableStart), count).order(order);
      }
      ByteBuffer buffer = ByteBuffer.allocate(count);
      bytes.read(position, buffer);
      return buffer.flip().order(order);
    }

    private IOException error(String what) {
      return new IOException(source + " " + what);
    }
  }
}
