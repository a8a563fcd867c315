package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geofringe.network.Pair;
import org.geofringe.server.TestRun;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real stack over Mexico City, where it lies beside the project: its phases are wrapped,
 * imported, unwrapped again and held against those that another processor unwrapped.
 */
class MexicoCityUnwrapTest {

  private static final double CYCLE = 2 * Math.PI;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  private static final Map<Pair, float[]> GIVEN = new TreeMap<>();

  @BeforeAll
  static void wrap() throws IOException {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at != null
        && !(Files.exists(at.resolve("pom.xml")) && Files.isDirectory(at.resolve("proto")))) {
      at = at.getParent();
    }
    Path data = at == null ? folder : at.resolveSibling("shared").resolve("data/mexico-city");
    Assumptions.assumeTrue(
        at != null && Files.isDirectory(data),
        "the Mexico City stack is not there (shared/data/mexico-city beside the project)");
    for (Path file : files(data)) {
      String name = data.relativize(file).toString();
      if (name.startsWith("unw")) {
        writeWrapped(file, folder.resolve("in").resolve(name.replace("unw", "wrapped")));
      } else {
        Path copy = folder.resolve("in").resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static List<Path> files(Path data) throws IOException {
    try (Stream<Path> walk = Files.walk(data)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private static void writeWrapped(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      float[] values = new float[(int) reader.grid().cells()];
      reader.read(0, reader.grid().window(), values, 0);
      String[] words = FileNames.stem(file).split("[_-]");
      GIVEN.put(Pair.parse(words[1] + "_" + words[2]), values.clone());
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.IEEEremainder(values[i], CYCLE);
      }
      ProductSpec spec =
          new ProductSpec(
              SampleType.FLOAT32,
              Double.NaN,
              List.of(new ProductSpec.Band("", "")),
              reader.metadata());
      try (GeoTiffWriter writer = GeoTiffWriter.create(target, reader.grid(), spec)) {
        writer.write(0, 0, reader.grid().rows(), values, 0);
        writer.finish();
      }
    }
  }

  private static Result run(String algorithm, String... values) throws IOException {
    Map<String, String> all = new HashMap<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      all.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return Catalogue.standard()
        .prepare(algorithm, all, folder.resolve("out"))
        .run(TestRun.threads(2));
  }

  /** Cells of a pair that are off the given phase by other cycles than most; and all cells. */
  private static int[] differing(Path stack, Pair pair) throws IOException {
    float[] given = GIVEN.getOrDefault(pair, new float[0]);
    float[] ours = WrappedScene.read(stack, pair, Asset.UNWRAPPED);
    Map<Long, Integer> counts = new HashMap<>();
    int cells = 0;
    for (int i = 0; i < ours.length; i++) {
      assertEquals(Float.isNaN(given[i]), Float.isNaN(ours[i]), "cell " + i + " of " + pair);
      if (!Float.isNaN(ours[i])) {
        double cycles = ((double) ours[i] - given[i]) / CYCLE;
        assertEquals(Math.rint(cycles), cycles, 1e-4);
        counts.merge(Math.round(cycles), 1, Integer::sum);
        cells++;
      }
    }
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return new int[] {cells - most, cells};
  }

  /**
   * The given phases were unwrapped by a minimum-cost flow as well, of interferograms that were
   * filtered, and close but for 25 of 141,000 cells in triplets: they are right nearly everywhere.
   * 9 of 176,900 cells were found to differ (with smooth costs 5), 8 of them in one pair of 132
   * days, at the foot of the steepest slope. Two cells in a thousand of a pair are allowed to, and
   * one in five thousand of all.
   */
  @Test
  void theGivenCyclesAreFoundAgain() throws IOException {
    Path stack = folder.resolve("stack");
    run("import_interferograms", "FOLDER=" + folder.resolve("in"), "STACK=" + stack);
    run("unwrap", "STACK=" + stack, "SHOW=NONE");
    int[] all = new int[2];
    for (Pair pair : Stack.open(stack).network().pairs()) {
      int[] differing = differing(stack, pair);
      assertTrue(differing[0] <= 0.002 * differing[1], differing[0] + " cells of " + pair);
      all[0] += differing[0];
      all[1] += differing[1];
    }
    assertTrue(all[0] <= 0.0002 * all[1], all[0] + " of " + all[1] + " cells");
    Result check = run("inverse_check", "STACK=" + stack);
    assertTrue(Simulated.number(check, "flagged_cells") <= 30, check.metrics().toString());
  }
}
