package org.geofringe.sentinel1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A deflated entry of a zip. It can only be inflated from its start, so reading forwards is cheap,
 * and a step back begins again.
 */
final class InflatedBytes implements ByteSource {

  /** Opens the entry from its start. */
  interface Opener {
    InputStream open() throws IOException;
  }

  private final Opener opener;
  private final String source;
  private final long size;
  private final byte[] buffer = new byte[1 << 16];
  private @Nullable InputStream input;
  private long at;

  InflatedBytes(Opener opener, String source, long size) {
    this.opener = opener;
    this.source = source;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public synchronized void read(long position, ByteBuffer target) throws IOException {
    if (position < 0 || position > size - target.remaining()) {
      throw new EOFException(
          "%s is cut off: it has %d bytes, and %d are needed"
              .formatted(source, size, position + target.remaining()));
    }
    InputStream stream = input;
    if (stream == null || position < at) {
      close();
      stream = opener.open();
      input = stream;
      at = 0;
    }
    while (at < position) {
      at += some(stream, (int) Math.min(buffer.length, position - at));
    }
    while (target.hasRemaining()) {
      int count = some(stream, Math.min(buffer.length, target.remaining()));
      target.put(buffer, 0, count);
      at += count;
    }
  }

  private int some(InputStream stream, int most) throws IOException {
    int count = stream.read(buffer, 0, most);
    if (count < 0) {
      throw new EOFException(source + " ends before the size that the zip tells");
    }
    return count;
  }

  @Override
  public synchronized void close() throws IOException {
    if (input != null) {
      input.close();
      input = null;
    }
  }
}
