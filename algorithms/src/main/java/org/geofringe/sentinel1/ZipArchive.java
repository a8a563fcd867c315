package org.geofringe.sentinel1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A product as a zip, read in place: nothing is unpacked to a file. */
final class ZipArchive implements Archive {

  private final Path zip;
  private final String folder;
  private final NavigableMap<String, ZipDirectory.Entry> entries = new TreeMap<>();

  ZipArchive(Path zip) throws IOException {
    this.zip = zip;
    Map<String, ZipDirectory.Entry> all = ZipDirectory.read(zip);
    NavigableSet<String> folders = new TreeSet<>();
    for (String name : all.keySet()) {
      if (name.endsWith("/manifest.safe") && name.indexOf('/') == name.lastIndexOf('/')) {
        folders.add(name.substring(0, name.indexOf('/')));
      }
    }
    if (folders.size() != 1) {
      throw new IOException(
          "%s holds %s SAFE product (FOLDER/manifest.safe), must be one"
              .formatted(zip.getFileName(), folders.isEmpty() ? "no" : "more than one"));
    }
    this.folder = folders.first();
    all.forEach(
        (name, entry) -> {
          if (name.startsWith(folder + "/") && !name.endsWith("/")) {
            entries.put(name.substring(folder.length() + 1), entry);
          }
        });
  }

  @Override
  public String product() {
    return folder;
  }

  @Override
  public NavigableSet<String> names() {
    return Collections.unmodifiableNavigableSet(new TreeSet<>(entries.keySet()));
  }

  @Override
  public InputStream stream(String name) throws IOException {
    ZipDirectory.Entry entry = entry(name);
    FileBytes packed = packed(entry);
    InputStream input = new BufferedInputStream(new Reading(packed), 1 << 16);
    return entry.stored() ? input : new Inflating(input);
  }

  @Override
  public ByteSource bytes(String name) throws IOException {
    ZipDirectory.Entry entry = entry(name);
    if (entry.stored()) {
      return packed(entry);
    }
    return new InflatedBytes(() -> stream(name), zip.getFileName() + "/" + name, entry.size());
  }

  private ZipDirectory.Entry entry(String name) throws IOException {
    ZipDirectory.Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException(zip.getFileName() + " has no " + name);
    }
    return entry;
  }

  private FileBytes packed(ZipDirectory.Entry entry) throws IOException {
    String source = String.valueOf(zip.getFileName());
    try (FileBytes whole = new FileBytes(zip, source)) {
      long data = ZipDirectory.data(whole, entry, source);
      return new FileBytes(zip, source + "/" + entry.name(), data, entry.packed());
    }
  }

  /** Inflates without the wrapping of zlib, and gives the inflater's memory back. */
  private static final class Inflating extends InflaterInputStream {

    Inflating(InputStream packed) {
      super(packed, new Inflater(true), 1 << 16);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }

  /** Positioned reads as a stream. */
  private static final class Reading extends InputStream {

    private final FileBytes bytes;
    private long at;

    Reading(FileBytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = (int) Math.min(length, bytes.size() - at);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      bytes.read(at, ByteBuffer.wrap(target, offset, count));
      at += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
