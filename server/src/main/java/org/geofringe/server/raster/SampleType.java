package org.geofringe.server.raster;

import java.nio.ByteBuffer;

/** How one value of a band is stored. Complex types are read as their real part. */
public enum SampleType {
  UINT8(8, 1),
  INT8(8, 2),
  UINT16(16, 1),
  INT16(16, 2),
  UINT32(32, 1),
  INT32(32, 2),
  FLOAT32(32, 3),
  FLOAT64(64, 3),
  COMPLEX_INT16(32, 5),
  COMPLEX_INT32(64, 5),
  COMPLEX_FLOAT32(64, 6),
  COMPLEX_FLOAT64(128, 6);

  private final int bits;
  private final int format;

  SampleType(int bits, int format) {
    this.bits = bits;
    this.format = format;
  }

  /** Bytes of one value; both parts of a complex one. */
  public int bytes() {
    return bits / 8;
  }

  public boolean isComplex() {
    return format >= 5;
  }

  /** Whether a value is one floating-point number. */
  public boolean isFloat() {
    return format == 3;
  }

  int bits() {
    return bits;
  }

  /** The number of TIFF's SampleFormat field. */
  int format() {
    return format;
  }

  /** The type that TIFF's BitsPerSample and SampleFormat name, or null when there is none here. */
  static @org.jspecify.annotations.Nullable SampleType of(int bits, int format) {
    int known = format == 4 || format == 0 ? 1 : format;
    for (SampleType type : values()) {
      if (type.bits == bits && type.format == known) {
        return type;
      }
    }
    return null;
  }

  /** The value at a byte position, in the buffer's byte order, rounded to float. */
  float get(ByteBuffer bytes, int at) {
    return switch (this) {
      case UINT8 -> bytes.get(at) & 0xff;
      case INT8 -> bytes.get(at);
      case UINT16 -> bytes.getShort(at) & 0xffff;
      case INT16, COMPLEX_INT16 -> bytes.getShort(at);
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
      case INT32, COMPLEX_INT32 -> bytes.getInt(at);
      case FLOAT32, COMPLEX_FLOAT32 -> bytes.getFloat(at);
      case FLOAT64, COMPLEX_FLOAT64 -> (float) bytes.getDouble(at);
    };
  }
}
