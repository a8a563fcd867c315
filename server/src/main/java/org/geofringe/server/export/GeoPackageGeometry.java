package org.geofringe.server.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Points and two-point lines as GeoPackage binary: its header (OGC 12-128r17, clause 2.1.3) without
 * an envelope for points and with one for lines, then well-known binary, all little-endian.
 */
final class GeoPackageGeometry {

  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final byte LITTLE_ENDIAN = 1;
  private static final byte WITH_BOX = 2;

  private GeoPackageGeometry() {}

  static byte[] point(int crs, double x, double y) {
    byte[] bytes = new byte[8 + 21];
    start(bytes, LITTLE_ENDIAN, crs).put(LITTLE_ENDIAN).putInt(POINT).putDouble(x).putDouble(y);
    return bytes;
  }

  static byte[] line(int crs, double x0, double y0, double x1, double y1) {
    byte[] bytes = new byte[8 + 32 + 41];
    ByteBuffer out = start(bytes, (byte) (LITTLE_ENDIAN | WITH_BOX), crs);
    out.putDouble(Math.min(x0, x1)).putDouble(Math.max(x0, x1));
    out.putDouble(Math.min(y0, y1)).putDouble(Math.max(y0, y1));
    out.put(LITTLE_ENDIAN).putInt(LINE).putInt(2);
    out.putDouble(x0).putDouble(y0).putDouble(x1).putDouble(y1);
    return bytes;
  }

  private static ByteBuffer start(byte[] bytes, byte flags, int crs) {
    return ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'G')
        .put((byte) 'P')
        .put((byte) 0)
        .put(flags)
        .putInt(crs);
  }
}
