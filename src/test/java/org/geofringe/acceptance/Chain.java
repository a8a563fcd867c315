package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.geofringe.v1.JobEvent;

/** The whole chain on a simulated folder that takes some seconds. */
final class Chain {

  private final Path folder;

  private Chain(Path folder) {
    this.folder = folder;
  }

  /** Simulates the interferograms below a folder. */
  static Chain simulate(Client client, Path folder) {
    client.run(
        "simulate_interferograms",
        Map.of(
            "ROWS", "400",
            "COLUMNS", "450",
            "DATES", "14",
            "INTERFEROGRAMS", folder.resolve("interferograms").toString(),
            "TRUE_VELOCITY", folder.resolve("truth/true_velocity.tif").toString()));
    return new Chain(folder);
  }

  Path interferograms() {
    return folder.resolve("interferograms");
  }

  Path output() {
    return folder.resolve("output");
  }

  String submit(Client client) {
    return client.submit("full_chain", values());
  }

  JobEvent run(Client client) {
    return client.run("full_chain", values());
  }

  private Map<String, String> values() {
    return Map.of("FOLDER", interferograms().toString(), "OUTPUT", output().toString());
  }

  /**
   * Does something the first time a job is at least so far, and follows the job to its end or to
   * that of its server.
   *
   * @return the last event seen
   */
  static JobEvent at(double percent, Client client, String job, Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    JobEvent[] last = {JobEvent.getDefaultInstance()};
    try {
      client.watch(
          job,
          event -> {
            last[0] = event;
            if (event.getPercent() >= percent && done.compareAndSet(false, true)) {
              action.run();
            }
          });
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw e;
      }
    }
    assertTrue(done.get(), () -> "The job ended before " + percent + " %: " + last[0]);
    return last[0];
  }

  static JsonNode metrics(JobEvent event) throws IOException {
    return new ObjectMapper().readTree(event.getResult().getMetricsJson());
  }
}
