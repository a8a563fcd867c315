package org.geofringe.server.grpc;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.geofringe.server.job.JobQueue;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Catalogue;
import org.jspecify.annotations.Nullable;

/** A running server: the queue of jobs behind a socket. */
public final class GeoFringeServer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(GeoFringeServer.class.getName());
  private static final int LARGEST_MESSAGE_BYTES = 4 << 20;
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int STOP_SECONDS = 2;

  private final Server server;
  private final JobQueue queue;
  private final HealthStatusManager health;
  private final ScheduledExecutorService ticker;
  private final ServerFile file;
  private final Path home;

  private GeoFringeServer(
      Server server,
      JobQueue queue,
      HealthStatusManager health,
      ScheduledExecutorService ticker,
      ServerFile file,
      Path home) {
    this.server = server;
    this.queue = queue;
    this.health = health;
    this.ticker = ticker;
    this.file = file;
    this.home = home;
  }

  /**
   * Starts a server and returns once it takes calls.
   *
   * @throws ResourceException where the port is taken
   * @throws IOException where the home folder cannot be used
   */
  public static GeoFringeServer start(ServerOptions options, Catalogue catalogue, String version)
      throws IOException {
    JobQueue queue =
        new JobQueue(catalogue, options.home().resolve("jobs"), options.budget(), options.paths());
    HealthStatusManager health = new HealthStatusManager();
    ScheduledExecutorService ticker = Executors.newScheduledThreadPool(1, GeoFringeServer::daemon);
    String token = token(options.token());
    Server server;
    boolean started = false;
    try {
      server = build(options, catalogue, version, queue, health, ticker, token).start();
      started = true;
    } catch (IOException e) {
      throw new ResourceException(
          "Cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + " ("
              + e.getMessage()
              + "): is another server running there? Choose another --port.",
          e);
    } finally {
      if (!started) {
        queue.close();
        ticker.shutdownNow();
      }
    }
    ServerFile file = ServerFile.ofThisProcess(options.host(), server.getPort(), token, version);
    // A client of a server with TLS must be told whom to trust, so it is told the token as well.
    if (options.certificate() == null) {
      file.write(options.home());
    }
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    return new GeoFringeServer(server, queue, health, ticker, file, options.home());
  }

  public int port() {
    return server.getPort();
  }

  /** What a client on this machine needs to connect. */
  public ServerFile file() {
    return file;
  }

  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Takes no more calls, interrupts what runs, and removes the file by which clients found the
   * server.
   */
  @Override
  public void close() {
    health.enterTerminalState();
    try {
      file.delete(home);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The server's file cannot be deleted", e);
    }
    queue.close();
    server.shutdown();
    try {
      if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    ticker.shutdownNow();
  }

  private static Server build(
      ServerOptions options,
      Catalogue catalogue,
      String version,
      JobQueue queue,
      HealthStatusManager health,
      ScheduledExecutorService ticker,
      String token) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.port()))
            .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
            // A client that waits for a long step asks now and then whether the server is still
            // there.
            .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(Tokens.required(token))
            .addService(new CatalogueEndpoint(catalogue, version))
            .addService(new JobsEndpoint(catalogue, queue, ticker))
            .addService(new ProductsEndpoint(new ProductFiles(queue), options.home(), ticker))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance());
    Path certificate = options.certificate();
    Path key = options.key();
    if (certificate != null && key != null) {
      try {
        builder.sslContext(GrpcSslContexts.forServer(certificate.toFile(), key.toFile()).build());
      } catch (SSLException | IllegalArgumentException e) {
        throw new UserException(
            "TLS cannot be set up with "
                + certificate
                + " and "
                + key
                + " ("
                + e.getMessage()
                + "): give a PEM certificate chain and its PEM private key.",
            e);
      }
    }
    return builder.build();
  }

  private static String token(@Nullable String given) {
    return given == null ? ServerFile.randomToken() : given;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "geofringe-ticker");
    thread.setDaemon(true);
    return thread;
  }
}
