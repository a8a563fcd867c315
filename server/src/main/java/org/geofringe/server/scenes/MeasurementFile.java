package org.geofringe.server.scenes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.simulation.scene.GeolocationPoint;

/**
 * The image of a sub-swath: a TIFF of complex 16-bit integers with one strip for each line, bursts
 * one below the other, tied to the ground by the points of the geolocation grid. Columns may be
 * written in any order and from several threads.
 */
final class MeasurementFile implements Closeable {

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;

  private final Path path;
  private final FileChannel channel;
  private final int samples;
  private final long dataStart;

  private record Tag(int id, int type, int count, byte[] bytes) {}

  /**
   * Starts an image.
   *
   * @param lines of all bursts together
   */
  MeasurementFile(Path path, int lines, int samples, List<GeolocationPoint> points, String software)
      throws IOException {
    this.path = path;
    this.samples = samples;
    List<Tag> tags = new ArrayList<>();
    tags.add(numbers(256, SHORT, samples));
    tags.add(numbers(257, LONG, lines));
    tags.add(numbers(258, SHORT, 32));
    tags.add(numbers(259, SHORT, 1));
    tags.add(numbers(262, SHORT, 1));
    tags.add(text(270, "Sentinel-1 IW SLC L1"));
    tags.add(numbers(273, LONG, new long[lines]));
    tags.add(numbers(277, SHORT, 1));
    tags.add(numbers(278, SHORT, 1));
    long[] bytesPerLine = new long[lines];
    Arrays.fill(bytesPerLine, 4L * samples);
    tags.add(numbers(279, LONG, bytesPerLine));
    tags.add(numbers(284, SHORT, 1));
    tags.add(text(305, software));
    tags.add(numbers(339, SHORT, 5));
    tags.add(tiePoints(points));
    // Geographic coordinates in WGS 84, a point per pixel.
    tags.add(numbers(34735, SHORT, 1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 2, 2048, 0, 1, 4326));
    long size = 8 + 2 + 12L * tags.size() + 4;
    for (Tag tag : tags) {
      size += tag.bytes().length > 4 ? tag.bytes().length + (tag.bytes().length & 1) : 0;
    }
    dataStart = size;
    if (dataStart + 4L * samples * lines > 0xffff_ffffL) {
      throw new IllegalArgumentException(
          lines + " lines of " + samples + " samples do not fit a TIFF of 4 GB");
    }
    long[] offsets = new long[lines];
    for (int l = 0; l < lines; l++) {
      offsets[l] = dataStart + 4L * samples * l;
    }
    tags.set(6, numbers(273, LONG, offsets));
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    write(header(tags), 0);
  }

  private ByteBuffer header(List<Tag> tags) {
    ByteBuffer out = ByteBuffer.allocate((int) dataStart).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    out.putShort((short) tags.size());
    int apart = 8 + 2 + 12 * tags.size() + 4;
    for (Tag tag : tags) {
      out.putShort((short) tag.id()).putShort((short) tag.type()).putInt(tag.count());
      if (tag.bytes().length > 4) {
        out.putInt(apart);
        out.duplicate().position(apart).put(tag.bytes());
        apart += tag.bytes().length + (tag.bytes().length & 1);
      } else {
        out.put(tag.bytes()).put(new byte[4 - tag.bytes().length]);
      }
    }
    return out.position(0);
  }

  private static Tag numbers(int id, int type, long... values) {
    int each = type == SHORT ? 2 : 4;
    ByteBuffer bytes = ByteBuffer.allocate(each * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      if (type == SHORT) {
        bytes.putShort((short) value);
      } else {
        bytes.putInt((int) value);
      }
    }
    return new Tag(id, type, values.length, bytes.array());
  }

  private static Tag text(int id, String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.US_ASCII);
    return new Tag(id, ASCII, bytes.length, bytes);
  }

  private static Tag tiePoints(List<GeolocationPoint> points) {
    ByteBuffer bytes = ByteBuffer.allocate(48 * points.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (GeolocationPoint p : points) {
      bytes.putDouble(p.pixel()).putDouble(p.line()).putDouble(0);
      bytes.putDouble(p.longitude()).putDouble(p.latitude()).putDouble(p.height());
    }
    return new Tag(33922, DOUBLE, 6 * points.size(), bytes.array());
  }

  /** Where the first line's samples begin. */
  long dataStart() {
    return dataStart;
  }

  /**
   * Writes some columns of some lines.
   *
   * @param line first line of the image
   * @param sample first column
   * @param columns number of columns
   * @param values real and imaginary part in turn, line by line; not modified
   */
  void write(int line, int sample, int columns, short[] values) throws IOException {
    int lines = values.length / (2 * columns);
    ByteBuffer bytes =
        ByteBuffer.allocate((columns == samples ? lines : 1) * columns * 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    int together = columns == samples ? lines : 1;
    for (int l = 0; l < lines; l += together) {
      bytes.clear();
      bytes.asShortBuffer().put(values, 2 * columns * l, 2 * columns * together);
      write(bytes, dataStart + 4L * ((long) (line + l) * samples + sample));
    }
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    try {
      long position = at;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
