package org.geofringe.server.vector;

import java.util.List;

/**
 * One feature of a layer.
 *
 * @param name what its field of names holds; empty where there is none
 * @param parts its points, lines or polygons: of each its rings (of points and lines one), of each
 *     ring x and y of the corners in turn; rings of polygons are closed; not modified
 */
public record Feature(String name, List<List<double[]>> parts) {

  /** What a feature is made of. */
  public enum Shape {
    POINT("points"),
    LINE("lines"),
    POLYGON("polygons");

    private final String many;

    Shape(String many) {
      this.many = many;
    }

    String many() {
      return many;
    }
  }

  public Feature {
    parts = parts.stream().map(List::copyOf).toList();
  }
}
