package org.geofringe.server.terrain;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Egm96;
import org.geofringe.server.raster.FlatRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoidTest {

  @TempDir private Path folder = Path.of("");

  /** A file of EGM96 whose first node is at 90° N and a longitude, a quarter of a degree apart. */
  private Path quarterDegrees(double firstLongitude, int columns) {
    MapGrid grid =
        new MapGrid("EPSG:4326", firstLongitude - 0.125, 90.125, 0.25, 0.25, 721, columns);
    float[] values = new float[grid.rows() * grid.columns()];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      values[i] = (float) Egm96.undulation(grid.x(i % columns), grid.y(row));
    }
    Path path = folder.resolve("geoid.tif");
    try (FlatRaster.Writer writer = FlatRaster.create(path, grid, 1)) {
      writer.write(0, 0, grid.rows(), values, 0);
    }
    return path;
  }

  /** PROJ's grids begin at 180° W, the NGA's at Greenwich; some repeat their first column. */
  @ParameterizedTest
  @CsvSource({"-180, 1440", "0, 1440", "-180, 1441", "0, 1441"})
  void aFileAroundTheGlobeHasNoEdge(double firstLongitude, int columns) {
    try (Geoid built = Geoid.egm96();
        Geoid file = Geoid.file(quarterDegrees(firstLongitude, columns))) {
      for (double latitude : new double[] {-89.7, -16.61, 0, 38.62, 51.25, 89.7}) {
        for (double longitude : new double[] {-180, -179.93, -0.1, 0, 0.2, 99.4, 179.8, 180, 359}) {
          assertEquals(
              built.undulation(longitude, latitude), file.undulation(longitude, latitude), 1e-4);
        }
      }
    }
  }

  @Test
  void aFileThatLacksAColumnHasAnEdge() {
    try (Geoid file = Geoid.file(quarterDegrees(-180, 1439))) {
      assertEquals(Egm96.undulation(179.5, 10), file.undulation(179.5, 10), 1e-4);
      assertRefused(() -> file.undulation(179.8, 10), "does not reach", "179.800");
    }
  }
}
