package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, with a home folder of its own. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("GeoFringe \\S+ ready on 127\\.0\\.0\\.1:(\\d+)");
  private static final int END_SECONDS = 30;

  private final Path home;
  private final Process process;
  private final BufferedReader output;
  private final int port;
  private final double readySeconds;

  private ServerProcess(
      Path home, Process process, BufferedReader output, int port, double readySeconds) {
    this.home = home;
    this.process = process;
    this.output = output;
    this.port = port;
    this.readySeconds = readySeconds;
  }

  /** Starts a server and returns once it says that it is ready. */
  static ServerProcess start(Path home, String... jvmOptions) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Packaged.command(List.of(jvmOptions), "serve", "--port", "0"));
    builder.environment().put("GEOFRINGE_HOME", home.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    Process process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertNotNull(line, "The server ended before it was ready.");
    Matcher ready = READY.matcher(line);
    assertTrue(ready.matches(), line);
    return new ServerProcess(home, process, output, Integer.parseInt(ready.group(1)), seconds);
  }

  double readySeconds() {
    return readySeconds;
  }

  /** The file by which clients on this machine find the server. */
  Path file() {
    return home.resolve("servers").resolve(port + ".json");
  }

  /** A new connection, with the token from the server's file. */
  Client connect() throws IOException {
    return connect(UnaryOperator.identity());
  }

  /** A new connection with another token, made of the right one. */
  Client connect(UnaryOperator<String> change) throws IOException {
    JsonNode file = new ObjectMapper().readTree(file().toFile());
    return new Client(port, change.apply(file.path("token").asText()));
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end (SIGTERM), and returns its exit status. */
  int terminate() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(END_SECONDS, TimeUnit.SECONDS), "The server did not end.");
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    kill();
    output.close();
    Files.deleteIfExists(file());
  }
}
