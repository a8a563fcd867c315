package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoTiffWriterTest {
  private static final int ROWS = 1101;
  private static final int COLUMNS = 777;
  private static final MapGrid GRID =
      new MapGrid("EPSG:32614", 500000, 2200000, 20, 20, ROWS, COLUMNS);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static float[] field() {
    Random random = new Random(5);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      boolean lake = Math.hypot(i / COLUMNS - 300, i % COLUMNS - 200) < 150;
      values[i] = lake ? Float.NaN : (float) (i * 1e-4 + random.nextGaussian());
    }
    return values;
  }

  private static void write(Path path, ProductSpec spec, float[] values, int step) {
    try (GeoTiffWriter writer = GeoTiffWriter.create(path, GRID, spec)) {
      for (int band = 0; band < spec.bands().size(); band++) {
        for (int row = 0; row < ROWS; row += step) {
          writer.write(band, row, Math.min(step, ROWS - row), values, row * COLUMNS);
        }
      }
      writer.finish();
    }
  }

  @Test
  void floatsComeBackBitByBit() throws Exception {
    float[] values = field();
    Path path = folder.resolve("velocity.tif");
    write(path, ProductSpec.ofFloats("Velocity", "mm/yr"), values, 100);
    try (GeoTiffReader reader = GeoTiffReader.open(path)) {
      assertEquals(GRID, reader.grid());
      assertEquals(List.of("Velocity"), reader.bandDescriptions());
      assertEquals(List.of("mm/yr"), reader.bandUnits());
      float[] back = new float[values.length];
      reader.read(0, GRID.window(), back, 0);
      assertArrayEquals(values, back);
      double sum = 0;
      int count = 0;
      for (float value : values) {
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
        }
      }
      assertEquals(
          sum / count, Double.parseDouble(reader.bandMetadata(0).get("STATISTICS_MEAN")), 1e-9);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing temporary stays");
    }
  }

  @Test
  void bytesDependNeitherOnRowsAtATimeNorOnThreads() throws Exception {
    float[] values = field();
    ProductSpec spec = ProductSpec.ofFloats("Velocity", "mm/yr");
    Path one = folder.resolve("one.tif");
    Path other = folder.resolve("other.tif");
    write(one, spec, values, ROWS);
    ForkJoinPool single = new ForkJoinPool(1);
    single.submit(() -> write(other, spec, values, 37)).get();
    single.shutdown();
    assertEquals(-1, Files.mismatch(one, other));
  }

  @Test
  void integersAreRoundedAndClampedAndKeepTheirNoData() {
    for (SampleType type : List.of(SampleType.UINT8, SampleType.INT16)) {
      Path path = folder.resolve(type + ".tif");
      float[] values = field();
      values[0] = 1e6f;
      values[1] = -1e6f;
      values[2] = 2.6f;
      ProductSpec spec =
          new ProductSpec(
              type,
              200,
              List.of(new ProductSpec.Band("a", ""), new ProductSpec.Band("b", "")),
              Map.of("SENSOR", "A & <B>"));
      write(path, spec, values, 512);
      try (GeoTiffReader reader = GeoTiffReader.open(path)) {
        assertEquals(type, reader.sampleType());
        assertEquals("A & <B>", reader.metadata().get("SENSOR"));
        float[] back = new float[values.length];
        reader.read(1, GRID.window(), back, 0);
        assertEquals(type == SampleType.UINT8 ? 255 : 32767, back[0]);
        assertEquals(type == SampleType.UINT8 ? 0 : -32768, back[1]);
        assertEquals(3, back[2]);
        assertTrue(Float.isNaN(back[300 * COLUMNS + 200]));
      }
    }
  }

  @Test
  void overviewsAreMeansThatLeaveEmptyCellsOut() {
    float nan = Float.NaN;
    float[] values = {1, 3, nan, 5, 7, nan, nan, nan, 9};
    float[] half = PyramidLevel.halve(values, 0, 3, 3);
    assertArrayEquals(new float[] {(1 + 3 + 5 + 7) / 4f, nan, nan, 9}, half);
    float[] mixed = {1, nan, nan, 4};
    assertArrayEquals(new float[] {2.5f}, PyramidLevel.halve(mixed, 0, 2, 2));
  }

  @Test
  void gdalFindsACloudOptimisedFileWithTheSameCells() throws Exception {
    float[] values = field();
    Path flat = folder.resolve("flat.tif");
    Path path = folder.resolve("velocity.tif");
    try (FlatRaster.Writer writer = FlatRaster.create(flat, GRID, 1)) {
      writer.write(0, 0, ROWS, values, 0);
    }
    write(path, ProductSpec.ofFloats("Velocity", "mm/yr"), values, 512);
    Path raw = folder.resolve("a.raw");
    Path rawFlat = folder.resolve("b.raw");
    Gdal.run("gdal_translate", "-q", "-of", "ENVI", path.toString(), raw.toString());
    Gdal.run("gdal_translate", "-q", "-of", "ENVI", flat.toString(), rawFlat.toString());
    assertEquals(-1, Files.mismatch(raw, rawFlat));
    String info = Gdal.run("gdalinfo", path.toString());
    assertTrue(info.contains("Overviews: 389x551, 195x276"), info);
    assertTrue(info.contains("Unit Type: mm/yr"), info);
    assertTrue(info.contains("Description = Velocity"), info);
    String verdict =
        Gdal.run(
            "/usr/bin/python3",
            "-m",
            "osgeo_utils.samples.validate_cloud_optimized_geotiff",
            path.toString());
    assertTrue(verdict.contains("is a valid cloud optimized GeoTIFF"), verdict);
  }

  @Test
  void aSystemWithoutCodeIsKept() throws Exception {
    Path path = folder.resolve("wkt.tif");
    String wkt;
    try (GeoTiffReader reader =
        GeoTiffReader.open(GeoTiffReaderTest.resource("no-code-projection.tif"))) {
      wkt = reader.grid().crs();
    }
    MapGrid grid = new MapGrid(wkt, 500000, 2200000, 20, 20, 2, 2);
    try (FlatRaster.Writer writer = FlatRaster.create(path, grid, 1)) {
      writer.write(0, 0, 2, new float[4], 0);
    }
    try (FlatRaster raster = FlatRaster.open(path)) {
      assertEquals(grid, raster.grid());
    }
    String info = Gdal.run("gdalinfo", path.toString());
    assertTrue(info.contains("\"Longitude of natural origin\",-98.5"), info);
  }

  @Test
  void anUnfinishedProductLeavesNothing() throws Exception {
    Path path = folder.resolve("half.tif");
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(path, GRID, ProductSpec.ofFloats("Velocity", "mm/yr"))) {
      writer.write(0, 0, 600, field(), 0);
      assertThrows(IllegalArgumentException.class, () -> writer.write(0, 0, 1, field(), 0));
      assertThrows(IllegalStateException.class, writer::finish);
    }
    assertFalse(Files.exists(path));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
