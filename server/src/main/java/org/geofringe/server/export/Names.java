package org.geofringe.server.export;

import java.nio.file.Path;

/** Names that follow from a file's. */
final class Names {

  private Names() {}

  /** The file's name without its ending. */
  static String base(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The file of the same base name with another ending, such as {@code .qml}. */
  static Path beside(Path file, String ending) {
    return file.resolveSibling(base(file) + ending);
  }
}
