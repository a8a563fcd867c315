package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two velocities on two grids in two reference systems: east and up, and their difference. */
class DecomposeTest {

  private static final MapGrid UTM = new MapGrid("EPSG:32614", 480_000, 2_150_000, 80, 80, 90, 70);

  /** Finer by about 2.6, in degrees, over more ground. */
  private static final MapGrid DEGREES = degrees();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  /** A field over the ground. */
  @FunctionalInterface
  private interface Field {
    double at(double x, double y);
  }

  private static MapGrid degrees() {
    double[] corner = Crs.transform(479_500, 2_150_500, "EPSG:32614", "EPSG:4326");
    return new MapGrid("EPSG:4326", corner[0], corner[1], 0.0003, 0.0003, 280, 260);
  }

  private static String write(String name, MapGrid grid, Field... fields) throws IOException {
    List<ProductSpec.Band> bands = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      bands.add(new ProductSpec.Band("" + i, ""));
    }
    ProductSpec spec = new ProductSpec(SampleType.FLOAT32, Double.NaN, bands, Map.of());
    Path file = folder.resolve(name);
    try (GeoTiffWriter writer = GeoTiffWriter.create(file, grid, spec)) {
      for (int band = 0; band < fields.length; band++) {
        float[] values = new float[(int) grid.cells()];
        for (int i = 0; i < values.length; i++) {
          int row = i / grid.columns();
          double[] xy =
              Crs.transform(grid.x(i % grid.columns()), grid.y(row), grid.crs(), "EPSG:32614");
          values[i] = (float) fields[band].at(xy[0], xy[1]);
        }
        writer.write(band, 0, grid.rows(), values, 0);
      }
      writer.finish();
    }
    return file.toString();
  }

  private static double east(double x) {
    return 6 + (x - 483_000) / 500;
  }

  private static double up(double x, double y) {
    return -9 + (y - 2_147_000) / 400;
  }

  private static double ascendingIncidence(double x) {
    return 34 + (x - 480_000) / 2000;
  }

  private static double descendingIncidence(double x) {
    return 43 - (x - 480_000) / 2000;
  }

  private static double seen(double incidence, double heading, double x, double y) {
    double angle = Math.toRadians(incidence);
    return -Math.sin(angle) * Math.cos(Math.toRadians(heading)) * east(x)
        + Math.cos(angle) * up(x, y);
  }

  private static final Map<String, String> INPUTS = new HashMap<>();

  @BeforeAll
  static void write() throws IOException {
    INPUTS.put("ASCENDING", write("a.tif", UTM, (x, y) -> seen(ascendingIncidence(x), 348, x, y)));
    INPUTS.put("ASCENDING_GEOMETRY", write("ai.tif", UTM, (x, y) -> ascendingIncidence(x)));
    INPUTS.put(
        "DESCENDING",
        write(
            "d.tif",
            DEGREES,
            (x, y) ->
                Math.hypot(x - 483_000, y - 2_147_000) < 300
                    ? Double.NaN
                    : seen(descendingIncidence(x), 192, x, y)));
    INPUTS.put(
        "DESCENDING_GEOMETRY",
        write(
            "dl.tif",
            DEGREES,
            (x, y) ->
                -Math.sin(Math.toRadians(descendingIncidence(x))) * Math.cos(Math.toRadians(192)),
            (x, y) ->
                Math.sin(Math.toRadians(descendingIncidence(x))) * Math.sin(Math.toRadians(192)),
            (x, y) -> Math.cos(Math.toRadians(descendingIncidence(x)))));
    INPUTS.put("ASCENDING_STD", write("as.tif", UTM, (x, y) -> 2));
    INPUTS.put("DESCENDING_STD", write("ds.tif", DEGREES, (x, y) -> 2));
  }

  private static Result run(TestRun context, String name, String... namesAndValues)
      throws IOException {
    Map<String, String> values = new HashMap<>(INPUTS);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Catalogue.standard().prepare("decompose", values, folder.resolve(name)).run(context);
  }

  /**
   * The fields are straight, so that means and interpolation are exact but for the curvature of the
   * geometry: half of 0.5 mrad squared of 20 mm/yr in a cell. Places are right to a thousandth of a
   * cell, 0.2 mm/yr a cell: 0.01 mm/yr holds all. Beside the hole a cell is the mean of its part
   * with data, up to half a cell away.
   */
  @Test
  void eastAndUpAreTheTruthOnTheCoarserGrid() throws IOException {
    Result result =
        run(
            TestRun.threads(2),
            "truth",
            "VERTICAL_STD",
            folder.resolve("us.tif").toString(),
            "EAST_STD",
            folder.resolve("es.tif").toString());
    float[] up = Simulated.read(Simulated.path(result, "VERTICAL"), 0);
    float[] east = Simulated.read(Simulated.path(result, "EAST"), 0);
    float[] error = Simulated.read(folder.resolve("us.tif"), 0);
    try (GeoTiffReader reader = GeoTiffReader.open(Simulated.path(result, "EAST"))) {
      assertTrue(reader.grid().matches(UTM), "the coarser");
    }
    int empty = 0;
    for (int i = 0; i < up.length; i++) {
      double x = UTM.x(i % UTM.columns());
      int row = i / UTM.columns();
      double y = UTM.y(row);
      if (Math.hypot(x - 483_000, y - 2_147_000) < 230) {
        assertTrue(Float.isNaN(up[i]) && Float.isNaN(east[i]), "no data stays so");
      }
      empty += Float.isNaN(up[i]) ? 1 : 0;
      if (!Float.isNaN(up[i])) {
        double tolerance = Math.hypot(x - 483_000, y - 2_147_000) < 420 ? 0.1 : 0.01;
        assertEquals(up(x, y), up[i], tolerance);
        assertEquals(east(x), east[i], tolerance);
        assertEquals(1.8, error[i], 0.2, "2 / (√2 cos 39°)");
      }
    }
    double hole = Math.PI * 300 * 300 / 6400;
    assertEquals(hole, empty, 0.15 * hole, "it neither grows nor shrinks");
    assertEquals(up.length - (long) empty, result.metrics().get("cells"));
    assertEquals(-0.17, number(result, "north_into_vertical"), 0.02);
    assertEquals(76, number(result, "angle_between_looks"), 2);
  }

  @Test
  void theResultDoesNotDependOnThreadsAndMemory() throws IOException {
    Result one = run(new TestRun(16L << 20, 1), "one");
    Result two = run(TestRun.threads(2), "two");
    for (String output : List.of("VERTICAL", "EAST")) {
      assertArrayEquals(
          Files.readAllBytes(Simulated.path(one, output)),
          Files.readAllBytes(Simulated.path(two, output)));
    }
  }

  @Test
  void whatCannotBeDecomposedIsRefused() throws IOException {
    TestRun context = TestRun.threads(1);
    String alike = write("alike.tif", UTM, (x, y) -> 40);
    assertRefused(
        () -> run(context, "no", "DESCENDING_GEOMETRY", alike, "DESCENDING_HEADING", "348"),
        "nearly the same side");
    String wrong = write("wrong.tif", UTM, (x, y) -> 0.7);
    assertRefused(() -> run(context, "no", "DESCENDING_GEOMETRY", wrong), "no incidence angle");
    String two = write("two.tif", UTM, (x, y) -> 40, (x, y) -> 40);
    assertRefused(() -> run(context, "no", "DESCENDING_GEOMETRY", two), "2 bands");
    String far =
        write("far.tif", new MapGrid("EPSG:32614", 700_000, 2_000_000, 80, 80, 5, 5), (x, y) -> 40);
    assertRefused(() -> run(context, "no", "DESCENDING", far), "lies elsewhere");
    Map<String, String> values = new HashMap<>(INPUTS);
    values.remove("ASCENDING_STD");
    values.put("EAST_STD", "e.tif");
    assertRefused(
        () -> Catalogue.standard().prepare("decompose", values, folder).run(context),
        "ASCENDING_STD");
  }

  @Test
  void aDifferenceIsSecondMinusFirst() throws IOException {
    String later = write("later.tif", DEGREES, (x, y) -> up(x, y) - 3);
    String first = write("first.tif", UTM, DecomposeTest::up);
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "FIRST", first,
                "SECOND", later,
                "FIRST_STD", INPUTS.getOrDefault("ASCENDING_STD", ""),
                "SECOND_STD", INPUTS.getOrDefault("DESCENDING_STD", ""),
                "SIGNIFICANCE", folder.resolve("significance.tif").toString()));
    Result result = compare(values);
    float[] difference = Simulated.read(Simulated.path(result, "DIFFERENCE"), 0);
    float[] significance = Simulated.read(folder.resolve("significance.tif"), 0);
    for (int i = 0; i < difference.length; i++) {
      assertEquals(-3, difference[i], 0.01);
      assertEquals(-3 / Math.sqrt(8), significance[i], 0.01);
    }
    assertEquals(0L, result.metrics().get("significant_cells"));
    assertEquals(-3, number(result, "median_difference"), 0.01);
    values.put("REMOVE_MEDIAN", "true");
    assertEquals(0, number(compare(values), "rms_difference"), 0.01);
    values.remove("FIRST_STD");
    assertRefused(() -> compare(values), "FIRST_STD");
    float[] same = Simulated.read(Path.of(first), 0);
    values.put("SECOND", first);
    values.remove("SIGNIFICANCE");
    values.put("REMOVE_MEDIAN", "false");
    assertTrue(Float.isFinite(same[0]));
    float[] none = Simulated.read(Simulated.path(compare(values), "DIFFERENCE"), 0);
    assertArrayEquals(new float[same.length], none, "on one grid nothing is interpolated");
  }

  private static double number(Result result, String metric) {
    if (result.metrics().get(metric) instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError("no number " + metric + " in " + result.metrics());
  }

  private static Result compare(Map<String, String> values) throws IOException {
    return Catalogue.standard()
        .prepare("velocity_difference", values, folder.resolve("compared"))
        .run(TestRun.threads(2));
  }
}
