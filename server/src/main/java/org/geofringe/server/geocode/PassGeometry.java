package org.geofringe.server.geocode;

import org.geofringe.geometry.LayoverShadow;
import org.geofringe.geometry.LookVectors;
import org.geofringe.geometry.MapProjection;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.geometry.RadarPolynomial;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.orbit.Orbit;

/**
 * Where cells lie in time and range for one date.
 *
 * @param orbit of the date
 * @param guess azimuth time of the scene, seconds from the orbit's epoch
 * @param map that the grid is on
 * @param grid of the stack
 */
record PassGeometry(Orbit orbit, double guess, MapSystem map, MapGrid grid) {

  /** Metres that a fit reaches below and above the heights it is made for. */
  private static final double MARGIN = 10;

  /**
   * The geometry of a window.
   *
   * @param heights that will be asked for, in any order; NaN is skipped; not modified
   */
  RadarGeometry over(Window window, float[] heights) {
    return fit(RadarPolynomial::fit, window, heights);
  }

  /** The look vectors of a window; heights as of {@link #over}. */
  LookVectors looks(Window window, float[] heights) {
    return fit(LookVectors::fit, window, heights);
  }

  /** What tells layover and shadow in a window; heights as of {@link #over}. */
  LayoverShadow layover(Window window, float[] heights) {
    return fit(LayoverShadow::fit, window, heights);
  }

  /** Makes something for a box of the map; parameters as of {@link RadarPolynomial#fit}. */
  @FunctionalInterface
  private interface Fit<T> {
    T over(
        Orbit orbit,
        double guess,
        MapProjection projection,
        double west,
        double south,
        double east,
        double north,
        double minHeight,
        double maxHeight);
  }

  private <T> T fit(Fit<T> fit, Window window, float[] heights) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float height : heights) {
      // NaN is neither.
      least = height < least ? height : least;
      most = height > most ? height : most;
    }
    if (most < least) {
      least = 0;
      most = 0;
    }
    double west = grid.x(window.column());
    double north = grid.y(window.row());
    return fit.over(
        orbit,
        guess,
        map.projection(),
        west - grid.spacingX(),
        north - window.rows() * grid.spacingY(),
        west + window.columns() * grid.spacingX(),
        north + grid.spacingY(),
        least - MARGIN,
        most + MARGIN);
  }
}
