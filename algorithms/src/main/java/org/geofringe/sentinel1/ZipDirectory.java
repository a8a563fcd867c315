package org.geofringe.sentinel1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The table of contents of a zip, with the places of entries, which the JDK keeps to itself: an
 * entry stored as it is can then be read by position in place.
 *
 * <p>Source: PKWARE, .ZIP File Format Specification (APPNOTE.TXT), sections 4.3 and 4.5.3 (zip64).
 */
final class ZipDirectory {

  /**
   * An entry.
   *
   * @param name as in the table of contents
   * @param stored whether as it is, else deflated
   * @param packed bytes in the zip
   * @param size bytes of the file
   * @param header where its own header begins
   */
  record Entry(String name, boolean stored, long packed, long size, long header) {}

  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int DIRECTORY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int MOST_COMMENT = 0xffff;
  private static final long MOST_DIRECTORY = 64L << 20;
  private static final long NARROW = 0xffffffffL;

  private ZipDirectory() {}

  /** Reads the table of contents. */
  static NavigableMap<String, Entry> read(Path path) throws IOException {
    String source = String.valueOf(path.getFileName());
    try (FileBytes file = new FileBytes(path, source)) {
      long end = end(file, source);
      ByteBuffer tail = bytes(file, end, 22);
      long count = tail.getShort(10) & 0xffff;
      long length = tail.getInt(12) & NARROW;
      long start = tail.getInt(16) & NARROW;
      if (end >= 20) {
        ByteBuffer locator = bytes(file, end - 20, 20);
        if (locator.getInt(0) == LOCATOR_64) {
          ByteBuffer wide = bytes(file, locator.getLong(8), 56);
          if (wide.getInt(0) != END_64) {
            throw new IOException(source + " is a broken zip: its zip64 end is not where it says");
          }
          count = wide.getLong(32);
          length = wide.getLong(40);
          start = wide.getLong(48);
        }
      }
      if (start < 0 || length < 0 || length > MOST_DIRECTORY || start > end - length) {
        throw new IOException(source + " is a broken zip: its table of contents lies outside");
      }
      return entries(bytes(file, start, (int) length), count, source);
    }
  }

  /** Where the data of an entry begin. */
  static long data(FileBytes file, Entry entry, String source) throws IOException {
    ByteBuffer local = bytes(file, entry.header(), 30);
    if (local.getInt(0) != LOCAL) {
      throw new IOException(source + " is a broken zip: " + entry.name() + " is not where it says");
    }
    long data = entry.header() + 30 + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    if (entry.packed() > file.size() - data) {
      throw new IOException(source + " is cut off: " + entry.name() + " runs past its end");
    }
    return data;
  }

  private static long end(FileBytes file, String source) throws IOException {
    int window = (int) Math.min(file.size(), 22 + MOST_COMMENT);
    ByteBuffer tail = bytes(file, file.size() - window, window);
    for (int i = window - 22; i >= 0; i--) {
      // A comment may hold the mark as well; the end record's own comment reaches the file's end.
      if (tail.getInt(i) == END && i + 22 + (tail.getShort(i + 20) & 0xffff) == window) {
        return file.size() - window + i;
      }
    }
    throw new IOException(source + " is no zip, or is cut off: it has no end record");
  }

  private static NavigableMap<String, Entry> entries(ByteBuffer table, long count, String source)
      throws IOException {
    NavigableMap<String, Entry> entries = new TreeMap<>();
    for (long i = 0; i < count; i++) {
      if (table.remaining() < 46 || table.getInt(table.position()) != DIRECTORY) {
        throw new IOException(
            source + " is a broken zip: it promises " + count + " entries and holds " + i);
      }
      Entry entry = entry(table, source);
      checkName(entry.name(), source);
      if (entries.put(entry.name(), entry) != null) {
        throw new IOException(source + " holds two entries " + entry.name());
      }
    }
    return entries;
  }

  private static Entry entry(ByteBuffer table, String source) throws IOException {
    int at = table.position();
    int method = table.getShort(at + 10) & 0xffff;
    long packed = table.getInt(at + 20) & NARROW;
    long size = table.getInt(at + 24) & NARROW;
    int nameLength = table.getShort(at + 28) & 0xffff;
    int extraLength = table.getShort(at + 30) & 0xffff;
    int commentLength = table.getShort(at + 32) & 0xffff;
    long header = table.getInt(at + 42) & NARROW;
    int next = at + 46 + nameLength + extraLength + commentLength;
    if (next > table.limit()) {
      throw new IOException(source + " is a broken zip: an entry runs past the table of contents");
    }
    byte[] letters = new byte[nameLength];
    table.position(at + 46);
    table.get(letters);
    String name = new String(letters, StandardCharsets.UTF_8);
    if ((table.getShort(at + 8) & 1) != 0) {
      throw new IOException(source + ": " + name + " is encrypted");
    }
    if (method != 0 && method != 8) {
      throw new IOException(
          source + ": " + name + " is packed by method " + method + "; only deflate is known");
    }
    int extraEnd = at + 46 + nameLength + extraLength;
    for (int field = at + 46 + nameLength; field + 4 <= extraEnd; ) {
      int kind = table.getShort(field) & 0xffff;
      int length = table.getShort(field + 2) & 0xffff;
      if (kind == 1 && field + 4 + length <= extraEnd) {
        int value = field + 4;
        int limit = value + length;
        if (size == NARROW && value + 8 <= limit) {
          size = table.getLong(value);
          value += 8;
        }
        if (packed == NARROW && value + 8 <= limit) {
          packed = table.getLong(value);
          value += 8;
        }
        if (header == NARROW && value + 8 <= limit) {
          header = table.getLong(value);
        }
      }
      field += 4 + length;
    }
    if (size < 0 || packed < 0 || header < 0) {
      throw new IOException(source + " is a broken zip: " + name + " has a negative size");
    }
    table.position(next);
    return new Entry(name, method == 0, packed, size, header);
  }

  private static void checkName(String name, String source) throws IOException {
    boolean climbs = ("/" + name.replace('\\', '/') + "/").contains("/../");
    if (climbs || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
      throw new IOException(source + " holds an entry that leaves its folder: " + name);
    }
  }

  private static ByteBuffer bytes(FileBytes file, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    file.read(position, buffer);
    return buffer.flip();
  }
}
