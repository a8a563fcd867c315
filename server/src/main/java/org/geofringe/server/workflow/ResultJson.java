package org.geofringe.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A result on disk: the fields {@code products} and {@code metrics} of a JSON object. */
public final class ResultJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResultJson() {}

  /** Adds both fields to an object. */
  public static void write(Result result, ObjectNode node) {
    ObjectNode products = node.putObject("products");
    result.products().forEach((name, product) -> write(product, products.putObject(name)));
    node.set("metrics", MAPPER.valueToTree(result.metrics()));
  }

  /** Reads what {@link #write} wrote. */
  public static Result read(JsonNode node) {
    Result result = new Result();
    node.path("products")
        .properties()
        .forEach(e -> result.product(e.getKey(), product(e.getValue())));
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
}
