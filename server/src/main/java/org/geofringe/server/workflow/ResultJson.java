package org.geofringe.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A result on disk: the fields {@code products}, {@code metrics} and, where there are any, {@code
 * layers} of a JSON object.
 */
public final class ResultJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResultJson() {}

  /** Adds the fields to an object. */
  public static void write(Result result, ObjectNode node) {
    ObjectNode products = node.putObject("products");
    result.products().forEach((name, product) -> write(product, products.putObject(name)));
    result.layers().forEach(layer -> write(layer, node.withArray("layers").addObject()));
    node.set("metrics", MAPPER.valueToTree(result.metrics()));
  }

  /** Reads what {@link #write} wrote. */
  public static Result read(JsonNode node) {
    Result result = new Result();
    node.path("products")
        .properties()
        .forEach(e -> result.product(e.getKey(), product(e.getValue())));
    node.path("layers").forEach(layer -> result.layer(layer(layer)));
    node.path("metrics")
        .properties()
        .forEach(e -> result.metric(e.getKey(), MAPPER.convertValue(e.getValue(), Object.class)));
    return result;
  }

  private static void write(Product product, ObjectNode node) {
    node.put("path", product.path().toString());
    node.put("title", product.title());
    node.put("description", product.description());
    product.bandDates().forEach(date -> node.withArray("band_dates").add(date.toString()));
  }

  private static Product product(JsonNode node) {
    List<LocalDate> dates = new ArrayList<>();
    node.path("band_dates").forEach(date -> dates.add(LocalDate.parse(date.asText())));
    return new Product(
        Path.of(node.path("path").asText()),
        node.path("title").asText(),
        node.path("description").asText(),
        dates);
  }

  private static void write(MapLayer layer, ObjectNode node) {
    node.put("path", layer.path().toString());
    node.put("title", layer.title());
    node.put("description", layer.description());
    node.put("style", layer.style());
    node.put("group", layer.group());
    node.put("order", layer.order());
    node.put("hidden", layer.hidden());
  }

  private static MapLayer layer(JsonNode node) {
    return new MapLayer(
        Path.of(node.path("path").asText()),
        node.path("title").asText(),
        node.path("description").asText(),
        node.path("style").asText(),
        node.path("group").asText(),
        node.path("order").asInt(),
        node.path("hidden").asBoolean());
  }
}
