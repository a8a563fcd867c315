package org.geofringe.sentinel1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read by position. May be read by several threads at once. */
interface ByteSource extends Closeable {

  /** Number of bytes. */
  long size();

  /** Whether reading backwards costs no more than reading forwards. */
  boolean isRandom();

  /**
   * Fills a buffer.
   *
   * @param position of the first byte
   * @param target filled from its position to its limit; modified
   * @throws EOFException where the source ends before
   */
  void read(long position, ByteBuffer target) throws IOException;
}
