package org.geofringe.server.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are either whole or not there: written under a temporary name and renamed. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /**
   * The temporary name for a file: beside it, hidden, the same at each try so that a retry replaces
   * what a kill left.
   */
  public static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  /** Gives a finished temporary file its name; an older file of that name is replaced. */
  public static void publish(Path file) throws IOException {
    Files.move(
        temporary(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a text file in one step. */
  public static void writeString(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(temporary(file), text, StandardCharsets.UTF_8);
    publish(file);
  }
}
