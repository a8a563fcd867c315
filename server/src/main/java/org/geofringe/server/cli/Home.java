package org.geofringe.server.cli;

import java.nio.file.Path;

/** Where a user's jobs and servers are kept. */
final class Home {

  private Home() {}

  /** {@code $GEOFRINGE_HOME}, else {@code .geofringe} in the user's home folder. */
  static Path folder() {
    String given = System.getenv("GEOFRINGE_HOME");
    return given == null || given.isBlank()
        ? Path.of(System.getProperty("user.home"), ".geofringe")
        : Path.of(given).toAbsolutePath();
  }
}
