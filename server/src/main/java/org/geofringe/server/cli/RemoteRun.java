package org.geofringe.server.cli;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.geofringe.server.grpc.GeoFringeClient;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobResult;

/** Runs an algorithm on a server, with progress on the terminal; Ctrl-C cancels the job there. */
final class RemoteRun {

  private final Terminal terminal = new Terminal();

  private RemoteRun() {}

  static JobResult run(GeoFringeClient client, String algorithm, Map<String, String> values) {
    return new RemoteRun().follow(client, algorithm, values);
  }

  private JobResult follow(GeoFringeClient client, String algorithm, Map<String, String> values) {
    String job = client.submit(algorithm, values);
    AtomicBoolean ended = new AtomicBoolean();
    Thread onInterrupt =
        new Thread(
            () -> {
              if (!ended.get()) {
                client.cancel(job);
              }
            },
            "geofringe-cancel");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      return client.follow(job, this::show);
    } finally {
      ended.set(true);
      terminal.closeLine();
    }
  }

  private void show(JobEvent event) {
    event.getLogList().forEach(terminal::line);
    terminal.progress(
        event.getPercent(),
        event.getMessage(),
        event.hasSecondsLeft()
            ? OptionalDouble.of(event.getSecondsLeft())
            : OptionalDouble.empty());
  }
}
