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

  /** A field of the directory: its TIFF type, the bytes of one value, all bytes. */
  private record Field(int[] kind, byte[] value) {
    int type() {
      return kind[0];
    }

    int width() {
      return kind[1];
    }
  }

  private static final int[] ASCII = {2, 1};
  private static final int[] SHORT = {3, 2};
  private static final int[] LONG = {4, 4};
  private static final int[] DOUBLE = {12, 8};

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
    Map<Integer, Field> fields = new TreeMap<>();
    fields.put(256, new Field(SHORT, shorts(columns)));
    fields.put(257, new Field(SHORT, shorts(rows)));
    fields.put(258, new Field(SHORT, repeated(type.bits)));
    fields.put(259, new Field(SHORT, shorts(deflated ? 8 : 1)));
    fields.put(262, new Field(SHORT, shorts(1)));
    fields.put(273, new Field(LONG, integer(8)));
    fields.put(277, new Field(SHORT, shorts(bands)));
    fields.put(278, new Field(SHORT, shorts(rows)));
    fields.put(279, new Field(LONG, integer(strip.length)));
    fields.put(284, new Field(SHORT, shorts(1)));
    fields.put(339, new Field(SHORT, repeated(type.format)));
    if (georeferenced) {
      putReference(fields);
    }
    if (!tags.isEmpty() || !unit.isEmpty()) {
      fields.put(42112, new Field(ASCII, ascii(metadata())));
    }
    if (!noData.isEmpty()) {
      fields.put(42113, new Field(ASCII, ascii(noData)));
    }
    Files.createDirectories(path.getParent());
    Files.write(path, file(strip, fields));
  }

  private void putReference(Map<Integer, Field> fields) {
    if (rotated) {
      fields.put(
          34264,
          new Field(
              DOUBLE,
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
                  1)));
    } else {
      fields.put(33550, new Field(DOUBLE, doubles(spacing, spacing, 0)));
      fields.put(33922, new Field(DOUBLE, doubles(0, 0, 0, west, north, 0)));
    }
    if (epsg > 0) {
      boolean geographic = epsg / 1000 == 4;
      fields.put(
          34735,
          new Field(
              SHORT,
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
                  epsg)));
    }
  }

  private byte[] strip() {
    byte[] bytes = new byte[rows * columns * bands * type.bits / 8];
    ByteBuffer strip = over(bytes);
    for (int i = 0; i < rows * columns * bands; i++) {
      float value = values.length == 0 ? 0 : values[i / bands % values.length];
      switch (type) {
        case FLOAT -> strip.putFloat(value);
        case BYTE -> strip.put((byte) Math.round(value));
        case COMPLEX -> strip.putFloat((float) Math.cos(value)).putFloat((float) Math.sin(value));
      }
    }
    return bytes;
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
  private static byte[] file(byte[] strip, Map<Integer, Field> fields) {
    int directoryAt = 8 + strip.length + strip.length % 2;
    int valuesAt = directoryAt + 2 + 12 * fields.size() + 4;
    int size =
        valuesAt
            + fields.values().stream().mapToInt(f -> f.value.length + f.value.length % 2).sum();
    byte[] bytes = new byte[size];
    ByteBuffer file = over(bytes);
    file.putShort((short) 0x4949).putShort((short) 42).putInt(directoryAt).put(strip);
    file.position(directoryAt);
    file.putShort((short) fields.size());
    int at = valuesAt;
    for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
      Field field = entry.getValue();
      byte[] value = field.value;
      file.putShort((short) (int) entry.getKey())
          .putShort((short) field.type())
          .putInt(value.length / field.width());
      if (value.length <= 4) {
        file.put(value).put(new byte[4 - value.length]);
      } else {
        file.putInt(at);
        file.put(at, value);
        at += value.length + value.length % 2;
      }
    }
    return bytes;
  }

  private byte[] repeated(int value) {
    int[] all = new int[bands];
    Arrays.fill(all, value);
    return shorts(all);
  }

  private static byte[] shorts(int... values) {
    byte[] bytes = new byte[2 * values.length];
    ByteBuffer buffer = over(bytes);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return bytes;
  }

  private static byte[] doubles(double... values) {
    byte[] bytes = new byte[8 * values.length];
    ByteBuffer buffer = over(bytes);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return bytes;
  }

  private static byte[] ascii(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] integer(int value) {
    byte[] bytes = new byte[4];
    over(bytes).putInt(value);
    return bytes;
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    }
    return packed.toByteArray();
  }
}
