package org.geofringe.server.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the fields of a TIFF directory and lays them out as little-endian bytes. */
final class DirectoryBuilder {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int LONG8 = 16;

  private record Field(int type, int count, long[] integers, double[] doubles, byte[] text) {}

  private final boolean big;
  private final Map<Integer, Field> fields = new TreeMap<>();

  DirectoryBuilder(boolean big) {
    this.big = big;
  }

  static int headerSize(boolean big) {
    return big ? 16 : 8;
  }

  /** The file header pointing at the first directory. */
  static ByteBuffer header(boolean big, long firstDirectory) {
    ByteBuffer header = ByteBuffer.allocate(headerSize(big)).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) 0x4949);
    if (big) {
      header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(firstDirectory);
    } else {
      header.putShort((short) 42).putInt((int) firstDirectory);
    }
    return header.flip();
  }

  DirectoryBuilder shorts(int tag, int... values) {
    long[] integers = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = values[i];
    }
    fields.put(tag, new Field(SHORT, values.length, integers, new double[0], new byte[0]));
    return this;
  }

  DirectoryBuilder integer(int tag, long value) {
    fields.put(tag, new Field(LONG, 1, new long[] {value}, new double[0], new byte[0]));
    return this;
  }

  /** Positions or sizes within the file: 8 bytes each in a BigTIFF. */
  DirectoryBuilder offsets(int tag, long[] values) {
    int type = big ? LONG8 : LONG;
    fields.put(tag, new Field(type, values.length, values, new double[0], new byte[0]));
    return this;
  }

  DirectoryBuilder doubles(int tag, double... values) {
    fields.put(tag, new Field(DOUBLE, values.length, new long[0], values, new byte[0]));
    return this;
  }

  DirectoryBuilder text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    fields.put(tag, new Field(ASCII, bytes.length, new long[0], new double[0], bytes));
    return this;
  }

  /** Bytes that {@link #build} makes; does not depend on the values, only on how many there are. */
  int size() {
    int size = tableSize();
    for (Field field : fields.values()) {
      size += outOfLine(field);
    }
    return size;
  }

  /**
   * Lays the directory out.
   *
   * @param at where in the file it will start, even
   * @param next where the next directory starts, 0 for none
   */
  ByteBuffer build(long at, long next) {
    ByteBuffer bytes = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
    int free = tableSize();
    if (big) {
      bytes.putLong(fields.size());
    } else {
      bytes.putShort((short) fields.size());
    }
    for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
      Field field = entry.getValue();
      bytes.putShort(entry.getKey().shortValue()).putShort((short) field.type);
      putOffset(bytes, field.count);
      int after = bytes.position() + (big ? 8 : 4);
      if (outOfLine(field) > 0) {
        putOffset(bytes, at + free);
        bytes.position(free);
        free += outOfLine(field);
      }
      putValues(bytes, field);
      bytes.position(after);
    }
    putOffset(bytes, next);
    return bytes.rewind();
  }

  private void putOffset(ByteBuffer bytes, long value) {
    if (big) {
      bytes.putLong(value);
    } else {
      bytes.putInt((int) value);
    }
  }

  private static void putValues(ByteBuffer bytes, Field field) {
    switch (field.type) {
      case ASCII -> bytes.put(field.text);
      case SHORT -> {
        for (long value : field.integers) {
          bytes.putShort((short) value);
        }
      }
      case LONG -> {
        for (long value : field.integers) {
          bytes.putInt((int) value);
        }
      }
      case LONG8 -> {
        for (long value : field.integers) {
          bytes.putLong(value);
        }
      }
      default -> {
        for (double value : field.doubles) {
          bytes.putDouble(value);
        }
      }
    }
  }

  private int tableSize() {
    return big ? 8 + 20 * fields.size() + 8 : 2 + 12 * fields.size() + 4;
  }

  /** Bytes that a field takes outside the table, rounded up so that each starts on 8 bytes. */
  private int outOfLine(Field field) {
    int size = field.count * TiffDirectory.sizeOf(field.type);
    return size <= (big ? 8 : 4) ? 0 : (size + 7) / 8 * 8;
  }
}
