package org.geofringe.server.terrain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * A square degree of heights as the SRTM gives them (.hgt): big-endian 16-bit metres over EGM96,
 * row by row from the north, as many rows as columns, the outermost cell centres on whole degrees.
 * The name tells the south-western corner. -32768 is no data. Read in place; one in a .zip is
 * unpacked into memory.
 */
final class HgtTile implements ElevationTile {

  private static final Pattern NAME = Pattern.compile("([ns])(\\d{2})([ew])(\\d{3}).*");
  private static final short NO_DATA = -32_768;

  /** Three arc seconds is 1,201; a third of an arc second, finer than any made, is 10,801. */
  private static final int MOST_SIDE = 10_801;

  private final Path path;
  private final MapGrid grid;
  private final @Nullable FileChannel channel;
  private final ByteBuffer unpacked;

  private HgtTile(Path path, long bytes, @Nullable FileChannel channel, ByteBuffer unpacked) {
    this.path = path;
    this.channel = channel;
    this.unpacked = unpacked;
    Matcher matcher = NAME.matcher(FileNames.name(path).toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UserException(
          path + " does not tell its place: name it by its south-western corner, as N38W117.hgt");
    }
    int side = (int) Math.round(Math.sqrt(bytes / 2.0));
    if (side < 2 || side > MOST_SIDE || 2L * side * side != bytes) {
      throw new UserException(
          path
              + " has "
              + bytes
              + " bytes, which is no square of 16-bit heights; fetch the file again");
    }
    int latitude = Integer.parseInt(matcher.group(2)) * ("s".equals(matcher.group(1)) ? -1 : 1);
    int longitude = Integer.parseInt(matcher.group(4)) * ("w".equals(matcher.group(3)) ? -1 : 1);
    double spacing = 1.0 / (side - 1);
    grid =
        new MapGrid(
            "EPSG:4326",
            longitude - spacing / 2,
            latitude + 1 + spacing / 2,
            spacing,
            spacing,
            side,
            side);
  }

  static HgtTile open(Path path) {
    try {
      if (FileNames.name(path).toLowerCase(Locale.ROOT).endsWith(".zip")) {
        ByteBuffer unpacked = unpack(path);
        return new HgtTile(path, unpacked.limit(), null, unpacked);
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      boolean opened = false;
      try {
        HgtTile tile = new HgtTile(path, channel.size(), channel, ByteBuffer.allocate(0));
        opened = true;
        return tile;
      } finally {
        if (!opened) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw new UserException(
          path + " cannot be read: " + e.getMessage() + "; fetch the file again", e);
    }
  }

  private static ByteBuffer unpack(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".hgt")) {
          try (InputStream stream = zip.getInputStream(entry)) {
            // What is too long shows as too long and is never unpacked whole.
            return ByteBuffer.wrap(stream.readNBytes(2 * MOST_SIDE * MOST_SIDE + 2));
          }
        }
      }
    }
    throw new UserException(path + " holds no .hgt file; fetch it again");
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public MapGrid grid() {
    return grid;
  }

  @Override
  public HeightReference reference() {
    return HeightReference.EGM96;
  }

  @Override
  public void read(Window window, float[] target) {
    ByteBuffer row = ByteBuffer.allocate(2 * window.columns());
    int at = 0;
    for (int i = 0; i < window.rows(); i++) {
      long start = 2 * ((window.row() + (long) i) * grid.columns() + window.column());
      row.clear();
      fill(row, start);
      for (int j = 0; j < window.columns(); j++) {
        short height = row.getShort(2 * j);
        target[at++] = height == NO_DATA ? Float.NaN : height;
      }
    }
  }

  private void fill(ByteBuffer row, long start) {
    if (channel == null) {
      row.put(unpacked.slice((int) start, row.capacity()));
      return;
    }
    try {
      while (row.hasRemaining()) {
        if (channel.read(row, start + row.position()) < 0) {
          throw new UserException(path + " was cut off while it was read; fetch it again");
        }
      }
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
