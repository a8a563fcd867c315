package org.geofringe.server.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.geofringe.server.catalogue.MapPoint;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Where the user wants motion to be zero: at a point, within a distance of it, or over a layer. All
 * steps of a run are told the same place.
 *
 * @param point null where it is an area or the program shall choose
 * @param radiusMetres about the point; 0 takes the one cell that holds it
 * @param area polygons or a raster, as a parameter of the kind LAYER gives them; empty for none
 */
record ReferencePlace(@Nullable MapPoint point, double radiusMetres, String area) {

  /**
   * @throws UserException where two places are given, or a radius without a point
   */
  ReferencePlace {
    if (point != null && !area.isBlank()) {
      throw new UserException(
          "REFERENCE and REFERENCE_AREA are both given: keep the one that motion shall be relative to.");
    }
    if (point == null && radiusMetres > 0) {
      throw new UserException(
          "REFERENCE_RADIUS "
              + radiusMetres
              + " needs the point that it is about: give REFERENCE, or leave the radius out.");
    }
  }

  /** Leaves the choice to the program. */
  static ReferencePlace automatic() {
    return new ReferencePlace(null, 0, "");
  }

  /** Whether the mean over an area is asked for. */
  boolean isArea() {
    return radiusMetres > 0 || !area.isBlank();
  }

  /** What was asked for, in words and for messages. */
  @Override
  public String toString() {
    if (!area.isBlank()) {
      return "REFERENCE_AREA " + area;
    }
    String text = "REFERENCE " + point;
    return radiusMetres > 0 ? text + " with REFERENCE_RADIUS " + radiusMetres : text;
  }

  /** For the answer of a run. */
  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    if (radiusMetres > 0) {
      metrics.put("radius", radiusMetres);
    }
    if (!area.isBlank()) {
      metrics.put("area", area);
    }
    return metrics;
  }
}
