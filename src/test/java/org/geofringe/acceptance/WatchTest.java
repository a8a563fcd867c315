package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.geofringe.v1.Job;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients come and go; a job ends when it is done or cancelled. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchTest {

  private static final double CANCEL_SECONDS = 1;

  /** In each part of the chain. */
  private static final double[] CANCELLED_AT = {2, 12, 24, 36, 47, 53, 60, 67, 78, 87};

  private Path folder = Path.of("");
  private ServerProcess server;
  private Client client;
  private Chain chain;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server = ServerProcess.start(folder.resolve("home"));
    client = server.connect();
    chain = Chain.simulate(client, folder);
  }

  @AfterAll
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void aCancelledJobStopsWithinASecond() {
    for (double percent : CANCELLED_AT) {
      String job = chain.submit(client);
      long[] start = new long[1];
      JobEvent last =
          Chain.at(
              percent,
              client,
              job,
              () -> {
                start[0] = System.nanoTime();
                client.cancel(job);
              });
      double seconds = (System.nanoTime() - start[0]) / 1e9;
      System.out.printf("Cancelled at %.0f %%: stopped after %.2f s.%n", percent, seconds);
      assertEquals(JobState.JOB_STATE_CANCELLED, last.getState(), () -> "at " + percent + " %");
      assertTrue(seconds < CANCEL_SECONDS, () -> "at " + percent + " %: " + seconds + " s");
    }
  }

  @Test
  void aJobSurvivesItsWatchers() throws Exception {
    Path output = folder.resolve("watched");
    String job =
        client.submit(
            "full_chain",
            Map.of("FOLDER", chain.interferograms().toString(), "OUTPUT", output.toString()));
    CountDownLatch amid = new CountDownLatch(1);
    Client leaving = server.connect();
    CompletableFuture<Void> gone =
        CompletableFuture.runAsync(() -> Chain.at(20, leaving, job, amid::countDown));
    List<JobEvent> events = new ArrayList<>();
    CompletableFuture<JobEvent> stays =
        CompletableFuture.supplyAsync(() -> client.watch(job, events::add));
    amid.await();
    leaving.close();
    gone.join();

    JobEvent last = stays.get();
    assertEquals(JobState.JOB_STATE_SUCCEEDED, last.getState(), last::getError);
    for (int i = 1; i < events.size(); i++) {
      assertTrue(events.get(i - 1).getPercent() <= events.get(i).getPercent());
    }

    try (Client late = server.connect()) {
      List<JobEvent> told = new ArrayList<>();
      late.watch(job, told::add);
      JobEvent end = told.get(told.size() - 1);
      assertEquals(last.getResult(), end.getResult());
      assertEquals(
          1, told.stream().filter(e -> e.getState() != JobState.JOB_STATE_RUNNING).count());
      assertEquals(log(events), log(told));
      Job listed =
          late.list().stream().filter(j -> j.getId().equals(job)).findFirst().orElseThrow();
      assertEquals(JobState.JOB_STATE_SUCCEEDED, listed.getLatest().getState());
    }
  }

  private static List<String> log(List<JobEvent> events) {
    return events.stream().flatMap(event -> event.getLogList().stream()).toList();
  }
}
