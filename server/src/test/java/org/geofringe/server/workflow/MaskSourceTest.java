package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskSourceTest {

  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 480_000, 2_160_000, 40, 30, 217, 333);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** Finer and coarser than the grid, in its system and others, reaching over a part of it. */
  @ParameterizedTest
  @CsvSource({
    "EPSG:32614, 481000, 2159000, 7.3, 900, 1100",
    "EPSG:32614, 470000, 2170000, 210, 90, 110",
    "EPSG:4326, -99.18, 19.53, 0.0003, 300, 260",
    "EPSG:3857, -11040000, 2216000, 55, 200, 260",
  })
  void takesTheRasterCellThatHoldsTheCentre(
      String crs, double west, double north, double spacing, int rows, int columns) {
    MapGrid there = new MapGrid(crs, west, north, spacing, spacing, rows, columns);
    float[] values = new float[there.window().cells()];
    for (int i = 0; i < values.length; i++) {
      int kind = (i / columns / 5 + i % columns / 7) % 3;
      values[i] = kind == 0 ? 0 : kind == 1 ? Float.NaN : -2;
    }
    Path file = folder.resolve("mask.tif");
    write(file, there, values);
    boolean[] expected = new boolean[GRID.window().cells()];
    boolean[] onEdge = new boolean[expected.length];
    for (int i = 0; i < expected.length; i++) {
      int line = i / GRID.columns();
      int sample = i % GRID.columns();
      double[] point = Crs.transform(GRID.x(sample), GRID.y(line), GRID.crs(), crs);
      double row = (north - point[1]) / spacing;
      double column = (point[0] - west) / spacing;
      onEdge[i] = near(row) || near(column);
      if (there.contains(point[0], point[1])) {
        int cell = (int) Math.floor(row) * columns + (int) Math.floor(column);
        expected[i] = values[cell] == -2;
      }
    }
    boolean[] whole = mask(file.toString(), GRID.window());
    int wrong = 0;
    int masked = 0;
    for (int i = 0; i < whole.length; i++) {
      wrong += whole[i] != expected[i] && !onEdge[i] ? 1 : 0;
      masked += whole[i] ? 1 : 0;
    }
    assertEquals(0, wrong);
    assertTrue(masked > 3000, masked + " cells masked");
    Window window = new Window(33, 45, 101, 222);
    boolean[] part = mask(file.toString(), window);
    for (int i = 0; i < part.length; i++) {
      int at =
          (window.row() + i / window.columns()) * GRID.columns()
              + window.column()
              + i % window.columns();
      assertEquals(whole[at], part[i], "cell " + at);
    }
  }

  @Test
  void marksAddToWhatIsMarkedAlready() throws Exception {
    Path file = folder.resolve("box.geojson");
    Files.writeString(
        file,
        """
        {"type": "Polygon", "crs": {"type": "name", "properties": {"name": "EPSG:32614"}},
         "coordinates": [[[480000, 2160000], [480080, 2160000], [480080, 2159970], [480000, 2159970],
                          [480000, 2160000]]]}
        """);
    boolean[] masked = {false, false, false, true};
    try (MaskSource mask = MaskSource.open(file.toString(), GRID)) {
      mask.mark(new Window(0, 1, 2, 2), masked);
    }
    assertArrayEquals(new boolean[] {true, false, false, true}, masked);
  }

  @Test
  void whatLiesElsewhereIsRefused() throws Exception {
    Path tif = folder.resolve("mask.tif");
    write(tif, new MapGrid("EPSG:32614", 0, 0, 10, 10, 2, 2), new float[] {1, 1, 1, 1});
    assertRefused(() -> MaskSource.open(tif.toString(), GRID), tif.toString(), "lies elsewhere");
    Path json =
        Files.writeString(
            folder.resolve("a.json"),
            "{\"type\":\"Polygon\",\"coordinates\":[[[10,50],[11,50],[11,51],[10,50]]]}");
    assertRefused(() -> MaskSource.open(json.toString(), GRID), json.toString(), "lies elsewhere");
    assertRefused(
        () -> MaskSource.open(folder.resolve("none.gpkg").toString(), GRID), "cannot be read");
  }

  private static boolean near(double place) {
    return Math.abs(place - Math.rint(place)) < 1e-3;
  }

  private static boolean[] mask(String path, Window window) {
    boolean[] masked = new boolean[window.cells()];
    try (MaskSource mask = MaskSource.open(path, GRID)) {
      mask.mark(window, masked);
    }
    return masked;
  }

  private static void write(Path file, MapGrid grid, float[] values) {
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(file, grid, ProductSpec.ofFloats("Water", ""))) {
      writer.write(0, 0, grid.rows(), values, 0);
      writer.finish();
    }
  }
}
