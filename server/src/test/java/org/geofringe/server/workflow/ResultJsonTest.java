package org.geofringe.server.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

  @Test
  void aResultComesBackAsItWas() {
    Product product =
        new Product(Path.of("/a/b.tif"), "B", "What b is.", List.of(LocalDate.of(2024, 1, 6)));
    MapLayer first =
        new MapLayer(Path.of("/a/c.tif"), "C", "What c is.", "coherence", "Group", 3, false);
    MapLayer second =
        new MapLayer(Path.of("/a/d.tif"), "D", "What d is.", "amplitude", "Group", 4, true);
    Result result =
        new Result().product("B", product).layer(first).layer(second).metric("share", 0.5);
    Result back = ResultJson.read(written(result));
    assertEquals(Map.of("B", product), back.products());
    assertEquals(List.of(first, second), back.layers());
    assertEquals(Map.of("share", 0.5), back.metrics());
    assertFalse(written(new Result()).has("layers"), "nothing is said of layers that are not");
  }

  private static ObjectNode written(Result result) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    ResultJson.write(result, node);
    return node;
  }
}
