package org.geofringe.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.geofringe.server.grpc.GeoFringeClient;
import org.geofringe.server.grpc.ServerFile;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach a server. */
final class ConnectionOptions {

  private static final String LOCAL = "local";

  @Option(
      names = "--tls-authority",
      paramLabel = "FILE",
      description = "PEM certificate to trust; without it the connection is not encrypted.")
  @Nullable Path authority;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the server's token; not needed for a server on this machine.")
  @Nullable Path tokenFile;

  /** Connects to {@code host:port}, or to the server of this user on this machine. */
  GeoFringeClient connect(String server) throws IOException {
    Optional<ServerFile> here = ServerFile.find(Home.folder());
    if (server.equals(LOCAL)) {
      ServerFile file =
          here.orElseThrow(
              () ->
                  new UserException(
                      "No GeoFringe server runs on this machine: start one with ./geofringe serve."));
      return GeoFringeClient.connect(file.host(), file.port(), file.token(), authority);
    }
    int colon = server.lastIndexOf(':');
    if (colon < 1 || !server.substring(colon + 1).matches("\\d{1,5}")) {
      throw new UserException("--server must be HOST:PORT or \"local\", got \"" + server + "\".");
    }
    String host = server.substring(0, colon);
    int port = Integer.parseInt(server.substring(colon + 1));
    boolean onThisMachine = InetAddress.getByName(host).isLoopbackAddress();
    if (!onThisMachine && authority == null) {
      throw new UserException(
          "A server on another machine is spoken to with TLS only: give --tls-authority FILE.");
    }
    return GeoFringeClient.connect(
        host, port, token(onThisMachine ? here : Optional.empty(), port), authority);
  }

  private String token(Optional<ServerFile> here, int port) throws IOException {
    if (tokenFile != null) {
      return Files.readString(tokenFile).strip();
    }
    return here.filter(file -> file.port() == port)
        .map(ServerFile::token)
        .orElseThrow(
            () ->
                new UserException(
                    "The token of that server is not known here: give --token-file FILE."));
  }
}
