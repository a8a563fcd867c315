package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.v1.JobEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed amid the geocoding of images loses no date that was finished. */
@Timeout(600)
class ImagesResumeTest {

  /** In the geometry, in the registration, and in each of the three dates. */
  private static final double[] KILLED_AT = {8, 27, 40, 60, 85};

  @TempDir Path folder = Path.of("");

  @Test
  void killedAgainAndAgainItMakesTheSameBytesAndKeepsWhatWasFinished() throws IOException {
    Path home = folder.resolve("home");
    Images images;
    SortedMap<String, String> undisturbed;
    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      images = Images.simulate(client, folder);
      JobEvent once = images.run(client);
      assertEquals(3, Chain.metrics(once).path("dates_made").asInt());
      undisturbed = Tree.checksums(images.stack());
    }
    images = images.into(folder.resolve("killed"));
    SortedMap<String, String> finished = new TreeMap<>();
    for (double percent : KILLED_AT) {
      try (ServerProcess server = ServerProcess.start(home);
          Client client = server.connect()) {
        String job = images.submit(client);
        JobEvent last = Chain.at(percent, client, job, server::kill);
        assertFalse(last.hasResult(), () -> "It ended before it was killed at " + percent + " %.");
      }
      assertUntouched(finished, Tree.finishedImages(images.stack()));
      finished = Tree.finishedImages(images.stack());
      System.out.printf("Killed at %.0f %%: %d finished files.%n", percent, finished.size());
    }
    assertTrue(finished.keySet().stream().anyMatch(file -> file.endsWith("slc.tif")));

    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      JsonNode metrics = Chain.metrics(images.run(client));
      assertEquals(3, metrics.path("dates").asInt());
      assertTrue(metrics.path("dates_made").asInt() < 3, metrics::toString);
    }
    assertUntouched(finished, Tree.finishedImages(images.stack()));
    assertEquals(Map.of(), Tree.differences(undisturbed, Tree.checksums(images.stack())));
  }

  private static void assertUntouched(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    SortedMap<String, String> same = new TreeMap<>(after);
    same.keySet().retainAll(before.keySet());
    assertEquals(Map.of(), Tree.differences(before, same));
  }
}
