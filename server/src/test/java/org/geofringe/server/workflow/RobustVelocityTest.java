package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated scene without unwrapping errors, and the same with discs of whole cycles in a tenth
 * of its pairs and planes in a fifth: what the velocity and the ramps from closure make of them.
 */
class RobustVelocityTest {

  private static final double CYCLE = 2 * Math.PI;
  private static final int CELLS = Simulated.ROWS * Simulated.COLUMNS;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Simulated scene;

  @SuppressWarnings("NullAway.Init")
  private static List<Pair> pairs;

  /** What is added to each cell of a pair. */
  @FunctionalInterface
  private interface Added {
    double radians(int pair, int row, int column);
  }

  @BeforeAll
  static void simulate() throws IOException {
    scene = new Simulated(folder.resolve("scene"), 14, 72);
    pairs = scene.truth.network().pairs();
    stack("clean", (pair, row, column) -> 0);
    stack("discs", (pair, row, column) -> disc(pair, row, column));
    stack("both", (pair, row, column) -> disc(pair, row, column) + plane(pair, row, column));
  }

  /** In every tenth pair a disc that covers about a seventh of the scene; every other of 4 pi. */
  private static double disc(int pair, int row, int column) {
    double dr = row - 12 - pair * 7 % 36;
    double dc = column - 15 - pair * 11 % 50;
    boolean inside = pair % 10 == 4 && dr * dr + dc * dc < 15 * 15;
    return inside ? CYCLE * (pair % 20 == 4 ? 1 : -2) : 0;
  }

  /** In every fifth pair a plane of 3 rad and more over the scene. */
  private static double plane(int pair, int row, int column) {
    int sign = pair % 2 == 0 ? 1 : -1;
    return pair % 5 == 2 ? sign * (0.03 + 0.001 * pair) * column + 0.02 * row : 0;
  }

  private static void stack(String name, Added added) throws IOException {
    Path in = folder.resolve(name + "-in");
    try (Stream<Path> walk = Files.walk(scene.interferograms())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path target = in.resolve(scene.interferograms().relativize(file));
        Files.createDirectories(target.getParent());
        if (file.getFileName().toString().contains("unw")) {
          rewrite(file, target, added);
        } else {
          Files.copy(file, target);
        }
      }
    }
    run("import_interferograms", "FOLDER", in, "STACK", folder.resolve(name));
  }

  private static void rewrite(Path file, Path target, Added added) throws IOException {
    Pair pair =
        pairs.stream().filter(p -> FileNames.stem(file).contains(p.id())).findFirst().orElseThrow();
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      float[] values = new float[CELLS];
      reader.read(0, reader.grid().window(), values, 0);
      for (int cell = 0; cell < CELLS; cell++) {
        double more =
            added.radians(pairs.indexOf(pair), cell / Simulated.COLUMNS, cell % Simulated.COLUMNS)
                - CYCLE * scene.cycles(pair, cell);
        values[cell] += (float) more;
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

  private static Result run(String algorithm, Object... namesAndValues) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    return scene.run(algorithm, TestRun.threads(2), values);
  }

  private static String place(Result velocity) {
    return velocity.metrics().get("reference") instanceof Map<?, ?> reference
        ? reference.get("longitude") + "," + reference.get("latitude")
        : "";
  }

  /** Root mean square error of the displacement at coherent cells and all dates, mm. */
  private static double error(Result velocity) {
    int reference = Simulated.reference(velocity);
    boolean[] coherent = scene.coherent();
    List<LocalDate> dates = scene.truth.network().dates();
    float[] rate = scene.truth.losVelocity().values();
    float[] first = scene.truth.delay(dates.get(0)).values();
    double sum = 0;
    int count = 0;
    for (int band = 1; band < dates.size(); band++) {
      double years = ChronoUnit.DAYS.between(dates.get(0), dates.get(band)) / 365.25;
      float[] delay = scene.truth.delay(dates.get(band)).values();
      float[] found = Simulated.read(Simulated.path(velocity, "DISPLACEMENT"), band);
      double zero = rate[reference] * years - 1000 * (delay[reference] - first[reference]);
      for (int cell = 0; cell < CELLS; cell++) {
        if (coherent[cell]) {
          double truth = rate[cell] * years - 1000 * (delay[cell] - first[cell]) - zero;
          sum += (found[cell] - truth) * (found[cell] - truth);
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  /**
   * By default the time series may err by 5 % more than that of the stack without discs; least
   * squares err by more than half as much again.
   */
  @Test
  void discsInATenthOfThePairsDoNoHarm() throws IOException {
    Result sound = run("velocity", "STACK", folder.resolve("clean"), "INVERSION", "L2");
    // Another reference would bring the noise of another cell with it.
    String place = place(sound);
    double clean = error(sound);
    Path discs = folder.resolve("discs");
    double damaged = error(run("velocity", "STACK", discs, "REFERENCE", place, "INVERSION", "L2"));
    Path mended = folder.resolve("mended.tif");
    Result robust = run("velocity", "STACK", discs, "REFERENCE", place, "MENDED", mended);
    double defaults = error(robust);
    String figures = clean + ", " + damaged + ", " + defaults + " mm";
    assertTrue(damaged > 1.5 * clean, figures);
    assertTrue(defaults <= 1.05 * clean, figures);
    float[] cycles = Simulated.read(mended, 0);
    int right = 0;
    int all = 0;
    boolean[] coherent = scene.coherent();
    int reference = Simulated.reference(robust);
    for (int cell = 0; cell < CELLS; cell++) {
      int expected = 0;
      for (int p = 0; p < pairs.size(); p++) {
        double off = disc(p, cell / Simulated.COLUMNS, cell % Simulated.COLUMNS);
        double zero = disc(p, reference / Simulated.COLUMNS, reference % Simulated.COLUMNS);
        expected += (int) Math.round(Math.abs(off - zero) / CYCLE);
      }
      all += coherent[cell] ? 1 : 0;
      right += coherent[cell] && cycles[cell] == expected ? 1 : 0;
    }
    assertTrue(right >= 0.99 * all, right + " of " + all);
    assertEquals("ROBUST", robust.metrics().get("inversion"));
    assertTrue(Simulated.number(robust, "mended_phases") > 0);
  }

  /** Nothing is found in a clean stack: the products of both ways are the same. */
  @Test
  void aCleanStackIsInvertedByLeastSquares() throws IOException {
    Result robust = run("velocity", "STACK", folder.resolve("clean"));
    assertEquals(0, Simulated.number(robust, "mended_phases"));
  }

  /**
   * Planes are taken away with unwrapping errors present; pairs without a plane are the very files
   * of the stack that went in. What is left of planes is below 0.25 rad over the scene, as in the
   * test of the kernel. Two of the four pairs of 2024-09-26 hold planes: there another two explain
   * the triplets as well, and all four are called shared.
   */
  @Test
  void planesOfPairsAreTakenAway() throws IOException {
    Path source = folder.resolve("both");
    Path corrected = folder.resolve("without_ramps");
    Result result = run("correct_pair_ramps", "STACK", source, "CORRECTED", corrected);
    List<String> table = Files.readAllLines(Simulated.path(result, "RAMPS"));
    int unsure = 0;
    Stack before = Stack.open(source);
    Stack after = Stack.open(corrected);
    for (int p = 0; p < pairs.size(); p++) {
      Pair pair = pairs.get(p);
      if (table.get(p + 1).endsWith(",shared")) {
        unsure++;
        continue;
      }
      float[] old = WrappedScene.read(source, pair, Asset.UNWRAPPED);
      float[] found = WrappedScene.read(corrected, pair, Asset.UNWRAPPED);
      double least = Double.MAX_VALUE;
      double greatest = -Double.MAX_VALUE;
      for (int cell = 0; cell < CELLS; cell++) {
        double plane = plane(p, cell / Simulated.COLUMNS, cell % Simulated.COLUMNS);
        double left = old[cell] - found[cell] - plane;
        if (!Double.isNaN(left)) {
          least = Math.min(least, left);
          greatest = Math.max(greatest, left);
        }
      }
      assertTrue(greatest - least < 0.25, pair.id() + " " + (greatest - least));
      boolean shared =
          Files.isSameFile(
              before.item(pair).assets().get(Asset.UNWRAPPED),
              after.item(pair).assets().get(Asset.UNWRAPPED));
      assertEquals(p % 5 != 2, shared, pair.id());
    }
    assertEquals(4, unsure);
    assertEquals(5 + unsure, Simulated.number(result, "pairs_corrected"));
    assertEquals(unsure, Simulated.number(result, "pairs_shared"));
    Result again = run("correct_pair_ramps", "STACK", source, "CORRECTED", corrected);
    assertEquals(result.metrics().toString(), again.metrics().toString());
  }
}
