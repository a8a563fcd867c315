package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/** Folders for products. */
final class Folders {

  private Folders() {}

  /**
   * Makes the folder of each file; null stands for a product that nobody asked for.
   *
   * @throws UserException where a file of that name is in the way of a folder
   */
  static void makeFor(@Nullable Path... files) throws IOException {
    for (Path file : files) {
      Path folder = file == null ? null : file.toAbsolutePath().getParent();
      if (folder != null) {
        make(folder);
      }
    }
  }

  static void make(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserException(folder + " is a file: choose a folder.");
    }
    Files.createDirectories(folder);
  }
}
