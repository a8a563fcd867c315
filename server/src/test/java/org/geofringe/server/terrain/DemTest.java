package org.geofringe.server.terrain;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.TestRun;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemTest {

  /** Ten kilometres of UTM zone 11 in Nevada, beside the meridian 117° W and the parallel 38° N. */
  private static final MapGrid MAP = map("EPSG:32611", 496_000, 4_211_000, 300, 250);

  private static double hills(double lon, double lat) {
    return 800 + 300 * Math.sin(700 * lon / 57) * Math.cos(900 * lat / 57);
  }

  @TempDir private Path folder = Path.of("");

  private static MapGrid map(String crs, double west, double north, int rows, int columns) {
    return new MapGrid(crs, west, north, 25, 40, rows, columns);
  }

  private static MapGrid degrees(double west, double north, double spacing, int rows, int columns) {
    return new MapGrid("EPSG:4326", west, north, spacing, spacing, rows, columns);
  }

  private Path tiff(String name, MapGrid grid, DoubleBinaryOperator surface) {
    Path path = folder.resolve(name);
    float[] values = new float[grid.rows() * grid.columns()];
    for (int i = 0; i < values.length; i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      values[i] = (float) surface.applyAsDouble(grid.x(column), grid.y(row));
    }
    try {
      Files.createDirectories(path.resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (FlatRaster.Writer writer = FlatRaster.create(path, grid, 1)) {
      writer.write(0, 0, grid.rows(), values, 0);
    }
    return path;
  }

  private static byte[] hgt(int west, int south, int side, DoubleBinaryOperator surface) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * side * side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double lon = west + column / (side - 1.0);
        double lat = south + 1 - row / (side - 1.0);
        bytes.putShort((short) Math.rint(surface.applyAsDouble(lon, lat)));
      }
    }
    return bytes.array();
  }

  private static float[] heights(Path path, HeightReference reference, MapGrid map) {
    try (Terrain terrain = Dem.open(path, reference, null).over(map, RunContext.silent())) {
      return terrain.heights(map.window());
    }
  }

  private static void assertMeets(DoubleBinaryOperator surface, float[] found, double tolerance) {
    for (int row = 0; row < MAP.rows(); row += 7) {
      for (int column = 0; column < MAP.columns(); column += 7) {
        double[] place = Crs.transform(MAP.x(column), MAP.y(row), MAP.crs(), "EPSG:4326");
        double expected = surface.applyAsDouble(place[0], place[1]);
        assertEquals(expected, found[row * MAP.columns() + column], tolerance);
      }
    }
  }

  @Test
  void aQuadraticInDegreesIsMetOnAUtmMap() {
    DoubleBinaryOperator surface =
        (lon, lat) -> 500 + 2e4 * (lon + 117) * (lat - 38) + 3e4 * Math.pow(lon + 117, 2);
    Path dem = tiff("dem.tif", degrees(-117.2, 38.2, 1 / 1200.0, 480, 480), surface);
    // Heights are floats of some hundred metres: 0.03 mm; slopes of 0.1 on 0.3 mm of place.
    assertMeets(surface, heights(dem, HeightReference.ELLIPSOID, MAP), 2e-4);
  }

  @Test
  void aModelInAnotherZoneIsMet() {
    DoubleBinaryOperator surface = (x, y) -> 300 + (x + 30_000) / 50 + (y - 4_200_000) / 70;
    MapGrid zone12 = new MapGrid("EPSG:32612", -50_000, 4_240_000, 30, 30, 1400, 1500);
    Path dem = tiff("dem.tif", zone12, surface);
    float[] found = heights(dem, HeightReference.ELLIPSOID, MAP);
    for (int cell = 0; cell < found.length; cell += 97) {
      int row = cell / MAP.columns();
      int column = cell % MAP.columns();
      double[] place = Crs.transform(MAP.x(column), MAP.y(row), MAP.crs(), "EPSG:4326");
      double[] other = Crs.transform(place[0], place[1], "EPSG:4326", "EPSG:32612");
      assertEquals(surface.applyAsDouble(other[0], other[1]), found[cell], 2e-4);
    }
  }

  @Test
  void windowsAreCutFromTheWhole() {
    Path dem = tiff("dem.tif", degrees(-117.2, 38.2, 1 / 1200.0, 480, 480), DemTest::hills);
    try (Terrain terrain =
        Dem.open(dem, HeightReference.EGM96, null).over(MAP, RunContext.silent())) {
      float[] whole = terrain.heights(MAP.window());
      Window window = new Window(101, 33, 57, 190);
      float[] part = terrain.heights(window);
      for (int i = 0; i < part.length; i++) {
        int row = window.row() + i / window.columns();
        int column = window.column() + i % window.columns();
        assertEquals(whole[row * MAP.columns() + column], part[i], 0);
      }
      for (float height : whole) {
        assertTrue(height > terrain.leastHeight() && height < terrain.greatestHeight());
      }
    }
  }

  @Test
  void tilesAreOneModel() throws IOException {
    MapGrid grid = degrees(-117.2, 38.2, 1 / 1200.0, 480, 480);
    float[] whole =
        heights(tiff("one/dem.tif", grid, DemTest::hills), HeightReference.ELLIPSOID, MAP);
    Path tiles = folder.resolve("tiles/deep");
    for (int i = 0; i < 4; i++) {
      double west = i % 2 == 0 ? grid.west() : grid.x(239) - grid.spacingX() / 2;
      double north = i / 2 == 0 ? grid.north() : grid.y(240) + grid.spacingY() / 2;
      tiff(
          "tiles/deep/t" + i + ".tif",
          degrees(west, north, grid.spacingX(), 240, i % 2 == 0 ? 240 : 241),
          DemTest::hills);
    }
    Files.writeString(tiles.resolve("readme.txt"), "no heights");
    Files.writeString(tiles.resolve("t0_WBM.tif"), "no heights either");
    assertArrayEquals(
        whole, heights(folder.resolve("tiles"), HeightReference.ELLIPSOID, MAP), 1e-4f);
  }

  @Test
  void tilesOfOtherCellSizesJoinWithoutAStep() {
    tiff("tiles/south.tif", degrees(-117.3, 38.0, 1 / 1200.0, 360, 480), DemTest::hills);
    MapGrid wide = new MapGrid("EPSG:4326", -117.3, 38.2, 1 / 800.0, 1 / 1200.0, 240, 320);
    tiff("tiles/north.tif", wide, DemTest::hills);
    // Waves of 0.5 km amplitude 300 m and length 0.5° / 12: the cubic is good to some centimetres.
    assertMeets(
        DemTest::hills, heights(folder.resolve("tiles"), HeightReference.ELLIPSOID, MAP), 0.05);
  }

  @Test
  void srtmTilesHoldTheSameHeightsAsAGeoTiff() throws IOException {
    DoubleBinaryOperator surface = (lon, lat) -> Math.rint(hills(lon, lat));
    MapGrid grid = degrees(-118 - 1 / 2400.0, 39 + 1 / 2400.0, 1 / 1200.0, 2401, 2401);
    float[] expected = heights(tiff("dem.tif", grid, surface), HeightReference.ELLIPSOID, MAP);
    Path tiles = Files.createDirectories(folder.resolve("srtm"));
    Files.write(tiles.resolve("N38W117.hgt"), hgt(-117, 38, 1201, DemTest::hills));
    Files.write(tiles.resolve("N38W118.hgt"), hgt(-118, 38, 1201, DemTest::hills));
    Files.write(tiles.resolve("N37W117.SRTMGL3.hgt"), hgt(-117, 37, 1201, DemTest::hills));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(tiles.resolve("n37w118.hgt.zip")))) {
      zip.putNextEntry(new ZipEntry("N37W118.hgt"));
      zip.write(hgt(-118, 37, 1201, DemTest::hills));
    }
    assertArrayEquals(expected, heights(tiles, HeightReference.ELLIPSOID, MAP), 1e-3f);
    float[] overGeoid = heights(tiles, HeightReference.AUTO, MAP);
    // PROJ's grid gives -25.46 m at 117° W, 38° N, the middle of the map; it slopes by 2 cm a km.
    assertEquals(expected[5000] - 25.46, overGeoid[5000], 0.3);
  }

  @Test
  void aMapAcrossTheDateLineFindsItsTiles() throws IOException {
    DoubleBinaryOperator surface = (lon, lat) -> 100 + 50 * Math.abs(Math.abs(lon) - 180);
    Path tiles = Files.createDirectories(folder.resolve("srtm"));
    Files.write(tiles.resolve("S17E179.hgt"), hgt(179, -17, 1201, surface));
    Files.write(tiles.resolve("S17W180.hgt"), hgt(-180, -17, 1201, surface));
    double[] middle = Crs.transform(180, -16.5, "EPSG:4326", "EPSG:32701");
    MapGrid map = map("EPSG:32701", middle[0] - 3_000, middle[1] + 3_000, 100, 240);
    for (float height : heights(tiles, HeightReference.ELLIPSOID, map)) {
      assertEquals(101, height, 1.1);
    }
  }

  @Test
  void holesAreFilledAndTold() {
    DoubleBinaryOperator plane = (lon, lat) -> 500 + 1000 * (lon + 117) - 2000 * (lat - 38);
    MapGrid grid = degrees(-117.2, 38.2, 1 / 1200.0, 480, 480);
    Path dem =
        tiff(
            "dem.tif",
            grid,
            (lon, lat) ->
                Math.hypot(lon + 117, lat - 38) < 0.02
                    ? Double.NaN
                    : Math.hypot(lon + 117.03, lat - 38.01) < 0.002
                        ? -32_768
                        : plane.applyAsDouble(lon, lat));
    TestRun run = TestRun.threads(1);
    try (Terrain terrain = Dem.open(dem, HeightReference.ELLIPSOID, null).over(MAP, run)) {
      // The solver ends within some 1e-4 of the heights that it spans.
      assertMeets(plane, terrain.heights(MAP.window()), 0.05);
      double expected = Math.PI * (24 * 24 + 2.4 * 2.4);
      assertEquals(expected, (double) terrain.voidCells(), 0.03 * expected);
      assertEquals(1, run.warnings().size());
      assertOneLine(run.warnings().get(0), "void cells", String.valueOf(terrain.voidCells()));
    }
  }

  @Test
  void whatIsMissingIsTold() {
    Path dem = tiff("dem.tif", degrees(-117.2, 38.0, 1 / 1200.0, 400, 480), DemTest::hills);
    Dem model = Dem.open(dem, HeightReference.ELLIPSOID, null);
    String line =
        assertRefused(
            () -> model.checkCovers(MAP, (x, y) -> true),
            "does not cover",
            "%",
            "38.0",
            "add tiles");
    assertTrue(line.contains("longitude -117.0"), line);
    double[] edge = Crs.transform(-117, 38, "EPSG:4326", MAP.crs());
    Dem.Need south = (x, y) -> y < edge[1] - 100;
    model.checkCovers(MAP, south);
    try (Terrain terrain = model.over(MAP, south, RunContext.silent())) {
      float[] heights = terrain.heights(MAP.window());
      assertTrue(Float.isNaN(heights[0]));
      assertEquals(800, heights[heights.length - 1], 310);
    }
  }

  @Test
  void whatTheHeightsCountFromIsTold() throws IOException {
    MapGrid grid = degrees(-117.2, 38.2, 1 / 1200.0, 480, 480);
    TestRun plain = TestRun.threads(1);
    Dem.open(tiff("dem.tif", grid, DemTest::hills), HeightReference.AUTO, null)
        .over(MAP, plain)
        .close();
    assertOneLine(plain.warnings().get(0), "does not say", "ellipsoid", "EGM96");
    TestRun copernicus = TestRun.threads(1);
    String name = "glo/Copernicus_DSM_COG_10_N38_00_W118_00_DEM.tif";
    Dem.open(tiff(name, grid, DemTest::hills), HeightReference.AUTO, null)
        .over(MAP, copernicus)
        .close();
    assertOneLine(copernicus.warnings().get(0), "EGM2008", "EGM96");
    tiff("glo/N37W118_FABDEM_V1-2.tif", grid, DemTest::hills);
    TestRun both = TestRun.threads(1);
    Dem.open(folder.resolve("glo"), HeightReference.AUTO, null).over(MAP, both).close();
    assertEquals(List.of(copernicus.warnings().get(0)), both.warnings());
    tiff("glo/srtm_1.tif", grid, DemTest::hills);
    Dem mixed = Dem.open(folder.resolve("glo"), HeightReference.AUTO, null);
    assertRefused(() -> mixed.over(MAP, RunContext.silent()), "different surfaces", "EGM96");
  }

  @Test
  void aGeoidFileIsAdded() {
    DoubleBinaryOperator geoid = (lon, lat) -> -20 + 0.5 * (lon + 117) * (lat - 38);
    Path dem = tiff("dem.tif", degrees(-117.2, 38.2, 1 / 1200.0, 480, 480), DemTest::hills);
    // A whole turn of longitude, counted from Greenwich eastward.
    Path file =
        tiff(
            "geoid.tif",
            new MapGrid("EPSG:4326", 0, 90, 0.25, 0.25, 720, 1440),
            (lon, lat) -> geoid.applyAsDouble(lon > 180 ? lon - 360 : lon, lat));
    float[] plain = heights(dem, HeightReference.ELLIPSOID, MAP);
    try (Terrain terrain =
        Dem.open(dem, HeightReference.EGM2008, file).over(MAP, RunContext.silent())) {
      float[] found = terrain.heights(MAP.window());
      for (int i = 0; i < found.length; i++) {
        found[i] -= plain[i];
      }
      assertMeets(geoid, found, 5e-4);
    }
    Path local = tiff("geoid-there.tif", degrees(10, 50, 0.25, 20, 20), (lon, lat) -> 40);
    Dem elsewhere = Dem.open(dem, HeightReference.EGM96, local);
    assertRefused(() -> elsewhere.over(MAP, RunContext.silent()), "geoid", "does not reach");
  }

  @Test
  void brokenModelsAreRefusedInOneLine() throws IOException {
    HeightReference any = HeightReference.AUTO;
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertRefused(() -> Dem.open(empty, any, null), "holds no DEM tiles", ".hgt");
    assertRefused(() -> Dem.open(folder.resolve("none"), any, null), "does not exist");
    Path cut = Files.write(folder.resolve("N38W117.hgt"), new byte[1201 * 1201 * 2 - 6]);
    assertRefused(() -> Dem.open(cut, any, null), "N38W117.hgt", "bytes");
    Path unnamed = Files.write(folder.resolve("heights.hgt"), new byte[1201 * 1201 * 2]);
    assertRefused(() -> Dem.open(unnamed, any, null), "does not tell its place");
    Path nothing = Files.writeString(folder.resolve("N38W117.hgt.zip"), "PK");
    assertRefused(() -> Dem.open(nothing, any, null), "N38W117.hgt.zip");
    tiff("two/a.tif", degrees(-117.2, 38.2, 1 / 120.0, 48, 48), DemTest::hills);
    tiff("two/b.tif", map("EPSG:32611", 500_000, 4_200_000, 10, 10), DemTest::hills);
    assertRefused(
        () -> Dem.open(folder.resolve("two"), any, null), "several reference systems", "32611");
    Path hollow =
        tiff("hollow.tif", degrees(-117.2, 38.2, 1 / 120.0, 48, 48), (x, y) -> Double.NaN);
    Dem voids = Dem.open(hollow, HeightReference.ELLIPSOID, null);
    assertRefused(() -> voids.over(MAP, RunContext.silent()), "only voids");
  }
}
