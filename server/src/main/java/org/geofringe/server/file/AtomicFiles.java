package org.geofringe.server.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.geofringe.server.run.ResourceException;

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

  /**
   * Gives a finished temporary file its name; an older file of that name is replaced.
   *
   * @throws ResourceException where the disk refuses
   */
  public static void publish(Path file) {
    try {
      Files.move(
          temporary(file),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * Puts a file that stays as it is in the place of a temporary one: as a second name where the
   * disk can, so that it takes no room, else as a copy. That is safe since files are replaced and
   * never written into.
   *
   * @throws ResourceException where the disk refuses
   */
  public static void linkTemporary(Path source, Path file) {
    Path link = temporary(file);
    try {
      Path folder = link.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(link);
      try {
        Files.createLink(link, source);
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.copy(source, link);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Writes a text file in one step, as {@link #write} does. */
  public static void writeString(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file in one step; makes its folder where it is missing.
   *
   * @param bytes not modified
   * @throws ResourceException where the disk refuses
   */
  public static void write(Path file, byte[] bytes) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(temporary(file), bytes);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
    publish(file);
  }

  /** The error to throw where a file cannot be written, whoever found out. */
  public static ResourceException cannotWrite(Path file, Exception cause) {
    return new ResourceException(
        "Cannot write "
            + file
            + ": "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
            + ". Make sure that the folder exists, is writable and has space.",
        cause);
  }
}
