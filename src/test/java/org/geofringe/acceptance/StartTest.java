package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the command line to the line that says ready. */
@Timeout(120)
class StartTest {

  /** Five times the two seconds it should take: a busy machine must not fail this. */
  private static final double LONGEST_SECONDS = 10;

  @TempDir Path folder = Path.of("");

  @Test
  void isReadySoonAndOnlyItsUserCanReadTheToken() throws IOException {
    try (ServerProcess server = ServerProcess.start(folder)) {
      System.out.printf("The server was ready after %.2f s.%n", server.readySeconds());
      assertTrue(server.readySeconds() < LONGEST_SECONDS, () -> server.readySeconds() + " s");
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(server.file()));
      try (Client client = server.connect()) {
        assertEquals(List.of(), client.list());
      }
    }
  }

  @Test
  void withoutTheTokenNothingIsAnswered() throws IOException {
    try (ServerProcess server = ServerProcess.start(folder);
        Client client = server.connect(token -> "x" + token.substring(1))) {
      StatusRuntimeException e = assertThrows(StatusRuntimeException.class, client::list);
      assertEquals(Status.Code.UNAUTHENTICATED, e.getStatus().getCode());
    }
  }

  @Test
  void theDatabaseOfReferenceSystemsIsNotLoadedOnTheWay() throws IOException {
    Path classes = folder.resolve("classes.log");
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("home"), "-Xlog:class+load:file=" + classes)) {
      server.kill();
      List<String> loaded = Files.readAllLines(classes);
      assertTrue(
          loaded.stream().anyMatch(line -> line.contains("org.geofringe.server.grpc")),
          "The log of loaded classes is empty.");
      assertEquals(
          List.of(),
          loaded.stream()
              .filter(line -> line.matches(".*\\borg\\.(geotools|hsqldb|h2)\\b.*"))
              .toList());
    }
  }
}
