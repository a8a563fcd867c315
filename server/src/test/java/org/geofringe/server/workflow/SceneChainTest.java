package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geofringe.server.TestRun;
import org.geofringe.server.catalogue.OutputDescription;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain from scenes; each test changes what the one before asked for. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SceneChainTest {

  private static final Set<String> TAIL =
      Set.of(
          "noisy_dates",
          "velocity_before_exclusion",
          "velocity",
          "correct_topography",
          "corrected_velocity",
          "points",
          "fill_gaps");

  /** Corrections that nobody asks for by default. */
  private static final Set<String> NOT_MADE =
      Set.of("TIDES", "ATMOSPHERE", "RAMPS", "HEIGHT_ERROR", "HEIGHT_ERROR_DISPLACEMENT");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  private static Result run(String algorithm, Map<String, String> values) throws IOException {
    return Catalogue.standard()
        .prepare(algorithm, new HashMap<>(values), folder)
        .run(TestRun.threads(2));
  }

  private static Result chain(Map<String, String> others) throws IOException {
    Path scenes = folder.resolve("scenes");
    Map<String, String> values = new HashMap<>(others);
    values.put("SCENES", scenes.toString());
    values.put("ORBITS", scenes.resolve("orbits").toString());
    values.put("DEM", scenes.resolve("dem.tif").toString());
    values.put("DEM_HEIGHTS", "ELLIPSOID");
    values.put("OUTPUT", folder.resolve("results").toString());
    return run("full_chain", values);
  }

  private static Set<?> stagesRun(Result result) {
    return result.metrics().get("stage_seconds") instanceof Map<?, ?> seconds
        ? seconds.keySet()
        : Set.of();
  }

  @Test
  @Order(1)
  void fromScenesEveryProductIsMadeAndTheBadDateIsLeftOut() throws IOException {
    run(
        "simulate_scenes",
        Map.of(
            "SCENES", folder.resolve("scenes").toString(),
            "DATES", "6",
            "INTERVAL_DAYS", "36",
            "BAD_DATE", "6",
            "BURSTS", "1",
            "SAMPLES", "300"));
    Result result = chain(Map.of());
    for (OutputDescription output : Catalogue.standard().description("full_chain").outputs()) {
      assertEquals(
          !NOT_MADE.contains(output.name()),
          result.products().containsKey(output.name()),
          output.name());
    }
    result.products().values().forEach(product -> assertTrue(Files.exists(product.path())));
    // 36 days apart, 48 days reach one date ahead only: the bound widens so that triangles close.
    assertEquals(9, result.metrics().get("pairs"));
    assertEquals(List.of("2024-07-04"), result.metrics().get("excluded_dates"));
    assertTrue(
        stagesRun(result).containsAll(Set.of("geocode_slc", "interferograms", "unwrap")),
        stagesRun(result).toString());
  }

  @Test
  @Order(2)
  void aSecondRunFindsEverythingDone() throws IOException {
    assertEquals(Set.of(), stagesRun(chain(Map.of())));
  }

  @Test
  @Order(3)
  void whatChangesLateRunsOnlyWhatFollows() throws IOException {
    assertEquals(TAIL, stagesRun(chain(Map.of("MIN_COHERENCE", "0.4"))));
  }

  @Test
  @Order(4)
  void otherLooksKeepTheImages() throws IOException {
    Set<?> stages = stagesRun(chain(Map.of("LOOKS_ACROSS", "12")));
    assertTrue(stages.containsAll(Set.of("interferograms", "unwrap", "velocity")));
    assertTrue(!stages.contains("geocode_slc") && !stages.contains("pairs"), stages.toString());
  }
}
