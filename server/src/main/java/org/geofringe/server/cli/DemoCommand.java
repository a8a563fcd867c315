package org.geofringe.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.geofringe.server.grpc.GeoFringeClient;
import org.geofringe.server.grpc.GeoFringeServer;
import org.geofringe.server.grpc.ServerOptions;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.v1.JobResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The main job from end to end: a server in this process, a real socket, simulated products of
 * Sentinel-1 to velocity, a folder of interferograms of another processor to velocity, and at the
 * end projects, pictures and, where the data are simulated, what was found beside the truth.
 */
@Command(
    name = "demo",
    description =
        "Runs the whole job on simulated scenes and interferograms, or on your interferograms.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "A folder of interferograms; without it scenes and interferograms are simulated.")
  @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the results go; by default geofringe-out/demo.")
  Path out = Path.of("geofringe-out", "demo");

  @Mixin BudgetOptions budget = new BudgetOptions();

  @Override
  public Integer call() throws IOException {
    if (data != null && !Files.isDirectory(data)) {
      throw new UserException("--data: there is no folder " + data + ". Check the path.");
    }
    Path folder = out.toAbsolutePath().normalize();
    Path home = Files.createTempDirectory("geofringe-demo");
    ServerOptions options =
        new ServerOptions(home, "127.0.0.1", 0, null, null, null, List.of(), budget.budget());
    try (GeoFringeServer server =
            GeoFringeServer.start(options, Catalogue.standard(), Main.version());
        GeoFringeClient client =
            GeoFringeClient.connect(
                server.file().host(), server.port(), server.file().token(), null)) {
      System.err.println("A server listens on 127.0.0.1:" + server.port() + ".");
      String scenes =
          data == null ? new SceneDemo(client, folder.resolve("from-scenes")).run() : "";
      DemoReport report = new DemoReport(folder.resolve("results"));
      Path interferograms =
          data == null ? simulate(client, folder, report) : data.toAbsolutePath().normalize();
      Map<String, String> values = new LinkedHashMap<>();
      values.put("FOLDER", interferograms.toString());
      values.put("OUTPUT", folder.resolve("results").toString());
      if (data == null) {
        values.put("PHASE_SIGN", "AWAY_POSITIVE");
      }
      JobResult chain = RemoteRun.run(client, "full_chain", values);
      System.out.print(scenes + report.write(chain));
    } finally {
      TemporaryFolder.delete(home);
    }
    return 0;
  }

  private static Path simulate(GeoFringeClient client, Path folder, DemoReport report)
      throws IOException {
    Path interferograms = folder.resolve("interferograms");
    Path truth = folder.resolve("truth").resolve("true_velocity.tif");
    JobResult scene =
        RemoteRun.run(
            client,
            "simulate_interferograms",
            Map.of("INTERFEROGRAMS", interferograms.toString(), "TRUE_VELOCITY", truth.toString()));
    report.truth(truth, scene.getMetricsJson());
    return interferograms;
  }
}
