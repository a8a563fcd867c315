package org.geofringe.server.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.geofringe.server.run.ResourceException;

/** Files that are there whole or not at all: written to a temporary name, then renamed. */
final class AtomicFile {

  private AtomicFile() {}

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Path file, byte[] bytes) {
    Path temporary = temporary(file);
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Where a file grows until it is whole. */
  static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  static ResourceException cannotWrite(Path file, Exception cause) {
    return new ResourceException(
        "cannot write "
            + file
            + ": "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
            + "; make sure that the folder exists, is writable and has space",
        cause);
  }
}
