package org.geofringe.server.terrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.geofringe.geometry.LookVectors;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.OrbitFile;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.Gdal;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The independent scenes' terrain and look vectors, and GDAL's own bicubic. */
class TruthTest {

  private static Path scenes = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolveSibling("shared").resolve("data/scenes-small");
      if (Files.isDirectory(folder)) {
        scenes = folder;
        return;
      }
    }
    throw new TestAbortedException(
        "the independent scenes are not there (shared/data/scenes-small beside the project)");
  }

  private static float[] read(Path path, Window window) {
    float[] values = new float[window.cells()];
    try (GeoTiffReader reader = GeoTiffReader.open(path)) {
      reader.read(0, window, values, 0);
    }
    return values;
  }

  /**
   * The truth is drawn smoothly between places some hundred metres apart: where the terrain departs
   * by 80 m from that surface, the vectors turn by 8e-5; on the average the two are one.
   */
  @Test
  void lookVectorsAgree() throws IOException {
    Path dem = scenes.resolve("dem.tif");
    MapGrid grid;
    try (GeoTiffReader reader = GeoTiffReader.open(dem)) {
      grid = reader.grid();
    }
    float[] heights = read(dem, grid.window());
    Instant epoch = Instant.parse("2020-05-11T13:51:28Z");
    Orbit orbit;
    try (var files = Files.list(scenes.resolve("orbits"))) {
      OrbitFile file = OrbitFile.open(files.sorted().findFirst().orElseThrow());
      orbit = file.read(epoch.minusSeconds(30), epoch.plusSeconds(30));
    }
    LookVectors looks =
        LookVectors.fit(
            orbit,
            orbit.seconds(epoch),
            Crs.projection("EPSG:4326"),
            grid.west(),
            grid.south(),
            grid.east(),
            grid.north(),
            -100,
            2_000);
    String[] names = {"east", "north", "up"};
    float[][] truth = new float[3][];
    for (int k = 0; k < 3; k++) {
      truth[k] = read(scenes.resolve("truth/los_unit_" + names[k] + ".tif"), grid.window());
    }
    double[][] found = new double[3][grid.columns()];
    double worst = 0;
    double sum = 0;
    for (int row = 0; row < grid.rows(); row++) {
      looks.look(
          grid.x(0),
          grid.spacingX(),
          grid.y(row),
          heights,
          row * grid.columns(),
          grid.columns(),
          found[0],
          found[1],
          found[2]);
      for (int k = 0; k < 3; k++) {
        for (int column = 0; column < grid.columns(); column++) {
          double expected = truth[k][row * grid.columns() + column];
          worst = Math.max(worst, Math.abs(found[k][column] - expected));
          sum += found[k][column] - expected;
        }
      }
    }
    assertTrue(worst < 1e-4, "differ by up to " + worst);
    assertEquals(0, sum / (3.0 * heights.length), 1e-6);
  }

  /**
   * GDAL has the same kernel and coordinates of its own: they differ by the last digit of a float
   * here and there, 0.03 mm.
   */
  @Test
  void theBicubicIsThatOfGdal(@TempDir Path folder) throws IOException, InterruptedException {
    Path dem = scenes.resolve("dem.tif");
    MapGrid map = new MapGrid("EPSG:32611", 503_000, 4_255_000, 10, 20, 1_200, 1_100);
    Path warped = folder.resolve("warped.tif");
    Gdal.run(
        "gdalwarp",
        "-q",
        "-r",
        "cubic",
        "-et",
        "0",
        "-ovr",
        "NONE",
        "-t_srs",
        map.crs(),
        "-te",
        String.valueOf(map.west()),
        String.valueOf(map.south()),
        String.valueOf(map.east()),
        String.valueOf(map.north()),
        "-tr",
        "10",
        "20",
        dem.toString(),
        warped.toString());
    float[] theirs = read(warped, map.window());
    try (Terrain terrain =
        Dem.open(dem, HeightReference.ELLIPSOID, null).over(map, RunContext.silent())) {
      float[] ours = terrain.heights(map.window());
      double squares = 0;
      for (int i = 0; i < ours.length; i++) {
        assertEquals(theirs[i], ours[i], 1e-3);
        squares += Math.pow(theirs[i] - ours[i], 2);
      }
      assertTrue(Math.sqrt(squares / ours.length) < 1e-5);
    }
  }
}
