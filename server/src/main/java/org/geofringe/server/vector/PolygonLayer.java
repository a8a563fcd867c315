package org.geofringe.server.vector;

import java.util.function.Consumer;

/** A layer of polygons in a file. */
interface PolygonLayer {

  /** {@code EPSG:n} or WKT. */
  String crs();

  /**
   * Goes through the polygons; each part of a multipolygon is one. Those outside a box may be left
   * out.
   *
   * @throws org.geofringe.server.run.UserException one line where a geometry is damaged or is not
   *     made of polygons
   */
  void forEach(Box box, Consumer<Rings> polygons);
}
