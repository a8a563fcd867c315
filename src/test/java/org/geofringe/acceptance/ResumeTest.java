package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.v1.Job;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped amid the chain loses nothing that was finished. */
@Timeout(1200)
class ResumeTest {

  /** In the import's reading and writing, and in each of the stages after it. */
  private static final double[] KILLED_AT = {4, 24, 36, 53, 62, 80};

  /** SIGTERM, as shells tell it. */
  private static final int TERMINATED = 143;

  @TempDir Path folder = Path.of("");

  @Test
  void killedAgainAndAgainItMakesTheSameBytesAndRedoesNothing() throws IOException {
    Path home = folder.resolve("home");
    Chain chain;
    SortedMap<String, String> undisturbed;
    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      chain = Chain.simulate(client, folder);
      JobEvent once = chain.run(client);
      assertEquals(0, Chain.metrics(once).path("items_reused").asInt());
      undisturbed = Tree.checksums(chain.output());
      Tree.delete(chain.output());
    }

    SortedMap<String, String> finished = new TreeMap<>();
    for (double percent : KILLED_AT) {
      try (ServerProcess server = ServerProcess.start(home);
          Client client = server.connect()) {
        String job = chain.submit(client);
        JobEvent last = Chain.at(percent, client, job, server::kill);
        assertFalse(last.hasResult(), () -> "It ended before it was killed at " + percent + " %.");
      }
      assertUntouched(finished, Tree.finished(chain.output()));
      finished = Tree.finished(chain.output());
      System.out.printf("Killed at %.0f %%: %d finished files.%n", percent, finished.size());
    }

    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      assertEquals(KILLED_AT.length, interrupted(client));
      JsonNode metrics = Chain.metrics(chain.run(client));
      assertEquals(metrics.path("pairs").asInt(), metrics.path("items_reused").asInt());
      assertTrue(metrics.path("stages_reused").asInt() >= 4, metrics::toString);
    }
    assertUntouched(finished, Tree.finished(chain.output()));
    assertEquals(Map.of(), Tree.differences(undisturbed, Tree.checksums(chain.output())));
  }

  @Test
  void toldToEndItMarksTheJobInterruptedAndGoesOnLater() throws Exception {
    Path home = folder.resolve("home");
    Chain chain;
    String job;
    SortedMap<String, String> finished;
    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      chain = Chain.simulate(client, folder);
      job = chain.submit(client);
      int[] status = new int[1];
      JobEvent last = Chain.at(30, client, job, () -> status[0] = terminate(server));
      assertFalse(last.hasResult(), "It ended before it was told to.");
      assertEquals(TERMINATED, status[0]);
      assertFalse(Files.exists(server.file()), "Its file would lead clients to nobody.");
      finished = Tree.finished(chain.output());
    }
    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      Job before = client.list().get(0);
      assertEquals(job, before.getId());
      assertEquals("full_chain", before.getAlgorithm());
      assertEquals(JobState.JOB_STATE_INTERRUPTED, before.getLatest().getState());
      JsonNode metrics = Chain.metrics(chain.run(client));
      assertTrue(metrics.path("items_reused").asInt() > 0, metrics::toString);
    }
    assertFalse(finished.isEmpty());
    assertUntouched(finished, Tree.finished(chain.output()));
  }

  private static int terminate(ServerProcess server) {
    try {
      return server.terminate();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long interrupted(Client client) {
    return client.list().stream()
        .filter(job -> job.getLatest().getState() == JobState.JOB_STATE_INTERRUPTED)
        .count();
  }

  private static void assertUntouched(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    SortedMap<String, String> same = new TreeMap<>(after);
    same.keySet().retainAll(before.keySet());
    assertEquals(Map.of(), Tree.differences(before, same));
  }
}
