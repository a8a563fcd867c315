package org.geofringe.server.stack;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.orbit.StateVector;
import org.geofringe.server.raster.FlatRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack of images: dates, with or without pairs. */
class ImageStackTest {

  private static final MapGrid GRID = SmallStack.GRID;
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate SECOND = LocalDate.of(2020, 1, 13);
  private static final StackFrame FRAME =
      new StackFrame(
          FIRST,
          GRID,
          new RadarFrame(
              Instant.parse("2020-01-01T13:51:25.123456Z"), 0.0020555563, 8e5, 2.3295621, 90, 80),
          List.of("t064_135518_iw1", "t064_135519_iw1"),
          0.05546576,
          2,
          3,
          Radiometry.SIGMA_NOUGHT,
          "shared");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static StackDate date(LocalDate day) {
    Instant time = day.atTime(13, 51, 25, 123_456_000).toInstant(java.time.ZoneOffset.UTC);
    return new StackDate(
        day,
        new Acquisition(
            time,
            "sentinel-1a",
            64,
            "ascending",
            "VV",
            "an orbit file",
            List.of(new StateVector(time, 7e6, 1.5, 2, 3, 4, 7500.25))),
        -57.75,
        0.03056,
        2e-5,
        1,
        "of " + day,
        Map.of());
  }

  private static float[] slc(LocalDate day) {
    float[] values = new float[2 * (int) GRID.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 4 ? Float.NaN : day.getDayOfMonth() + i * 0.5f;
    }
    return values;
  }

  private static void write(ImageStackWriter writer, LocalDate day) throws IOException {
    try (FlatRaster.Writer slc = writer.raster(day, DateAsset.SLC);
        FlatRaster.Writer amplitude = writer.raster(day, DateAsset.AMPLITUDE)) {
      slc.write(0, GRID.window(), slc(day), 0);
      amplitude.write(0, FRAME.amplitudeGrid().window(), new float[6], 0);
    }
    writer.complete(date(day));
  }

  private static void layers(ImageStackWriter writer) throws IOException {
    try (FlatRaster.Writer layer = writer.layer(Layer.LOOK_VECTOR)) {
      layer.write(2, GRID.window(), new float[(int) GRID.cells()], 0);
    }
    writer.completeLayers(Set.of(Layer.LOOK_VECTOR), 39.25);
  }

  private void write(LocalDate... days) throws IOException {
    ImageStackWriter writer = new ImageStackWriter(folder, FRAME);
    layers(writer);
    for (LocalDate day : days) {
      write(writer, day);
    }
    writer.finish();
  }

  @Test
  void datesAreReadAsTheyWereWritten() throws IOException {
    write(FIRST, SECOND);
    Stack stack = Stack.open(folder);
    assertEquals(List.of(FIRST, SECOND), stack.dates());
    assertEquals(FRAME, stack.frame().orElseThrow());
    assertEquals(39.25, stack.description().incidenceDegrees());
    assertEquals(-57.75, stack.perpendicularBaselines().get(SECOND));
    StackDate read = stack.date(SECOND);
    StackDate expected = date(SECOND);
    assertEquals(expected.acquisition(), read.acquisition());
    assertEquals(expected.azimuthShiftLines(), read.azimuthShiftLines());
    assertEquals(expected.azimuthShiftStd(), read.azimuthShiftStd());
    assertEquals(1, read.missingBursts());
    try (FlatRaster slc = stack.open(SECOND, DateAsset.SLC)) {
      float[] values = new float[slc(SECOND).length];
      slc.read(0, GRID.window(), values, 0);
      assertArrayEquals(slc(SECOND), values);
    }
    assertThrows(IllegalArgumentException.class, () -> stack.date(LocalDate.of(2020, 2, 1)));
  }

  @Test
  void withoutPairsTheNetworkSaysSo() throws IOException {
    write(FIRST, SECOND);
    Stack stack = Stack.open(folder);
    assertFalse(stack.hasPairs());
    assertRefused(stack::network, "2 images", "no interferograms");
  }

  @Test
  void aDateAddedLaterLeavesTheFirstUntouched() throws IOException {
    write(FIRST);
    Path slc = folder.resolve("20200101/slc.tif");
    var before = Files.getLastModifiedTime(slc);
    ImageStackWriter writer =
        new ImageStackWriter(folder, ImageStackWriter.frameOf(folder).orElseThrow());
    assertTrue(ImageStackWriter.hasLayers(folder, FRAME, Set.of(Layer.LOOK_VECTOR)));
    assertFalse(ImageStackWriter.hasLayers(folder, FRAME, Set.of(Layer.HEIGHT)));
    assertEquals("of " + FIRST, writer.date(FIRST).orElseThrow().fingerprint());
    assertTrue(writer.date(SECOND).isEmpty());
    assertEquals(List.of(FIRST), Stack.open(folder).dates(), "still whole while it grows");
    write(writer, SECOND);
    writer.finish();
    assertEquals(List.of(FIRST, SECOND), Stack.open(folder).dates());
    assertEquals(before, Files.getLastModifiedTime(slc));
  }

  @Test
  void aDateWithoutItemDoesNotCount() throws IOException {
    ImageStackWriter writer = new ImageStackWriter(folder, FRAME);
    layers(writer);
    write(writer, FIRST);
    writer.raster(SECOND, DateAsset.SLC).close();
    writer.finish();
    assertEquals(List.of(FIRST), Stack.open(folder).dates());
  }

  @Test
  void pairsOfAnOlderCollectionStay() throws IOException {
    write(FIRST, SECOND);
    Path collection = folder.resolve("collection.json");
    ObjectNode node = (ObjectNode) StacJson.MAPPER.readTree(collection.toFile());
    Pair pair = new Pair(FIRST, SECOND);
    Path other = folder.resolveSibling("other");
    StackWriter pairs = new StackWriter(other, SmallStack.DESCRIPTION);
    SmallStack.writePair(pairs, pair);
    Files.move(other.resolve(pair.id()), folder.resolve(pair.id()));
    String href = "./" + pair.id() + "/" + pair.id() + ".json";
    node.withArray("links").addObject().put("rel", "item").put("href", href);
    Files.writeString(collection, node.toString());
    new ImageStackWriter(folder, FRAME).finish();
    Stack stack = Stack.open(folder);
    assertEquals(List.of(FIRST, SECOND), stack.dates());
    assertEquals(List.of(pair), stack.network().pairs());
  }

  @Test
  void anItemIsStac() throws IOException {
    write(FIRST);
    JsonNode item = StacJson.MAPPER.readTree(folder.resolve("20200101/20200101.json").toFile());
    JsonNode properties = item.path("properties");
    assertEquals("2020-01-01T13:51:25.123456Z", properties.path("datetime").asText());
    assertEquals(64, properties.path("sat:relative_orbit").asInt());
    assertEquals("ascending", properties.path("sat:orbit_state").asText());
    assertEquals("VV", properties.path("sar:polarizations").path(0).asText());
    assertEquals(5.405, properties.path("sar:center_frequency").asDouble(), 1e-3);
    assertEquals("./slc.tif", item.at("/assets/slc/href").asText());
    assertEquals(2, item.at("/assets/amplitude/proj:shape/0").asInt());
  }

  @Test
  void damageIsNamed() throws IOException {
    write(FIRST, SECOND);
    Path item = folder.resolve("20200113/20200113.json");
    ObjectNode sound = (ObjectNode) StacJson.MAPPER.readTree(item.toFile());
    ObjectNode broken = sound.deepCopy();
    broken.withObject("/properties").put("datetime", "yesterday");
    Files.writeString(item, broken.toString());
    assertRefused(() -> Stack.open(folder), "Item 20200113", "\"yesterday\"");
    Files.writeString(item, sound.toString());
    FlatRaster.create(folder.resolve("20200113/slc.tif"), GRID, 1).close();
    assertRefused(() -> Stack.open(folder), "item 20200113", "slc.tif", "COMPLEX_FLOAT32");
    Files.delete(folder.resolve("geometry/frame.json"));
    assertRefused(() -> Stack.open(folder), "frame.json", "missing");
  }

  @Test
  void aStackFromElsewhereIsRefused() throws IOException {
    SmallStack.write(folder);
    assertRefused(() -> ImageStackWriter.frameOf(folder), "from elsewhere", "new folder");
  }
}
