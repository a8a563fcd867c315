package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.server.TestRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real stack over Mexico City, where it lies beside the project, through ramps from closure,
 * closure correction and the robust inversion: the figures of docs/mexico-city.md. Tolerances are a
 * tenth or so: another sample of cells or another threshold may move the figures, not what they
 * say.
 */
class MexicoCityClosureTest {

  /** Row 9, column 8: the most coherent cell. */
  private static final String REFERENCE = "-99.17926,19.43810";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @BeforeAll
  static void importStack() throws IOException {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at != null
        && !(Files.exists(at.resolve("pom.xml")) && Files.isDirectory(at.resolve("proto")))) {
      at = at.getParent();
    }
    Path data = at == null ? folder : at.resolveSibling("shared").resolve("data/mexico-city");
    Assumptions.assumeTrue(
        at != null && Files.isDirectory(data),
        "the Mexico City stack is not there (shared/data/mexico-city beside the project)");
    run("import_interferograms", "FOLDER", data, "STACK", stack("given"));
  }

  private static Path stack(String name) {
    return folder.resolve(name);
  }

  private static Result run(String algorithm, Object... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    if (!algorithm.equals("import_interferograms")) {
      values.put("REFERENCE", REFERENCE);
    }
    return Catalogue.standard()
        .prepare(algorithm, values, folder.resolve(algorithm))
        .run(TestRun.threads(2));
  }

  private static double metric(Result result, String name) {
    if (result.metrics().get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError("no number " + name + " in " + result.metrics());
  }

  @Test
  void rampsLeftByPairsHideWhichDateIsNoisy() throws IOException {
    Result ramps =
        run("correct_pair_ramps", "STACK", stack("given"), "CORRECTED", stack("without_ramps"));
    assertEquals(0.753, metric(ramps, "closure_rms_before"), 0.005);
    assertEquals(0.128, metric(ramps, "closure_rms_after"), 0.015);
    assertEquals(2, Simulated.number(ramps, "pairs_unchecked"));

    Result mended =
        run("closure_correction", "STACK", stack("without_ramps"), "CORRECTED", stack("corrected"));
    assertTrue(Simulated.number(mended, "cells_off_after") <= 15);

    Result before = run("noisy_dates", "STACK", stack("given"));
    Result after = run("noisy_dates", "STACK", stack("corrected"));
    assertTrue(suggested(before).size() > 1, suggested(before).toString());
    assertEquals(List.of("2018-06-23"), suggested(after));

    Result velocity = run("velocity", "STACK", stack("corrected"));
    Result plain = run("velocity", "STACK", stack("given"), "INVERSION", "L2");
    assertEquals(0.950, metric(plain, "median_temporal_coherence"), 0.01);
    assertEquals(0.999, metric(velocity, "median_temporal_coherence"), 0.002);
    assertEquals(5729, Simulated.number(velocity, "velocity_cells"));
    assertEquals(-283, metric(velocity, "velocity_2_percent"), 3);
    assertEquals(0, (double) Simulated.number(velocity, "mended_phases"), 20);
  }

  private static List<?> suggested(Result noisy) {
    return noisy.metrics().get("suggested_exclusions") instanceof List<?> dates ? dates : List.of();
  }
}
