package org.geofringe.geometry;

/** From map coordinates to longitude and latitude on WGS 84. */
@FunctionalInterface
public interface MapProjection {

  /**
   * Transforms one point.
   *
   * @param x in units of the map
   * @param y in units of the map
   * @param geographic receives longitude and latitude in radians; modified
   */
  void toGeographic(double x, double y, double[] geographic);
}
