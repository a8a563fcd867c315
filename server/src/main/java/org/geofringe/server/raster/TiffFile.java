package org.geofringe.server.raster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;

/**
 * A TIFF or BigTIFF file open for reading: its byte order, its first directory, and positioned
 * reads that several threads may make at once. Nothing that the file says is believed before it is
 * held against the file's length.
 */
final class TiffFile implements Closeable {
  private static final int MAX_DIRECTORIES = 10_000;
  private static final int MAX_FIELDS = 4096;
  private static final int MAX_FIELD_BYTES = 256 << 20;

  private final Path path;
  private final FileChannel channel;
  private final long length;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean big;
  private TiffDirectory directory = new TiffDirectory(Map.of());

  private TiffFile(Path path, FileChannel channel, long length) {
    this.path = path;
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens a file and reads its first directory.
   *
   * @throws UserException where the file is missing, no TIFF, or broken; one line naming the file
   */
  static TiffFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new UserException(path + " is not a GeoTIFF: it is a folder; name a file in it");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new UserException(path + " does not exist; check the name", e);
    } catch (IOException e) {
      throw new UserException(
          path + " cannot be read: " + e.getMessage() + "; check its permissions", e);
    }
    boolean opened = false;
    try {
      TiffFile file = new TiffFile(path, channel, channel.size());
      file.readDirectories();
      opened = true;
      return file;
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be read: " + e.getMessage(), e);
    } finally {
      if (!opened) {
        closeQuietly(channel);
      }
    }
  }

  Path path() {
    return path;
  }

  long length() {
    return length;
  }

  ByteOrder order() {
    return order;
  }

  TiffDirectory directory() {
    return directory;
  }

  /** Fills the rest of a buffer from a position of the file. */
  void read(ByteBuffer target, long position) {
    long at = position;
    try {
      while (target.hasRemaining()) {
        int read = channel.read(target, at);
        if (read < 0) {
          throw truncated("it ended at byte " + at);
        }
        at += read;
      }
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ResourceException(path + " cannot be closed: " + e.getMessage(), e);
    }
  }

  UserException broken(String why) {
    return new UserException(
        path + " is not a readable GeoTIFF: " + why + "; make or download it anew");
  }

  UserException truncated(String why) {
    return new UserException(path + " is truncated: " + why + "; download or copy it again");
  }

  private void readDirectories() {
    if (length == 0) {
      throw new UserException(path + " is not a GeoTIFF: it is empty; make or download it anew");
    }
    if (length < 8) {
      throw notTiff();
    }
    ByteBuffer header = bytes(0, (int) Math.min(16, length));
    int mark = header.getShort(0);
    if (mark == 0x4949) {
      order = ByteOrder.LITTLE_ENDIAN;
    } else if (mark == 0x4d4d) {
      order = ByteOrder.BIG_ENDIAN;
    } else {
      throw notTiff();
    }
    header.order(order);
    int version = header.getShort(2);
    if (version != 42 && version != 43) {
      throw notTiff();
    }
    big = version == 43;
    if (big && (length < 16 || header.getShort(4) != 8)) {
      throw broken("its BigTIFF header is damaged");
    }
    long first = big ? header.getLong(8) : Integer.toUnsignedLong(header.getInt(4));
    if (first == 0) {
      throw broken("it holds no image");
    }
    long next = readFirstDirectory(first);
    followChain(first, next);
  }

  private UserException notTiff() {
    return new UserException(
        path
            + " is not a GeoTIFF: it does not begin as a TIFF does; convert it with gdal_translate");
  }

  private long readFirstDirectory(long at) {
    int fieldSize = big ? 20 : 12;
    int head = big ? 8 : 2;
    long count = fieldCount(at);
    ByteBuffer entries = bytes(at + head, (int) count * fieldSize);
    Map<Integer, TiffDirectory.Field> fields = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int base = i * fieldSize;
      int tag = entries.getShort(base) & 0xffff;
      int type = entries.getShort(base + 2) & 0xffff;
      long values =
          big ? entries.getLong(base + 4) : Integer.toUnsignedLong(entries.getInt(base + 4));
      int size = TiffDirectory.sizeOf(type);
      if (size == 0) {
        continue;
      }
      if (values < 0 || values > MAX_FIELD_BYTES / size || values * size > length) {
        throw broken("field " + tag + " claims " + values + " values");
      }
      int total = (int) values * size;
      int inline = big ? 8 : 4;
      int valueAt = base + (big ? 12 : 8);
      ByteBuffer value;
      if (total <= inline) {
        value = entries.slice(valueAt, total).order(order);
      } else {
        long offset =
            big ? entries.getLong(valueAt) : Integer.toUnsignedLong(entries.getInt(valueAt));
        value = bytes(offset, total);
      }
      fields.put(tag, new TiffDirectory.Field(type, (int) values, value));
    }
    directory = new TiffDirectory(fields);
    return next(at, count);
  }

  /** Walks over the directories after the first, which hold overviews and masks, to find loops. */
  private void followChain(long first, long second) {
    Set<Long> seen = new HashSet<>();
    seen.add(first);
    long at = second;
    while (at != 0) {
      if (!seen.add(at)) {
        throw broken("its directories run in a circle");
      }
      if (seen.size() > MAX_DIRECTORIES) {
        throw broken("it holds more than " + MAX_DIRECTORIES + " images");
      }
      at = next(at, fieldCount(at));
    }
  }

  private long fieldCount(long at) {
    ByteBuffer head = bytes(at, big ? 8 : 2);
    long count = big ? head.getLong(0) : head.getShort(0) & 0xffff;
    if (count < 1 || count > MAX_FIELDS) {
      throw broken("a directory claims " + count + " fields");
    }
    return count;
  }

  private long next(long at, long count) {
    long end = at + (big ? 8 + 20 * count : 2 + 12 * count);
    ByteBuffer next = bytes(end, big ? 8 : 4);
    return big ? next.getLong(0) : Integer.toUnsignedLong(next.getInt(0));
  }

  private ByteBuffer bytes(long at, int count) {
    if (at < 0 || at > length - count) {
      throw truncated(
          "a part of it should lie at byte " + Long.toUnsignedString(at) + " of " + length);
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
    read(buffer, at);
    return buffer.flip().order(order);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ResourceException("a file cannot be closed: " + e.getMessage(), e);
    }
  }
}
