package org.geofringe.server.unwrap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A hidden folder for files that one run needs for a while; what a killed run left goes too. */
final class ScratchFolder implements Closeable {

  private final Path folder;

  /** Makes the folder anew. */
  ScratchFolder(Path folder) throws IOException {
    this.folder = folder;
    clear(folder);
    Files.createDirectories(folder);
  }

  Path path() {
    return folder;
  }

  /** A folder within, made anew. */
  ScratchFolder within(String name) throws IOException {
    return new ScratchFolder(folder.resolve(name));
  }

  static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> left;
    try (Stream<Path> entries = Files.walk(folder)) {
      left = entries.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    clear(folder);
  }
}
