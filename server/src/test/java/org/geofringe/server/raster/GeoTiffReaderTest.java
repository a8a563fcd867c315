package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed files were made with GDAL 3.6; cell values follow {@link #value}. */
class GeoTiffReaderTest {
  private static final MapGrid GRID = new MapGrid("EPSG:32614", 500000, 2200000, 20, 20, 30, 40);

  static Path resource(String name) {
    return Path.of(
        Objects.requireNonNull(GeoTiffReaderTest.class.getResource("/raster/" + name)).getPath());
  }

  static float value(int band, int row, int column) {
    return (row * 3 + column * 2 + band * 17) % 97;
  }

  private static void assertValues(GeoTiffReader reader, int band, Window window) {
    float[] values = new float[window.cells() + 3];
    reader.read(band, window, values, 3);
    for (int i = 0; i < window.cells(); i++) {
      int row = window.row() + i / window.columns();
      int column = window.column() + i % window.columns();
      assertEquals(value(band, row, column), values[i + 3], band + " " + row + " " + column);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lzw-int16-predictor2-tiled-bigendian.tif",
        "deflate-float32-predictor3-tiled.tif",
        "deflate-float32-predictor3-bigendian.tif",
        "packbits-uint8-strips.tif",
        "zstd-float64-strips.tif",
        "plain-uint16-bigtiff-pixel.tif",
        "lzw-complex-float32.tif"
      })
  void everyWayOfStoringGivesTheSameValues(String name) {
    try (GeoTiffReader reader = GeoTiffReader.open(resource(name))) {
      assertEquals(GRID, reader.grid());
      assertEquals(2, reader.bands());
      assertEquals(name.contains("complex"), reader.isComplex());
      for (int band = 0; band < 2; band++) {
        assertValues(reader, band, GRID.window());
        assertValues(reader, band, new Window(5, 11, 20, 17));
        assertValues(reader, band, new Window(29, 39, 1, 1));
        assertValues(reader, band, new Window(0, 39, 30, 1));
      }
    }
  }

  @Test
  void complexValuesComeAsPairs() {
    try (GeoTiffReader reader = GeoTiffReader.open(resource("lzw-complex-float32.tif"))) {
      float[] values = new float[2];
      reader.readComplex(1, new Window(4, 6, 1, 1), values, 0);
      assertArrayEquals(new float[] {value(1, 4, 6), -value(1, 4, 6)}, values);
    }
  }

  @Test
  void gridEdgesAreThoseOfCellsWhereTheFileGivesCentres() {
    try (GeoTiffReader reader = GeoTiffReader.open(resource("point-utm.tif"))) {
      assertEquals(GRID, reader.grid());
    }
  }

  @Test
  void noDataBecomesNanAndOthersAreScaled() {
    try (GeoTiffReader reader = GeoTiffReader.open(resource("scaled-int16-geographic.tif"))) {
      float[] row = new float[40];
      reader.read(0, new Window(1, 0, 1, 40), row, 0);
      assertEquals(value(0, 1, 0) * 0.5f + 10, row[0]);
      assertEquals(5, value(0, 1, 1));
      assertTrue(Float.isNaN(row[1]));
      assertEquals(5, reader.noData().orElseThrow());
      assertEquals("A & <B>", reader.metadata().get("SENSOR"));
      assertEquals("made for a test", reader.metadata().get("TIFFTAG_IMAGEDESCRIPTION"));
      assertEquals(List.of("height"), reader.bandDescriptions());
      assertEquals(List.of("m"), reader.bandUnits());
      assertEquals("EPSG:4326", reader.grid().crs());
    }
  }

  @Test
  void aSystemWithoutCodeComesAsWkt() {
    try (GeoTiffReader reader = GeoTiffReader.open(resource("no-code-projection.tif"))) {
      String crs = reader.grid().crs();
      assertTrue(crs.startsWith("PROJCS["), crs);
      // The central meridian is the line of easting 500 km.
      double[] lonLat = Crs.transform(500000, 2200000, crs, "EPSG:4326");
      assertEquals(-98.5, lonLat[0], 1e-9);
      assertEquals(19.9, lonLat[1], 0.01);
    }
  }

  @Test
  void whatGdalTranslateMakesIsReadWithTheSameValues(@TempDir Path folder) throws Exception {
    MapGrid grid = new MapGrid("EPSG:4326", -99, 19.5, 0.001, 0.001, 70, 90);
    Path source = folder.resolve("source.tif");
    float[] expected = new float[2 * 70 * 90];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (i * 7 + i / 90) % 101;
    }
    try (FlatRaster.Writer writer = FlatRaster.create(source, grid, 2)) {
      writer.write(0, 0, 70, expected, 0);
      writer.write(1, 0, 70, expected, 70 * 90);
    }
    int tried = 0;
    for (List<String> options : combinations()) {
      Path made = folder.resolve("made" + tried++ + ".tif");
      List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
      command.addAll(options);
      command.addAll(List.of(source.toString(), made.toString()));
      Gdal.run(command.toArray(String[]::new));
      try (GeoTiffReader reader = GeoTiffReader.open(made)) {
        assertEquals(grid, reader.grid(), options.toString());
        float[] values = new float[expected.length];
        reader.read(0, grid.window(), values, 0);
        reader.read(1, grid.window(), values, 70 * 90);
        assertArrayEquals(expected, values, options.toString());
      }
    }
    assertEquals(45, tried);
  }

  private static List<List<String>> combinations() {
    List<List<String>> all = new ArrayList<>();
    for (String type :
        List.of("Byte", "Int16", "UInt16", "Int32", "Float32", "Float64", "CFloat32")) {
      for (String compression : List.of("NONE", "LZW", "DEFLATE", "PACKBITS", "ZSTD")) {
        boolean tiled = all.size() % 2 == 0;
        boolean pixel = all.size() % 3 == 0;
        boolean big = all.size() % 4 == 0;
        all.add(options(type, compression, 1, tiled, pixel, big));
      }
    }
    for (String compression : List.of("LZW", "DEFLATE")) {
      for (String type : List.of("Byte", "Int16", "Int32", "Float32", "Float64")) {
        boolean tiled = all.size() % 3 == 0;
        boolean pixel = all.size() % 2 == 0;
        int predictor = type.startsWith("Float") ? 3 : 2;
        all.add(options(type, compression, predictor, tiled, pixel, pixel));
      }
    }
    return all;
  }

  private static List<String> options(
      String type,
      String compression,
      int predictor,
      boolean tiled,
      boolean pixel,
      boolean bigEndian) {
    List<String> options = new ArrayList<>(List.of("-ot", type, "-a_nodata", "none"));
    options.addAll(List.of("-co", "COMPRESS=" + compression));
    options.addAll(List.of("-co", "INTERLEAVE=" + (pixel ? "PIXEL" : "BAND")));
    options.addAll(List.of("-co", "ENDIANNESS=" + (bigEndian ? "BIG" : "LITTLE")));
    options.addAll(List.of("-co", "BIGTIFF=" + (tiled && pixel ? "YES" : "NO")));
    if (predictor > 1) {
      options.addAll(List.of("-co", "PREDICTOR=" + predictor));
    }
    if (tiled) {
      options.addAll(List.of("-co", "TILED=YES", "-co", "BLOCKXSIZE=32", "-co", "BLOCKYSIZE=16"));
    }
    return options;
  }
}
