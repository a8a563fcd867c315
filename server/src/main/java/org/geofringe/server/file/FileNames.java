package org.geofringe.server.file;

import java.nio.file.Path;

/** Names that follow from a file's. */
public final class FileNames {

  private FileNames() {}

  /** The last part of a path; empty for a root. */
  public static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The file's name without its ending; a leading dot begins no ending. */
  public static String stem(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The file of the same stem with another ending, such as {@code .qml}. */
  public static Path beside(Path file, String ending) {
    return file.resolveSibling(stem(file) + ending);
  }
}
