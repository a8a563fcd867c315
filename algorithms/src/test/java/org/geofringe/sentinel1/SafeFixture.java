package org.geofringe.sentinel1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes small SAFE products: bursts of 50 lines of 60 samples, with everything that the reader
 * reads. Fields may be set before writing, files be altered after.
 */
final class SafeFixture {

  static final int LINES = 50;
  static final int SAMPLES = 60;
  static final Duration BURST_INTERVAL = Duration.ofNanos(2_758_273_000L);
  static final double LINE_INTERVAL = 0.0625;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  String mission = "S1A";
  Instant start = Instant.parse("2020-05-11T13:51:17.603718Z");
  Instant ascendingNode = Instant.parse("2020-05-11T13:12:30.117289Z");
  String pass = "Descending";
  int absoluteOrbit = 32518;
  int relativeOrbit = 71;
  int relativeOrbitStop = 71;
  int bursts = 3;
  int emptyLines = 4;
  List<String> swaths = List.of("IW2");
  List<String> polarisations = List.of("VV");
  ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  boolean bigTiff;
  int rowsPerStrip = 1;
  String unique = "7768";

  /** What {@link #write} puts at a place: different at every one, and in every burst. */
  static short real(int imageLine, int sample) {
    return (short) (imageLine * SAMPLES + sample - 4000);
  }

  static short imaginary(int imageLine, int sample) {
    return (short) (7 * sample - 3 * imageLine);
  }

  Instant stop() {
    return start
        .plus(BURST_INTERVAL.multipliedBy(bursts - 1))
        .plusNanos((long) ((LINES - 1) * LINE_INTERVAL * 1e9));
  }

  /** Writes the product as a folder below another, and returns it. */
  Path write(Path parent) throws IOException {
    String name =
        "%s_IW_SLC__1S%sV_%s_%s_%06d_03C421_%s.SAFE"
            .formatted(
                mission,
                polarisations.size() > 1 ? "D" : "S",
                NAME.format(start),
                NAME.format(stop()),
                absoluteOrbit,
                unique);
    Path folder = parent.resolve(name);
    Files.createDirectories(folder.resolve("annotation/calibration"));
    Files.createDirectories(folder.resolve("measurement"));
    Files.writeString(folder.resolve("manifest.safe"), fill("manifest.xml", values("", "")));
    for (String polarisation : polarisations) {
      for (String swath : swaths) {
        write(folder, swath, polarisation);
      }
    }
    return folder;
  }

  private void write(Path folder, String swath, String polarisation) throws IOException {
    String file = file(swath, polarisation);
    Map<String, String> values = values(swath, polarisation);
    Files.writeString(
        folder.resolve("annotation/" + file + ".xml"), fill("annotation.xml", values));
    Files.writeString(
        folder.resolve("annotation/calibration/calibration-" + file + ".xml"),
        fill("calibration.xml", values));
    Files.write(folder.resolve("measurement/" + file + ".tiff"), tiff());
  }

  /** Name of a sub-swath's files without folder and ending. */
  String file(String swath, String polarisation) {
    return "%s-%s-slc-%s-%s-%s-%06d-03c421-001"
        .formatted(
            mission, swath, polarisation, NAME.format(start), NAME.format(stop()), absoluteOrbit)
        .toLowerCase(Locale.ROOT);
  }

  private Map<String, String> values(String swath, String polarisation) {
    Map<String, String> values = new TreeMap<>();
    values.put("mission", mission);
    values.put("swath", swath);
    values.put("polarisation", polarisation);
    values.put("absoluteOrbit", Integer.toString(absoluteOrbit));
    values.put("relativeOrbit", Integer.toString(relativeOrbit));
    values.put("relativeOrbitStop", Integer.toString(relativeOrbitStop));
    values.put("pass", pass);
    values.put("PASS", pass.toUpperCase(Locale.ROOT));
    values.put("start", text(start));
    values.put("stop", text(stop()));
    values.put("later", text(start.plusSeconds(2)));
    values.put("ascendingNode", text(ascendingNode));
    values.put("lines", Integer.toString(LINES * bursts));
    values.put("burstCount", Integer.toString(bursts));
    values.put("vectorCount", "17");
    values.put("vectors", vectors());
    values.put("bursts", burstList());
    return values;
  }

  private static String text(Instant time) {
    return time.toString().replace("Z", "");
  }

  private String vectors() {
    StringBuilder list = new StringBuilder();
    double rate = 7600 / 7.07e6;
    for (int i = 0; i < 17; i++) {
      double angle = 0.5 + rate * i * 10;
      list.append(
          """
          <orbit><time>%s</time><frame>Earth Fixed</frame>
          <position><x>%.6f</x><y>%.6f</y><z>%.6f</z></position>
          <velocity><x>%.6f</x><y>%.6f</y><z>%.6f</z></velocity></orbit>
          """
              .formatted(
                  text(start.plusSeconds(10L * i - 70)),
                  7.07e6 * Math.cos(angle),
                  0.0,
                  7.07e6 * Math.sin(angle),
                  -7600 * Math.sin(angle),
                  0.0,
                  7600 * Math.cos(angle)));
    }
    return list.toString();
  }

  private String burstList() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < bursts; i++) {
      Instant time = start.plus(BURST_INTERVAL.multipliedBy(i));
      list.append(
          """
          <burst><azimuthTime>%s</azimuthTime><sensingTime>%s</sensingTime>
          <byteOffset>%d</byteOffset>
          <firstValidSample count="50">%s</firstValidSample>
          <lastValidSample count="50">%s</lastValidSample></burst>
          """
              .formatted(
                  text(time),
                  text(time.plusSeconds(1)),
                  dataStart() + (long) i * LINES * SAMPLES * 4,
                  validity(3),
                  validity(57)));
    }
    return list.toString();
  }

  private String validity(int value) {
    StringBuilder list = new StringBuilder();
    for (int line = 0; line < LINES; line++) {
      boolean empty = line < emptyLines || line >= LINES - emptyLines;
      list.append(line == 0 ? "" : " ").append(empty ? -1 : value);
    }
    return list.toString();
  }

  private int strips() {
    return (LINES * bursts + rowsPerStrip - 1) / rowsPerStrip;
  }

  /** Odd on purpose, as in real products. */
  int dataStart() {
    int fields = 9;
    int header = bigTiff ? 16 + 8 + fields * 20 + 8 : 8 + 2 + fields * 12 + 4;
    return header + 2 * strips() * (bigTiff ? 8 : 4) + 1;
  }

  private byte[] tiff() {
    int height = LINES * bursts;
    int strips = strips();
    int size = bigTiff ? 8 : 4;
    int arrays = dataStart() - 1 - 2 * strips * size;
    ByteBuffer file = ByteBuffer.allocate(dataStart() + height * SAMPLES * 4).order(order);
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
    if (bigTiff) {
      file.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16).putLong(9);
    } else {
      file.putShort((short) 42).putInt(8).putShort((short) 9);
    }
    field(file, 256, 3, 1, SAMPLES);
    field(file, 257, 3, 1, height);
    field(file, 258, 3, 1, 32);
    field(file, 259, 3, 1, 1);
    // A single value lies in the table itself.
    field(file, 273, bigTiff ? 16 : 4, strips, strips == 1 ? dataStart() : arrays);
    field(file, 277, 3, 1, 1);
    field(file, 278, 3, 1, rowsPerStrip);
    field(
        file,
        279,
        bigTiff ? 16 : 4,
        strips,
        strips == 1 ? height * SAMPLES * 4 : arrays + strips * size);
    field(file, 339, 3, 1, 5);
    file.position(arrays);
    for (int strip = 0; strip < strips; strip++) {
      number(file, dataStart() + (long) strip * rowsPerStrip * SAMPLES * 4);
    }
    for (int strip = 0; strip < strips; strip++) {
      number(file, (long) Math.min(rowsPerStrip, height - strip * rowsPerStrip) * SAMPLES * 4);
    }
    file.position(dataStart());
    for (int line = 0; line < height; line++) {
      for (int sample = 0; sample < SAMPLES; sample++) {
        file.putShort(real(line, sample)).putShort(imaginary(line, sample));
      }
    }
    return file.array();
  }

  private void number(ByteBuffer file, long value) {
    if (bigTiff) {
      file.putLong(value);
    } else {
      file.putInt((int) value);
    }
  }

  private void field(ByteBuffer file, int tag, int type, int count, int value) {
    file.putShort((short) tag).putShort((short) type);
    number(file, count);
    int start = file.position();
    if (type == 3) {
      file.putShort((short) value);
    } else {
      number(file, value);
    }
    file.position(start + (bigTiff ? 8 : 4));
  }

  private static String fill(String template, Map<String, String> values) throws IOException {
    String text;
    try (InputStream input =
        Objects.requireNonNull(SafeFixture.class.getResourceAsStream(template))) {
      text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  /** Packs a product's folder into a zip beside it, stored or deflated, and returns the zip. */
  static Path zip(Path folder, boolean stored) throws IOException {
    String name = String.valueOf(folder.getFileName());
    Path zip = folder.resolveSibling(name.replace(".SAFE", ".zip"));
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream output = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(path);
        ZipEntry entry = new ZipEntry(name + "/" + folder.relativize(path));
        if (stored) {
          CRC32 sum = new CRC32();
          sum.update(bytes);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(bytes.length);
          entry.setCrc(sum.getValue());
        }
        output.putNextEntry(entry);
        output.write(bytes);
        output.closeEntry();
      }
    }
    return zip;
  }

  /** Packs a product into a zip in which every size and place is in the wide form (zip64). */
  static Path zip64(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    List<Path> paths;
    try (Stream<Path> files = Files.walk(folder)) {
      paths = files.filter(Files::isRegularFile).sorted().toList();
    }
    ByteBuffer zip = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer directory = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (Path path : paths) {
      byte[] letters = (name + "/" + folder.relativize(path)).getBytes(StandardCharsets.UTF_8);
      byte[] bytes = Files.readAllBytes(path);
      directory.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putShort((short) 0);
      directory.putShort((short) 0).putInt(0).putInt(0).putInt(-1).putInt(-1);
      directory.putShort((short) letters.length).putShort((short) 28).putShort((short) 0);
      directory.putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put(letters);
      directory.putShort((short) 1).putShort((short) 24);
      directory.putLong(bytes.length).putLong(bytes.length).putLong(zip.position());
      zip.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) 0);
      zip.putInt(0).putInt(0).putInt(-1).putInt(-1);
      zip.putShort((short) letters.length).putShort((short) 20).put(letters);
      zip.putShort((short) 1).putShort((short) 16).putLong(bytes.length).putLong(bytes.length);
      zip.put(bytes);
    }
    int start = zip.position();
    zip.put(directory.flip());
    int end = zip.position();
    zip.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    zip.putInt(0).putInt(0).putLong(paths.size()).putLong(paths.size());
    zip.putLong(end - start).putLong(start);
    zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    zip.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    zip.putInt(-1).putInt(-1).putShort((short) 0);
    Path file = folder.resolveSibling(name.replace(".SAFE", ".zip"));
    return Files.write(file, Arrays.copyOf(zip.array(), zip.position()));
  }
}
