package org.geofringe.server.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Points, two-point lines and polygons as GeoPackage binary: its header (OGC 12-128r17, clause
 * 2.1.3) without an envelope for points and with one for the others, then well-known binary, all
 * little-endian.
 */
final class GeoPackageGeometry {

  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int POLYGON = 3;
  private static final int MULTIPOLYGON = 6;
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

  /** The ring is given open; it is closed here and runs anticlockwise, as the standard has it. */
  static byte[] polygon(int crs, double[] x, double[] y) {
    byte[] bytes = new byte[8 + 32 + 13 + 16 * (x.length + 1)];
    ByteBuffer out = start(bytes, (byte) (LITTLE_ENDIAN | WITH_BOX), crs);
    out.putDouble(least(x)).putDouble(greatest(x)).putDouble(least(y)).putDouble(greatest(y));
    out.put(LITTLE_ENDIAN).putInt(POLYGON).putInt(1).putInt(x.length + 1);
    boolean anticlockwise = twiceArea(x, y) >= 0;
    for (int i = 0; i <= x.length; i++) {
      int corner = (anticlockwise ? i : x.length - i) % x.length;
      out.putDouble(x[corner]).putDouble(y[corner]);
    }
    return bytes;
  }

  /**
   * Polygons as they stand.
   *
   * @param box that holds them
   * @param polygons of each its rings, of each ring x and y in turn, closed
   */
  static byte[] multiPolygon(int crs, Box box, List<List<double[]>> polygons) {
    int size = 8 + 32 + 9;
    for (List<double[]> polygon : polygons) {
      size += 9;
      for (double[] ring : polygon) {
        size += 4 + Double.BYTES * ring.length;
      }
    }
    byte[] bytes = new byte[size];
    ByteBuffer out = start(bytes, (byte) (LITTLE_ENDIAN | WITH_BOX), crs);
    out.putDouble(box.minX()).putDouble(box.maxX()).putDouble(box.minY()).putDouble(box.maxY());
    out.put(LITTLE_ENDIAN).putInt(MULTIPOLYGON).putInt(polygons.size());
    for (List<double[]> polygon : polygons) {
      out.put(LITTLE_ENDIAN).putInt(POLYGON).putInt(polygon.size());
      for (double[] ring : polygon) {
        out.putInt(ring.length / 2);
        for (double value : ring) {
          out.putDouble(value);
        }
      }
    }
    return bytes;
  }

  static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  static double greatest(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double twiceArea(double[] x, double[] y) {
    double sum = 0;
    for (int i = 1; i < x.length - 1; i++) {
      sum += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
    }
    return sum;
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
