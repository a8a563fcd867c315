package org.geofringe.server.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes one-strip GeoTIFFs as other processors make them, and as they come out wrong: bytes,
 * complex, several bands, no reference system, rotated, with tags of any kind. The product writer
 * makes none of these, on purpose.
 */
final class TinyTiff {

  /** How values are stored. */
  enum Type {
    FLOAT(32, 3),
    BYTE(8, 1),
    COMPLEX(64, 6);

    private final int bits;
    private final int format;

    Type(int bits, int format) {
      this.bits = bits;
      this.format = format;
    }
  }

  int rows = 6;
  int columns = 5;
  int bands = 1;
  double west = -99.19;
  double north = 19.45;
  double spacing = 0.001;
  int epsg = 4326;
  boolean georeferenced = true;
  boolean rotated;
  boolean deflated;
  Type type = Type.FLOAT;
  String noData = "";
  String unit = "";
  final Map<String, String> tags = new TreeMap<>();
  private float[] values = new float[0];

  /** Values of the first band, row by row; repeated where there are too few. */
  TinyTiff values(float... newValues) {
    values = newValues;
    return this;
  }

  TinyTiff tag(String name, String value) {
    tags.put(name, value);
    return this;
  }

  TinyTiff type(Type newType) {
    type = newType;
    return this;
  }

  TinyTiff noData(String value) {
    noData = value;
    return this;
  }

  void write(Path path) throws IOException {
    byte[] strip = deflated ? deflate(strip()) : strip();
    Map<Integer, byte[]> fields = new TreeMap<>();
    Map<Integer, Integer> types = new TreeMap<>();
    put(fields, types, 256, 3, shorts(columns));
    put(fields, types, 257, 3, shorts(rows));
    put(fields, types, 258, 3, repeated(type.bits));
    put(fields, types, 259, 3, shorts(deflated ? 8 : 1));
    put(fields, types, 262, 3, shorts(1));
    put(fields, types, 273, 4, buffer(4).putInt(8).array());
    put(fields, types, 277, 3, shorts(bands));
    put(fields, types, 278, 3, shorts(rows));
    put(fields, types, 279, 4, buffer(4).putInt(strip.length).array());
    put(fields, types, 284, 3, shorts(1));
    put(fields, types, 339, 3, repeated(type.format));
    if (georeferenced) {
      putReference(fields, types);
    }
    if (!tags.isEmpty() || !unit.isEmpty()) {
      put(fields, types, 42112, 2, ascii(metadata()));
    }
    if (!noData.isEmpty()) {
      put(fields, types, 42113, 2, ascii(noData));
    }
    Files.createDirectories(path.getParent());
    Files.write(path, file(strip, fields, types));
  }

  private void putReference(Map<Integer, byte[]> fields, Map<Integer, Integer> types) {
    if (rotated) {
      put(
          fields,
          types,
          34264,
          12,
          doubles(
              spacing,
              spacing / 3,
              0,
              west,
              spacing / 3,
              -spacing,
              0,
              north,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              1));
    } else {
      put(fields, types, 33550, 12, doubles(spacing, spacing, 0));
      put(fields, types, 33922, 12, doubles(0, 0, 0, west, north, 0));
    }
    if (epsg > 0) {
      boolean geographic = epsg / 1000 == 4;
      put(
          fields,
          types,
          34735,
          3,
          shorts(
              1,
              1,
              0,
              3,
              1024,
              0,
              1,
              geographic ? 2 : 1,
              1025,
              0,
              1,
              1,
              geographic ? 2048 : 3072,
              0,
              1,
              epsg));
    }
  }

  private byte[] strip() {
    ByteBuffer strip = buffer(rows * columns * bands * type.bits / 8);
    for (int i = 0; i < rows * columns * bands; i++) {
      float value = values.length == 0 ? 0 : values[i / bands % values.length];
      switch (type) {
        case FLOAT -> strip.putFloat(value);
        case BYTE -> strip.put((byte) Math.round(value));
        case COMPLEX -> strip.putFloat((float) Math.cos(value)).putFloat((float) Math.sin(value));
      }
    }
    return strip.array();
  }

  private String metadata() {
    StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
    tags.forEach(
        (name, value) -> xml.append("  <Item name=\"" + name + "\">" + value + "</Item>\n"));
    if (!unit.isEmpty()) {
      xml.append("  <Item name=\"UNITTYPE\" sample=\"0\" role=\"unittype\">" + unit + "</Item>\n");
    }
    return xml + "</GDALMetadata>\n";
  }

  /** Header, strip, directory, then the values that do not fit into it. */
  private static byte[] file(
      byte[] strip, Map<Integer, byte[]> fields, Map<Integer, Integer> types) {
    int directoryAt = 8 + strip.length + strip.length % 2;
    int valuesAt = directoryAt + 2 + 12 * fields.size() + 4;
    int size = valuesAt + fields.values().stream().mapToInt(v -> v.length + v.length % 2).sum();
    ByteBuffer file = buffer(size);
    file.putShort((short) 0x4949).putShort((short) 42).putInt(directoryAt).put(strip);
    file.position(directoryAt);
    file.putShort((short) fields.size());
    int at = valuesAt;
    for (Map.Entry<Integer, byte[]> field : fields.entrySet()) {
      byte[] value = field.getValue();
      int fieldType = types.get(field.getKey());
      int width = fieldType == 12 ? 8 : fieldType == 4 ? 4 : fieldType == 3 ? 2 : 1;
      file.putShort((short) (int) field.getKey())
          .putShort((short) fieldType)
          .putInt(value.length / width);
      if (value.length <= 4) {
        file.put(value).put(new byte[4 - value.length]);
      } else {
        file.putInt(at);
        file.put(at, value);
        at += value.length + value.length % 2;
      }
    }
    return file.array();
  }

  private static void put(
      Map<Integer, byte[]> fields, Map<Integer, Integer> types, int tag, int type, byte[] value) {
    fields.put(tag, value);
    types.put(tag, type);
  }

  private byte[] repeated(int value) {
    int[] all = new int[bands];
    Arrays.fill(all, value);
    return shorts(all);
  }

  private static byte[] shorts(int... values) {
    ByteBuffer buffer = buffer(2 * values.length);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return buffer.array();
  }

  private static byte[] doubles(double... values) {
    ByteBuffer buffer = buffer(8 * values.length);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return buffer.array();
  }

  private static byte[] ascii(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    }
    return packed.toByteArray();
  }
}
