package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as it was packaged, started as the launcher starts it. */
final class Packaged {

  /** What every server here must do with, far more than the scenes here need to hold at once. */
  private static final String HEAP = "-Xmx512m";

  private Packaged() {}

  /** The command line of a program's call. */
  static List<String> command(List<String> jvmOptions, String... arguments) {
    Path jar = root().resolve("server/target/geofringe-server-0.1.0.jar");
    assertTrue(Files.isRegularFile(jar), () -> jar + " is missing: run mvn verify, not mvn test.");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-XX:+UseParallelGC"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("geofringe"))) {
        return folder;
      }
    }
    throw new IllegalStateException("These tests run below the project's folder only.");
  }
}
