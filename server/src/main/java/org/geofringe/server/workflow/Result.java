package org.geofringe.server.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run made and found. Figures are numbers, texts, lists and maps of those, so that they can
 * be written as JSON.
 */
public final class Result {

  private final Map<String, Product> products = new LinkedHashMap<>();
  private final List<MapLayer> layers = new ArrayList<>();
  private final Map<String, Object> metrics = new LinkedHashMap<>();

  public Result product(String output, Product product) {
    products.put(output, product);
    return this;
  }

  /** Adds a raster within a product that is a folder, for the map. */
  public Result layer(MapLayer layer) {
    layers.add(layer);
    return this;
  }

  public Result metric(String name, Object value) {
    metrics.put(name, value);
    return this;
  }

  /** Products by the name of their output. */
  public Map<String, Product> products() {
    return Collections.unmodifiableMap(products);
  }

  /** Rasters within products that are folders, for the map. */
  public List<MapLayer> layers() {
    return Collections.unmodifiableList(layers);
  }

  public Map<String, Object> metrics() {
    return Collections.unmodifiableMap(metrics);
  }
}
