package org.geofringe.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.geofringe.server.grpc.GeoFringeServer;
import org.geofringe.server.grpc.ServerOptions;
import org.geofringe.server.workflow.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the server for the QGIS plugin and other clients.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; another than 127.0.0.1 needs TLS and a token.")
  String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "0", description = "Port; 0 takes any free one.")
  int port;

  @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM certificate chain.")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM private key.")
  @Nullable Path key;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token that clients must send; by default a random one.")
  @Nullable Path tokenFile;

  @Option(
      names = "--data-root",
      paramLabel = "FOLDER",
      description =
          "Folder that callers from other machines may use, besides their uploads; may be given often.")
  List<Path> dataRoots = new ArrayList<>();

  @Mixin BudgetOptions budget = new BudgetOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String token = tokenFile == null ? null : Files.readString(tokenFile).strip();
    ServerOptions options =
        new ServerOptions(
            Home.folder(), host, port, certificate, key, token, dataRoots, budget.budget());
    GeoFringeServer server = GeoFringeServer.start(options, Catalogue.standard(), Main.version());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "geofringe-stop"));
    System.out.println("GeoFringe " + Main.version() + " ready on " + host + ":" + server.port());
    System.out.flush();
    server.awaitEnd();
    return 0;
  }
}
