package org.geofringe.server.grpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.geofringe.server.file.AtomicFiles;
import org.jspecify.annotations.Nullable;

/**
 * How clients on the same machine find a running server: one small file per server, readable by its
 * user alone, with address and token.
 *
 * @param host address to connect to
 * @param port port to connect to
 * @param pid process
 * @param token to send as {@code authorization: Bearer TOKEN}
 * @param version of the server
 * @param started ISO time
 */
public record ServerFile(
    String host, int port, long pid, String token, String version, String started) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int TOKEN_BYTES = 32;

  /** A token that nobody guesses. */
  public static String randomToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The newest running server of this user, if there is one. */
  public static Optional<ServerFile> find(Path home) throws IOException {
    Path folder = home.resolve("servers");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(f -> f.toString().endsWith(".json")).toList();
    }
    return files.stream()
        .map(ServerFile::read)
        .filter(Objects::nonNull)
        .filter(ServerFile::isAlive)
        .max(Comparator.comparing(ServerFile::started));
  }

  /** Writes the file, so that only this user can read it from its first byte on. */
  void write(Path home) throws IOException {
    Path folder = home.resolve("servers");
    Files.createDirectories(folder);
    Path file = file(home);
    Path temporary = AtomicFiles.temporary(file);
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, ownerOnly());
    ObjectNode node = MAPPER.createObjectNode();
    node.put("host", host);
    node.put("port", port);
    node.put("pid", pid);
    node.put("token", token);
    node.put("version", version);
    node.put("started", started);
    Files.writeString(temporary, node.toPrettyString() + "\n");
    AtomicFiles.publish(file);
  }

  void delete(Path home) throws IOException {
    Files.deleteIfExists(file(home));
  }

  static ServerFile ofThisProcess(String host, int port, String token, String version) {
    return new ServerFile(
        host, port, ProcessHandle.current().pid(), token, version, Instant.now().toString());
  }

  private Path file(Path home) {
    return home.resolve("servers").resolve(port + ".json");
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static @Nullable ServerFile read(Path file) {
    try {
      JsonNode node = MAPPER.readTree(file.toFile());
      return new ServerFile(
          node.path("host").asText(),
          node.path("port").asInt(),
          node.path("pid").asLong(),
          node.path("token").asText(),
          node.path("version").asText(),
          node.path("started").asText());
    } catch (IOException e) {
      // The file of a server that is just ending: it counts as not there.
      return null;
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
