package org.geofringe.server.raster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Compressed tiles waiting on disk until all are there and can be put in the order of the product.
 */
final class TileSpool implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private long length;

  TileSpool(Path path) throws IOException {
    this.path = path;
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Appends a tile and returns where it lies; several threads may. */
  synchronized long append(byte[] tile) throws IOException {
    long at = length;
    ByteBuffer bytes = ByteBuffer.wrap(tile);
    while (bytes.hasRemaining()) {
      length += channel.write(bytes, length);
    }
    return at;
  }

  synchronized long length() {
    return length;
  }

  /** Copies a tile to the end of another file. */
  void copy(long at, long count, FileChannel target) throws IOException {
    long done = 0;
    while (done < count) {
      done += channel.transferTo(at + done, count - done, target);
    }
  }

  /** Removes the spool from the disk. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
