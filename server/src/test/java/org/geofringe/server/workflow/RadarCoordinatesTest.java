package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.TestRun;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadarCoordinatesTest {

  private static final int ROWS = 700;
  private static final int COLUMNS = 600;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static MapGrid grid;

  @SuppressWarnings("NullAway.Init")
  private static Path height;

  @BeforeAll
  static void write() throws IOException {
    grid = SyntheticLookup.write(folder.resolve("stack"), ROWS, COLUMNS);
    height = Stack.open(folder.resolve("stack")).layer(Layer.HEIGHT).orElseThrow();
  }

  private static Result run(TestRun context, Path layer, Path output, String... more)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("STACK", folder.resolve("stack").toString());
    values.put("LAYER", layer.toString());
    values.put("OUTPUT", output.toString());
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return Catalogue.standard().prepare("radar_coordinates", values, folder).run(context);
  }

  private static float[] read(Path file) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      float[] values = new float[(int) reader.grid().cells()];
      reader.read(0, reader.grid().window(), values, 0);
      return values;
    }
  }

  /** The bound: a smooth layer changes by less than 1 % rms of its variation. */
  @Test
  void heightsComeBack() throws IOException {
    Path radar = folder.resolve("radar.tif");
    Path back = folder.resolve("back.tif");
    Result there = run(TestRun.threads(2), height, radar);
    assertEquals(1, there.metrics().get("azimuth_looks"));
    assertEquals(1, there.metrics().get("range_looks"));
    run(TestRun.threads(2), radar, back, "DIRECTION", "TO_MAP");
    float[] expected = read(height);
    float[] got = read(back);
    double square = 0;
    double error = 0;
    for (int row = 4; row < ROWS - 4; row++) {
      for (int column = 4; column < COLUMNS - 4; column++) {
        int i = row * COLUMNS + column;
        boolean uncovered = row < ROWS / 5 && column < COLUMNS / 8;
        boolean rim = row < ROWS / 5 + 4 && column < COLUMNS / 8 + 4;
        if (uncovered) {
          assertTrue(Float.isNaN(got[i]), "nothing is known at " + row + ", " + column);
        } else if (!rim) {
          assertFalse(Float.isNaN(got[i]), "a hole at " + row + ", " + column);
          square += Math.pow(expected[i] - 200, 2);
          error += Math.pow(got[i] - expected[i], 2);
        }
      }
    }
    assertTrue(Math.sqrt(error / square) < 0.01, "rms " + Math.sqrt(error / square));
  }

  @Test
  void theRadarRasterLiesInSamplesAndLines() throws IOException {
    Path radar = folder.resolve("placed.tif");
    run(TestRun.threads(1), height, radar, "AZIMUTH_LOOKS", "2", "RANGE_LOOKS", "8");
    try (GeoTiffReader reader = GeoTiffReader.open(radar)) {
      MapGrid placed = reader.grid();
      assertEquals(Crs.RADAR, placed.crs());
      assertEquals(8, placed.spacingX());
      assertEquals(2, placed.spacingY());
      assertEquals(0, (placed.west() + 0.5) % 8, "every raster of these looks shares its cells");
      assertEquals(0, Math.abs(placed.north() - 0.5) % 2);
      // A place in the middle: its row and column by the lookup's formula.
      int row = 400;
      int column = 300;
      double along = 10 * row * Math.cos(0.21) - 5 * column * Math.sin(0.21);
      double across = 5 * column * Math.cos(0.21) + 10 * row * Math.sin(0.21);
      double high = SyntheticLookup.height(row, column);
      float[] values = read(radar);
      int at =
          placed.row(-(2000 + along / 14)) * placed.columns()
              + placed.column(40_000 - across / 3.7 - high * 0.33);
      // A radar cell spans 28 x 30 m of slopes below 1 : 5.
      assertEquals(high, values[at], 5);
    }
    String style = Files.readString(folder.resolve("placed.qml"));
    assertTrue(style.contains("rasterrenderer"), style);
  }

  @Test
  void threadsAndMemoryChangeNothing() throws IOException {
    run(TestRun.threads(1), height, folder.resolve("one.tif"));
    run(new TestRun(16L << 20, 3), height, folder.resolve("three.tif"));
    // Bands of another height see the triangles in the same order, so the sums are the same.
    assertEquals(-1, Files.mismatch(folder.resolve("one.tif"), folder.resolve("three.tif")));
  }

  /** A picture of 4 x 2 looks, as amplitudes are: places come from between the stack's cells. */
  @Test
  void aCoarserLayerIsBroughtOverToo() throws IOException {
    Path coarse = folder.resolve("coarse.tif");
    MapGrid cells =
        new MapGrid(grid.crs(), grid.west(), grid.north(), 20, 20, ROWS / 2, COLUMNS / 4);
    float[] values = new float[(int) cells.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.floorDiv(i, cells.columns());
    }
    try (RasterProduct product = RasterProduct.floats(coarse, cells, "row", "", "")) {
      product.write(0, 0, cells.rows(), values, 0);
      product.finish();
    }
    Path radar = folder.resolve("coarse-radar.tif");
    Result result = run(TestRun.threads(2), coarse, radar);
    assertEquals(1, result.metrics().get("azimuth_looks"));
    assertEquals(5, result.metrics().get("range_looks"));
    Path back = folder.resolve("coarse-back.tif");
    run(TestRun.threads(2), radar, back, "DIRECTION", "TO_MAP");
    float[] got = read(back);
    for (int row = 200; row < ROWS - 20; row += 7) {
      for (int column = 20; column < COLUMNS - 20; column += 5) {
        // Row 0 of the coarse cells is centred between rows 0 and 1.
        assertEquals((row - 0.5) / 2, got[row * COLUMNS + column], 0.05);
      }
    }
  }

  @Test
  void classesStayClasses() throws IOException {
    Path mask = folder.resolve("mask.tif");
    float[] values = new float[(int) grid.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % COLUMNS / 40 % 3;
    }
    try (RasterProduct product = RasterProduct.floats(mask, grid, "class", "", "")) {
      product.write(0, 0, ROWS, values, 0);
      product.finish();
    }
    Path radar = folder.resolve("mask-radar.tif");
    run(TestRun.threads(2), mask, radar, "VALUES", "CLASSES");
    for (float value : read(radar)) {
      assertTrue(Float.isNaN(value) || value == 0 || value == 1 || value == 2, "" + value);
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() throws IOException {
    Path output = folder.resolve("refused.tif");
    Path radar = folder.resolve("there.tif");
    run(TestRun.threads(2), height, radar);
    assertRefused(() -> run(TestRun.threads(1), radar, output), "radar geometry already", "TO_MAP");
    assertRefused(
        () -> run(TestRun.threads(1), height, output, "DIRECTION", "TO_MAP"),
        "lies on the map",
        "TO_RADAR");
    Simulated other = new Simulated(folder.resolve("other"), 4, 24);
    Path stack = other.stack(TestRun.threads(1));
    assertRefused(
        () -> run(TestRun.threads(1), height, output, "STACK", stack.toString()),
        "azimuth_line",
        "geocode_slc");
    assertThrows(
        CancelledException.class, () -> run(TestRun.threads(1).cancelAt(0.2), height, output));
    assertFalse(Files.exists(output));
  }
}
