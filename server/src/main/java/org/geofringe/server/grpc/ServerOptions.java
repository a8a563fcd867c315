package org.geofringe.server.grpc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.server.job.PathPolicy;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to run.
 *
 * @param home folder for jobs, uploads and the file by which clients find the server
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param certificate PEM file of the TLS certificate chain; null for no TLS
 * @param key PEM file of its private key; null for no TLS
 * @param token secret that clients must send; null for a random one
 * @param dataRoots folders that callers from other machines may use besides their uploads and
 *     products
 * @param budget what jobs may take
 */
public record ServerOptions(
    Path home,
    String host,
    int port,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable String token,
    List<Path> dataRoots,
    Budget budget) {

  private static final int SHORTEST_TOKEN = 16;

  public ServerOptions {
    home = home.toAbsolutePath().normalize();
    if (port < 0 || port > 65535) {
      throw new UserException("The port must lie between 0 and 65535, got " + port + ".");
    }
    if ((certificate == null) != (key == null)) {
      throw new UserException("TLS needs both --tls-certificate and --tls-key.");
    }
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new UserException(
          "The token is too short to be safe: give at least " + SHORTEST_TOKEN + " characters.");
    }
    if (!isLoopback(host) && (certificate == null || token == null)) {
      throw new UserException(
          "Listening on "
              + host
              + " lets other machines in: give --tls-certificate, --tls-key and --token-file, or listen"
              + " on 127.0.0.1.");
    }
  }

  /**
   * Anywhere for the user of this machine; else the data roots, uploads and the products of jobs.
   */
  PathPolicy paths() {
    if (isLoopback(host)) {
      return PathPolicy.anywhere();
    }
    List<Path> roots = new ArrayList<>(dataRoots);
    roots.add(home.resolve("uploads"));
    roots.add(home.resolve("jobs"));
    return new PathPolicy(roots);
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UserException("There is no address \"" + host + "\" on this machine.", e);
    }
  }
}
