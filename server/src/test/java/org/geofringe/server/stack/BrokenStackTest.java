package org.geofringe.server.stack;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.FlatRaster;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to break a stack gives one line that names the item and the file at fault. */
class BrokenStackTest {

  private static final String ITEM = SmallStack.FIRST;
  private static final String ITEM_FILE = ITEM + "/" + ITEM + ".json";
  private static final String COLLECTION = "collection.json";
  private static final String RASTER = ITEM + "/coherence.tif";

  /** Does the damage. */
  @FunctionalInterface
  interface Damage {
    void to(Path stack) throws IOException;
  }

  record Case(String name, Damage damage, List<String> parts) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case broken(String name, Damage damage, String... parts) {
    return new Case(name, damage, List.of(parts));
  }

  private static Case item(String name, Consumer<ObjectNode> edit, String... parts) {
    return broken(name, stack -> edit(stack.resolve(ITEM_FILE), edit), parts);
  }

  private static Case collection(String name, Consumer<ObjectNode> edit, String... parts) {
    return broken(name, stack -> edit(stack.resolve(COLLECTION), edit), parts);
  }

  static Stream<Case> cases() {
    return Stream.of(
        broken("no collection", s -> Files.delete(s.resolve(COLLECTION)), COLLECTION, "finished"),
        broken("empty collection", s -> Files.writeString(s.resolve(COLLECTION), ""), COLLECTION),
        broken("a list", s -> Files.writeString(s.resolve(COLLECTION), "[]"), COLLECTION),
        broken(
            "half a collection",
            s -> Files.writeString(s.resolve(COLLECTION), "{\n\"type\": "),
            COLLECTION,
            "line 2"),
        collection("no summaries", c -> c.remove("summaries"), COLLECTION, "\"summaries\""),
        collection(
            "no shape", c -> object(c, "summaries").remove("proj:shape"), COLLECTION, "proj:shape"),
        collection(
            "a shape of texts",
            c -> object(c, "summaries").putArray("proj:shape").add("four").add("five"),
            COLLECTION,
            "proj:shape"),
        collection(
            "half a transform",
            c -> object(c, "summaries").putArray("proj:transform").add(100),
            COLLECTION,
            "proj:transform"),
        collection(
            "no reference system",
            c -> object(c, "summaries").remove("proj:code"),
            COLLECTION,
            "proj:wkt2"),
        collection(
            "no wavelength",
            c -> c.remove("geofringe:wavelength_metres"),
            COLLECTION,
            "geofringe:wavelength_metres"),
        collection(
            "a wavelength in words",
            c -> c.put("geofringe:wavelength_metres", "C band"),
            COLLECTION,
            "wavelength"),
        collection("no looks", c -> c.put("geofringe:looks", 0), COLLECTION, "looks"),
        collection("no links", c -> c.remove("links"), COLLECTION, "\"links\""),
        collection("no items", c -> c.putArray("links"), COLLECTION, "at least one pair"),
        collection(
            "an item twice",
            c -> array(c, "links").add(array(c, "links").get(1)),
            COLLECTION,
            ITEM,
            "twice"),
        collection(
            "an item elsewhere",
            c -> ((ObjectNode) array(c, "links").get(1)).put("href", "../../etc/passwd.json"),
            COLLECTION,
            "leads out"),
        collection(
            "an absolute item",
            c -> ((ObjectNode) array(c, "links").get(1)).put("href", "/etc/passwd"),
            COLLECTION,
            "leads out"),
        collection(
            "a link that is no path",
            c -> ((ObjectNode) array(c, "links").get(1)).put("href", "a\0b"),
            COLLECTION),
        collection(
            "a layer elsewhere",
            c -> object(object(c, "assets"), "height").put("href", "../height.tif"),
            COLLECTION,
            "leads out"),
        collection(
            "a baseline of no date",
            c -> object(c, "geofringe:perpendicular_baselines").put("soon", 1),
            COLLECTION,
            "\"soon\""),
        broken(
            "no layer",
            s -> Files.delete(s.resolve("geometry/height.tif")),
            "layer height",
            "geometry/height.tif"),
        broken("no item", s -> Files.delete(s.resolve(ITEM_FILE)), "Item " + ITEM, ITEM_FILE),
        broken(
            "half an item",
            s -> Files.writeString(s.resolve(ITEM_FILE), "{\"id\": \"2020"),
            "item " + ITEM,
            ITEM_FILE),
        broken("an empty item", s -> Files.writeString(s.resolve(ITEM_FILE), ""), ITEM_FILE),
        item("no id", i -> i.remove("id"), "Item " + ITEM, ITEM_FILE, "\"id\""),
        item("an id of no dates", i -> i.put("id", "first"), "Item " + ITEM, ITEM_FILE, "first"),
        item(
            "another item's id",
            i -> i.put("id", "20200113_20200125"),
            "Item " + ITEM,
            ITEM_FILE,
            "its id is 20200113_20200125"),
        item("no properties", i -> i.remove("properties"), ITEM_FILE, "\"properties\""),
        item("no assets", i -> i.remove("assets"), ITEM_FILE, "\"assets\""),
        item(
            "an asset without file",
            i -> object(object(i, "assets"), "coherence").remove("href"),
            ITEM_FILE,
            "\"href\""),
        item(
            "an asset elsewhere",
            i -> object(object(i, "assets"), "coherence").put("href", "../../coherence.tif"),
            "Item " + ITEM,
            ITEM_FILE,
            "leads out"),
        broken("no raster", s -> Files.delete(s.resolve(RASTER)), "item " + ITEM, RASTER),
        broken("an empty raster", s -> Files.writeString(s.resolve(RASTER), ""), ITEM, RASTER),
        broken("a text", s -> Files.writeString(s.resolve(RASTER), "0.5 0.5"), ITEM, RASTER),
        broken(
            "a truncated raster",
            s -> {
              try (FileChannel file =
                  FileChannel.open(s.resolve(RASTER), StandardOpenOption.WRITE)) {
                file.truncate(file.size() - 1);
              }
            },
            "item " + ITEM,
            RASTER,
            "truncated"),
        broken(
            "a raster of another grid",
            s -> {
              MapGrid g = SmallStack.GRID;
              MapGrid moved =
                  new MapGrid(g.crs(), g.west() + 100, g.north(), 100, 50, g.rows(), g.columns());
              FlatRaster.create(s.resolve(RASTER), moved, 1).close();
            },
            "item " + ITEM,
            RASTER,
            "another grid"));
  }

  private static ObjectNode object(JsonNode node, String field) {
    return (ObjectNode) node.path(field);
  }

  private static ArrayNode array(JsonNode node, String field) {
    return (ArrayNode) node.path(field);
  }

  private static void edit(Path file, Consumer<ObjectNode> edit) throws IOException {
    ObjectNode node = (ObjectNode) StacJson.MAPPER.readTree(file.toFile());
    edit.accept(node);
    Files.writeString(file, node.toString());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isNamed(Case broken, @TempDir Path folder) throws IOException {
    SmallStack.write(folder);
    assertEquals(3, Stack.open(folder).network().pairs().size(), "sound before");
    broken.damage.to(folder);
    assertRefused(() -> Stack.open(folder), broken.parts.toArray(String[]::new));
  }
}
