package org.geofringe.sentinel1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, or a stretch of one (an entry that a zip stores as it is), by positioned reads. */
final class FileBytes implements ByteSource {

  private final FileChannel channel;
  private final String source;
  private final long offset;
  private final long size;

  /** The whole of a file. */
  FileBytes(Path path, String source) throws IOException {
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.source = source;
    this.offset = 0;
    this.size = channel.size();
  }

  /** A stretch of a file. */
  FileBytes(Path path, String source, long offset, long size) throws IOException {
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.source = source;
    this.offset = offset;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (position < 0 || position > size - target.remaining()) {
      throw new EOFException(
          "%s is cut off: it has %d bytes, and %d are needed"
              .formatted(source, size, position + target.remaining()));
    }
    long at = offset + position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new EOFException(source + " ended while it was read");
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
