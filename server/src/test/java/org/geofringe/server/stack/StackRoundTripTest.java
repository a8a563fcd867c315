package org.geofringe.server.stack;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.geofringe.grid.Window;
import org.geofringe.network.Pair;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackRoundTripTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void whatWasWrittenIsRead() throws IOException {
    SmallStack.write(folder);
    Stack stack = Stack.open(folder);
    assertEquals(SmallStack.DESCRIPTION, stack.description());
    assertEquals(SmallStack.NETWORK.pairs(), stack.network().pairs());
    assertEquals(SmallStack.baselines(), stack.perpendicularBaselines());
    assertEquals("whole", stack.fingerprint());
    assertTrue(stack.layer(Layer.HEIGHT).isPresent());
    assertTrue(stack.layer(Layer.INCIDENCE).isEmpty());
    assertTrue(stack.hasAll(Asset.COHERENCE));
    assertFalse(stack.hasAll(Asset.WRAPPED_PHASE));
    for (Pair pair : stack.network().pairs()) {
      assertEquals(SmallStack.baseline(pair), stack.item(pair).perpendicularBaselineMetres(), 0);
      for (Asset asset : List.of(Asset.UNWRAPPED, Asset.COHERENCE)) {
        float[] values = new float[20];
        stack.read(pair, asset, SmallStack.GRID.window(), values, 0);
        assertArrayEquals(SmallStack.values(pair, asset), values);
      }
    }
  }

  @Test
  void windowsOfManyPairsLieBehindEachOther() throws IOException {
    SmallStack.write(folder);
    Stack stack = Stack.open(folder);
    List<Pair> pairs = stack.network().pairs();
    float[] values = new float[pairs.size() * 4];
    stack.read(pairs, Asset.UNWRAPPED, new Window(2, 1, 2, 2), values);
    for (int p = 0; p < pairs.size(); p++) {
      float[] whole = SmallStack.values(pairs.get(p), Asset.UNWRAPPED);
      float[] part = {whole[11], whole[12], whole[16], whole[17]};
      assertArrayEquals(part, java.util.Arrays.copyOfRange(values, p * 4, p * 4 + 4));
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    SmallStack.write(folder);
    Stack stack = Stack.open(folder);
    Window cell = new Window(0, 0, 1, 1);
    assertRefused(
        () ->
            stack.read(stack.network().pairs().get(0), Asset.WRAPPED_PHASE, cell, new float[1], 0),
        SmallStack.FIRST,
        "wrapped_phase");
    assertRefused(() -> stack.read(Layer.INCIDENCE, cell), "incidence");
    assertThrows(IllegalArgumentException.class, () -> stack.item(Pair.parse("20210101_20210113")));
  }

  @Test
  void theSameStackIsTheSameBytes(@TempDir Path other) throws IOException {
    SmallStack.write(folder);
    SmallStack.write(other);
    List<Path> files = files(folder);
    assertEquals(files.size(), files(other).size());
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(file)), Files.readAllBytes(other.resolve(file)));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  @Test
  void nothingHalfWrittenIsLeft() throws IOException {
    SmallStack.write(folder);
    assertTrue(files(folder).stream().noneMatch(f -> f.toString().endsWith(".part")));
  }

  /** The fields that the STAC specification 1.1.0 requires. */
  @Test
  void theCatalogueIsStac() throws IOException {
    SmallStack.write(folder);
    JsonNode collection = json(folder.resolve("collection.json"));
    for (String field :
        List.of("type", "stac_version", "id", "description", "license", "extent", "links")) {
      assertTrue(collection.hasNonNull(field), field);
    }
    assertEquals("Collection", collection.path("type").asText());
    assertEquals("1.1.0", collection.path("stac_version").asText());
    JsonNode box = collection.at("/extent/spatial/bbox/0");
    assertEquals(4, box.size());
    // UTM 14 north: the central meridian is 99 degrees west; the easting lies 15 km west of it.
    assertEquals(-99.14, box.path(0).asDouble(), 0.02);
    assertEquals(19.42, box.path(3).asDouble(), 0.02);
    assertEquals("2020-01-01T00:00:00Z", collection.at("/extent/temporal/interval/0/0").asText());
    assertEquals("2020-01-25T00:00:00Z", collection.at("/extent/temporal/interval/0/1").asText());

    for (Pair pair : SmallStack.NETWORK.pairs()) {
      JsonNode item = json(folder.resolve(pair.id()).resolve(pair.id() + ".json"));
      for (String field :
          List.of(
              "type", "stac_version", "id", "geometry", "bbox", "properties", "links", "assets")) {
        assertTrue(item.hasNonNull(field), field);
      }
      assertEquals("Feature", item.path("type").asText());
      assertEquals(pair.id(), item.path("id").asText());
      assertEquals(collection.path("id"), item.path("collection"));
      JsonNode properties = item.path("properties");
      assertTrue(properties.has("datetime"), "may be null but must be there");
      assertEquals(pair.reference() + "T00:00:00Z", properties.path("start_datetime").asText());
      assertEquals(pair.secondary() + "T00:00:00Z", properties.path("end_datetime").asText());
      JsonNode ring = item.at("/geometry/coordinates/0");
      assertEquals(5, ring.size());
      assertEquals(ring.get(0), ring.get(4), "a ring is closed");
    }
  }

  @Test
  void linksAndAssetsLeadToFiles() throws IOException {
    SmallStack.write(folder);
    List<Path> catalogues = new ArrayList<>(List.of(folder.resolve("collection.json")));
    for (Pair pair : SmallStack.NETWORK.pairs()) {
      catalogues.add(folder.resolve(pair.id()).resolve(pair.id() + ".json"));
    }
    for (Path catalogue : catalogues) {
      JsonNode node = json(catalogue);
      assertFalse(node.path("links").isEmpty());
      List<JsonNode> named = new ArrayList<>();
      node.path("links").forEach(named::add);
      node.path("assets").forEach(named::add);
      for (JsonNode link : named) {
        Path target = catalogue.resolveSibling(link.path("href").asText()).normalize();
        assertTrue(Files.isRegularFile(target), catalogue + " leads to " + target);
        assertFalse(link.path("type").asText().isEmpty());
      }
    }
  }

  @Test
  void gdalOpensTheRasters() throws IOException, InterruptedException {
    SmallStack.write(folder);
    Path raster = folder.resolve(SmallStack.FIRST).resolve("unwrapped.tif");
    Process process;
    try {
      process =
          new ProcessBuilder("gdalinfo", "-json", "-stats", raster.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      Assumptions.abort("gdalinfo is not installed");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    JsonNode info = StacJson.MAPPER.readTree(output.replace("NaN", "null"));
    assertEquals(5, info.at("/size/0").asInt());
    assertEquals(4, info.at("/size/1").asInt());
    assertEquals(485_000, info.at("/geoTransform/0").asDouble());
    assertEquals(-50, info.at("/geoTransform/5").asDouble());
    assertTrue(info.at("/coordinateSystem/wkt").asText().contains("UTM zone 14N"));
    float[] values = SmallStack.values(Pair.parse(SmallStack.FIRST), Asset.UNWRAPPED);
    assertEquals(values[0], info.at("/bands/0/minimum").asDouble());
    assertEquals(values[19], info.at("/bands/0/maximum").asDouble());
  }

  private static JsonNode json(Path file) throws IOException {
    return StacJson.MAPPER.readTree(file.toFile());
  }
}
