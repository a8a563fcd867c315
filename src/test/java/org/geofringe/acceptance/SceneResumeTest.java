package org.geofringe.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.geofringe.v1.JobEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole chain from scenes, killed and resumed: nothing is left out of the comparison. The bench
 * has the same with many more kills at random moments.
 */
@Timeout(600)
class SceneResumeTest {

  /** In the geocoding, the unwrapping and the end. */
  private static final double[] KILLED_AT = {30, 66, 92};

  @TempDir Path folder = Path.of("");

  @Test
  void killedAgainAndAgainItMakesTheSameBytes() throws IOException {
    Path home = folder.resolve("home");
    Path results = folder.resolve("results");
    SortedMap<String, String> undisturbed;
    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      client.run(
          "simulate_scenes",
          Map.of(
              "SCENES", folder.resolve("scenes").toString(),
              "DATES", "5",
              "INTERVAL_DAYS", "36",
              "BAD_DATE", "5",
              "BURSTS", "2",
              "SAMPLES", "300"));
      JsonNode metrics = Chain.metrics(client.run("full_chain", values()));
      assertTrue(metrics.path("velocity_cells").asInt() > 0, metrics::toString);
      undisturbed = Tree.checksums(results);
      Tree.delete(results);
    }
    for (double percent : KILLED_AT) {
      try (ServerProcess server = ServerProcess.start(home);
          Client client = server.connect()) {
        String job = client.submit("full_chain", values());
        JobEvent last = Chain.at(percent, client, job, server::kill);
        assertFalse(last.hasResult(), () -> "It ended before it was killed at " + percent + " %.");
      }
    }
    try (ServerProcess server = ServerProcess.start(home);
        Client client = server.connect()) {
      JsonNode metrics = Chain.metrics(client.run("full_chain", values()));
      assertFalse(metrics.path("stage_seconds").has("geocode_slc"), metrics::toString);
    }
    assertEquals(Map.of(), Tree.differences(undisturbed, Tree.checksums(results)));
  }

  private Map<String, String> values() {
    Path scenes = folder.resolve("scenes");
    return Map.of(
        "SCENES", scenes.toString(),
        "ORBITS", scenes.resolve("orbits").toString(),
        "DEM", scenes.resolve("dem.tif").toString(),
        "DEM_HEIGHTS", "ELLIPSOID",
        "OUTPUT", folder.resolve("results").toString());
  }
}
