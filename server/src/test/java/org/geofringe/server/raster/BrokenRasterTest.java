package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken files give one line that names them, and take no memory for what they claim. */
class BrokenRasterTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "empty, it is empty",
    "text, does not begin as a TIFF does",
    "header only, truncated",
    "truncated, is truncated",
    "one byte short, is truncated",
    "width zero, its width is 0",
    "width huge, its width is 2000000000",
    "height huge, need",
    "height bomb, more than 512 MB",
    "loop, circle",
    "no georeference, no position on the map",
    "no crs, does not name its coordinate reference system",
    "upside down, not north-up",
    "unknown compression, compressed with JPEG",
    "many bands, blocks",
    "huge field, claims",
    "directory beyond the end, truncated",
  })
  void isRefusedInOneLine(String kind, String expected) throws IOException {
    Path path = folder.resolve(kind.replace(' ', '-') + ".tif");
    Files.write(path, broken(kind));
    UserException e = assertThrows(UserException.class, () -> GeoTiffReader.open(path).close());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(expected), message);
    assertTrue(message.startsWith(path.toString()), message);
    assertFalse(message.contains("\n"), message);
    assertThrows(UserException.class, () -> FlatRaster.open(path).close());
  }

  @Test
  void aFolderAndAMissingFileAreNamed() {
    assertTrue(messageOf(folder).contains("it is a folder"));
    assertTrue(messageOf(folder.resolve("none.tif")).contains("does not exist"));
  }

  @Test
  void randomDamageNeverGivesAnythingButAUserError() throws IOException {
    long seed = 20260722;
    Random random = new Random(seed);
    byte[] good = Files.readAllBytes(GeoTiffReaderTest.resource("zstd-float64-strips.tif"));
    byte[] lzw =
        Files.readAllBytes(GeoTiffReaderTest.resource("lzw-int16-predictor2-tiled-bigendian.tif"));
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = (i % 2 == 0 ? good : lzw).clone();
      for (int k = 0; k < 1 + i % 4; k++) {
        bytes[random.nextInt(i % 3 == 0 ? bytes.length : 600)] = (byte) random.nextInt();
      }
      Path path = folder.resolve("damaged.tif");
      Files.write(path, bytes);
      try (GeoTiffReader reader = GeoTiffReader.open(path)) {
        if (reader.grid().cells() < 100_000) {
          reader.read(0, reader.grid().window(), new float[(int) reader.grid().cells()], 0);
        }
      } catch (UserException e) {
        refused++;
      }
    }
    assertTrue(refused > 100, "seed " + seed + ": " + refused);
  }

  private static String messageOf(Path path) {
    return String.valueOf(
        assertThrows(UserException.class, () -> GeoTiffReader.open(path).close()).getMessage());
  }

  private byte[] broken(String kind) throws IOException {
    byte[] good = good();
    ByteBuffer file = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
    switch (kind) {
      case "empty" -> {
        return new byte[0];
      }
      case "text" -> {
        return "east north velocity\n1 2 3\n".getBytes(StandardCharsets.UTF_8);
      }
      case "header only" -> {
        return Arrays.copyOf(good, 8);
      }
      case "truncated" -> {
        return Arrays.copyOf(good, good.length / 2);
      }
      case "one byte short" -> {
        return Arrays.copyOf(good, good.length - 1);
      }
      case "width zero" -> setValue(file, TiffTag.IMAGE_WIDTH, 0);
      case "width huge" -> setValue(file, TiffTag.IMAGE_WIDTH, 2_000_000_000);
      case "height huge" -> setValue(file, TiffTag.IMAGE_LENGTH, 900_000);
      case "height bomb" -> {
        setValue(file, TiffTag.IMAGE_LENGTH, 900_000);
        setValue(file, TiffTag.IMAGE_WIDTH, 900_000);
        setValue(file, TiffTag.ROWS_PER_STRIP, 900_000);
      }
      case "loop" -> {
        int at = file.getInt(4);
        file.putInt(at + 2 + 12 * file.getShort(at), at);
      }
      case "no georeference" -> setTag(file, TiffTag.MODEL_TIEPOINT, 60_000);
      case "no crs" -> setTag(file, TiffTag.GEO_KEY_DIRECTORY, 60_000);
      case "upside down" -> {
        int scale = file.getInt(entry(file, TiffTag.MODEL_PIXEL_SCALE) + 8);
        file.putDouble(scale + 8, -20);
      }
      case "unknown compression" -> file.putShort(entry(file, TiffTag.COMPRESSION) + 8, (short) 7);
      case "many bands" ->
          file.putShort(entry(file, TiffTag.SAMPLES_PER_PIXEL) + 8, (short) 60_000);
      case "huge field" -> file.putInt(entry(file, TiffTag.STRIP_OFFSETS) + 4, 500_000_000);
      case "directory beyond the end" -> file.putInt(4, 0x7fff_fff0);
      default -> throw new IllegalArgumentException(kind);
    }
    return good;
  }

  private byte[] good() throws IOException {
    Path path = folder.resolve("good.tif");
    MapGrid grid = new MapGrid("EPSG:32614", 500000, 2200000, 20, 20, 600, 500);
    try (FlatRaster.Writer writer = FlatRaster.create(path, grid, 1)) {
      writer.write(0, 0, 600, new float[600 * 500], 0);
    }
    FlatRaster.open(path).close();
    return Files.readAllBytes(path);
  }

  private static int entry(ByteBuffer file, int tag) {
    int at = file.getInt(4);
    for (int i = 0; i < file.getShort(at); i++) {
      if ((file.getShort(at + 2 + 12 * i) & 0xffff) == tag) {
        return at + 2 + 12 * i;
      }
    }
    throw new IllegalArgumentException("no field " + tag);
  }

  private static void setValue(ByteBuffer file, int tag, int value) {
    assertEquals(4, file.getShort(entry(file, tag) + 2));
    file.putInt(entry(file, tag) + 8, value);
  }

  private static void setTag(ByteBuffer file, int tag, int other) {
    file.putShort(entry(file, tag), (short) other);
  }
}
