package org.geofringe.server.raster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The fields of one TIFF image file directory (IFD), their values already in memory. */
final class TiffDirectory {

  /** One field: its TIFF type and its values as bytes in the file's byte order. */
  record Field(int type, int count, ByteBuffer bytes) {}

  private final Map<Integer, Field> fields;

  TiffDirectory(Map<Integer, Field> fields) {
    this.fields = fields;
  }

  /** Bytes that one value of a TIFF type takes; 0 for a type that does not exist. */
  static int sizeOf(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** The integers of a field, or null where the field is missing or holds no integers. */
  long @Nullable [] integers(int tag) {
    Field field = fields.get(tag);
    if (field == null) {
      return null;
    }
    long[] values = new long[field.count];
    ByteBuffer bytes = field.bytes;
    for (int i = 0; i < values.length; i++) {
      switch (field.type) {
        case 1, 7 -> values[i] = bytes.get(i) & 0xff;
        case 3 -> values[i] = bytes.getShort(2 * i) & 0xffff;
        case 4, 13 -> values[i] = Integer.toUnsignedLong(bytes.getInt(4 * i));
        case 16, 17, 18 -> values[i] = bytes.getLong(8 * i);
        default -> {
          return null;
        }
      }
    }
    return values;
  }

  /** The doubles of a field, or null where the field is missing or holds no doubles. */
  double @Nullable [] doubles(int tag) {
    Field field = fields.get(tag);
    if (field == null || field.type != 12) {
      return null;
    }
    double[] values = new double[field.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = field.bytes.getDouble(8 * i);
    }
    return values;
  }

  /** The text of a field without its closing zero, or null where there is none. */
  @Nullable String text(int tag) {
    Field field = fields.get(tag);
    if (field == null || field.type != 2) {
      return null;
    }
    byte[] bytes = new byte[field.count];
    field.bytes.duplicate().get(0, bytes);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The first integer of a field, or nothing where the field is missing or empty. */
  OptionalLong first(int tag) {
    long[] values = integers(tag);
    return values == null || values.length == 0 ? OptionalLong.empty() : OptionalLong.of(values[0]);
  }
}
