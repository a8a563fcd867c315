package org.geofringe.server.interferogram;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Files that are open together and closed together, the last first. */
final class Closing implements Closeable {

  private final Deque<Closeable> open = new ArrayDeque<>();

  /** Takes a file on, to close it in the end. */
  <C extends Closeable> C add(C file) {
    open.push(file);
    return file;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      try (Closeable file = open.pop()) {
        if (file == null) {
          return;
        }
      } catch (IOException | RuntimeException e) {
        closeRest(e);
        throw e;
      }
    }
  }

  private void closeRest(Exception first) throws IOException {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      first.addSuppressed(e);
    }
  }
}
