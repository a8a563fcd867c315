package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatRasterTest {
  private static final MapGrid GRID = new MapGrid("EPSG:32614", 500000, 2200000, 20, 20, 700, 530);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static float[] values() {
    float[] values = new float[2 * 700 * 530];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 13 == 0 ? Float.NaN : i * 0.25f;
    }
    return values;
  }

  private Path written(float[] values) {
    Path path = folder.resolve("flat.tif");
    try (FlatRaster.Writer writer = FlatRaster.create(path, GRID, 2)) {
      writer.write(1, 0, 700, values, 700 * 530);
      writer.write(0, 300, 400, values, 300 * 530);
      writer.write(0, 0, 300, values, 0);
    }
    return path;
  }

  @Test
  void windowsAnywhereGiveBackWhatWasWritten() {
    float[] values = values();
    try (FlatRaster raster = FlatRaster.open(written(values))) {
      assertEquals(GRID, raster.grid());
      assertEquals(2, raster.bands());
      float[] all = new float[700 * 530];
      raster.read(0, GRID.window(), all, 0);
      assertArrayEquals(java.util.Arrays.copyOf(values, all.length), all);
      for (Window window :
          new Window[] {
            new Window(0, 0, 1, 1), new Window(699, 529, 1, 1), new Window(650, 400, 50, 130)
          }) {
        float[] part = new float[window.cells() + 2];
        raster.read(1, window, part, 2);
        for (int i = 0; i < window.cells(); i++) {
          int row = window.row() + i / window.columns();
          int column = window.column() + i % window.columns();
          assertEquals(values[(700 + row) * 530 + column], part[2 + i]);
        }
      }
    }
  }

  @Test
  void windowsBeyondTheGridAreRefused() {
    try (FlatRaster raster = FlatRaster.open(written(values()))) {
      float[] target = new float[10];
      assertThrows(
          IllegalArgumentException.class,
          () -> raster.read(0, new Window(699, 0, 2, 1), target, 0));
      assertThrows(
          IllegalArgumentException.class, () -> raster.read(2, new Window(0, 0, 1, 1), target, 0));
    }
  }

  @Test
  void gdalReadsTheSameBytes() throws Exception {
    float[] values = values();
    Path raw = folder.resolve("raw.bin");
    Path path = written(values);
    Gdal.run("gdal_translate", "-q", "-of", "ENVI", path.toString(), raw.toString());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    float[] read = new float[values.length];
    bytes.asFloatBuffer().get(read);
    assertArrayEquals(values, read);
    String info = Gdal.run("gdalinfo", path.toString());
    assertTrue(info.contains("NoData Value=nan"), info);
    assertTrue(info.contains("ID[\"EPSG\",32614]"), info);
    assertTrue(info.contains("Origin = (500000.0"), info);
  }

  @Test
  void complexWindowsWrittenByManyThreadsAreWhatGdalReads() throws Exception {
    int rows = GRID.rows();
    int columns = GRID.columns();
    Path path = folder.resolve("slc.tif");
    float[] whole = new float[2 * rows * columns];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = i % 26 < 2 ? Float.NaN : i * 0.5f;
    }
    try (FlatRaster.Writer writer = FlatRaster.create(path, GRID, SampleType.COMPLEX_FLOAT32, 1)) {
      java.util.stream.IntStream.range(0, rows / 100 * 2)
          .parallel()
          .mapToObj(i -> new Window(i / 2 * 100, i % 2 * 300, 100, i % 2 == 0 ? 300 : 230))
          .forEach(window -> writer.write(0, window, cut(whole, window), 0));
    }
    try (FlatRaster raster = FlatRaster.open(path)) {
      assertEquals(SampleType.COMPLEX_FLOAT32, raster.type());
      Window window = new Window(150, 290, 40, 25);
      float[] part = new float[2 * window.cells()];
      raster.read(0, window, part, 0);
      assertArrayEquals(cut(whole, window), part);
    }
    Path raw = folder.resolve("raw.bin");
    Gdal.run("gdal_translate", "-q", "-of", "ENVI", path.toString(), raw.toString());
    float[] read = new float[whole.length];
    ByteBuffer.wrap(Files.readAllBytes(raw))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(read);
    assertArrayEquals(whole, read);
    assertTrue(Gdal.run("gdalinfo", path.toString()).contains("Type=CFloat32"));
  }

  private static float[] cut(float[] whole, Window window) {
    float[] part = new float[2 * window.cells()];
    for (int row = 0; row < window.rows(); row++) {
      System.arraycopy(
          whole,
          2 * ((window.row() + row) * GRID.columns() + window.column()),
          part,
          2 * row * window.columns(),
          2 * window.columns());
    }
    return part;
  }

  @Test
  void bytesAreClampedAndWhatWasNeverWrittenIsNoData() throws Exception {
    Path path = folder.resolve("mask.tif");
    try (FlatRaster.Writer writer = FlatRaster.create(path, GRID, SampleType.UINT8, 1)) {
      writer.write(0, new Window(3, 4, 1, 4), new float[] {1, 254.6f, 300, Float.NaN}, 0);
    }
    try (FlatRaster raster = FlatRaster.open(path)) {
      float[] row = new float[6];
      raster.read(0, new Window(3, 3, 1, 6), row, 0);
      assertArrayEquals(new float[] {0, 1, 255, 255, 0, 0}, row);
    }
    assertTrue(Gdal.run("gdalinfo", path.toString()).contains("NoData Value=0"));
  }

  @Test
  void theBigFormIsTakenBeyondFourGigabytes() throws Exception {
    // Sparse on disk: only the header and the touched rows take room.
    MapGrid grid = new MapGrid("EPSG:32614", 0, 0, 1, 1, 40_000, 30_000);
    Path path = folder.resolve("big.tif");
    float[] row = new float[30_000];
    java.util.Arrays.fill(row, 7);
    try (FlatRaster.Writer writer = FlatRaster.create(path, grid, 1)) {
      writer.write(0, 39_999, 1, row, 0);
    }
    assertTrue(Files.size(path) > 4L << 30);
    try (FlatRaster raster = FlatRaster.open(path)) {
      float[] two = new float[2];
      raster.read(0, new Window(39_998, 29_999, 2, 1), two, 0);
      assertArrayEquals(new float[] {0, 7}, two);
    }
  }

  @Test
  void anotherKindOfTiffIsRefusedByName() {
    UserException e =
        assertThrows(
            UserException.class,
            () -> FlatRaster.open(GeoTiffReaderTest.resource("packbits-uint8-strips.tif")));
    assertTrue(
        String.valueOf(e.getMessage()).contains("packbits-uint8-strips.tif is not a raster"));
  }
}
