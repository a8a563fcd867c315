package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * Look vectors over a box of the map: the unit vector from the ground to the satellite (east,
 * north, up) at the moment it passes, and the incidence angle, which is the angle between that
 * vector and the normal of the ellipsoid, as in the products of EGMS; the slope of the ground is
 * not in it.
 *
 * <p>East and north are polynomials in x, y and height ({@link PolynomialPair}), and up follows
 * from the length of one. Immutable: safe for many threads.
 */
public final class LookVectors {

  /** Greatest error of a component over the box: 0.2 seconds of arc. */
  public static final double TOLERANCE = 1e-6;

  private final PolynomialPair polynomials;

  private LookVectors(PolynomialPair polynomials) {
    this.polynomials = polynomials;
  }

  /**
   * Fits the look vectors of a pass over a box; parameters and errors as of {@link
   * RadarPolynomial#fit}.
   */
  public static LookVectors fit(
      Orbit orbit,
      double guess,
      MapProjection projection,
      double west,
      double south,
      double east,
      double north,
      double minHeight,
      double maxHeight) {
    ExactRadarGeometry exact = new ExactRadarGeometry(orbit, projection, guess);
    double[] state = new double[6];
    double[] look = new double[3];
    return new LookVectors(
        PolynomialPair.fit(
            new double[] {west, south, minHeight},
            new double[] {east, north, maxHeight},
            new double[] {TOLERANCE, TOLERANCE},
            (x, y, height, values) -> {
              exact.require(x, y, height);
              orbit.state(exact.time(), state);
              double[] geographic = exact.geographic();
              toward(state, exact.position(), geographic[0], geographic[1], look);
              values[0] = look[0];
              values[1] = look[1];
            }));
  }

  /**
   * The unit vector from a point on the ground to the satellite.
   *
   * @param satellite x, y, z in metres first; not modified
   * @param ground x, y, z in metres; not modified
   * @param longitude of the point on the ground, radians
   * @param latitude of the point on the ground, radians
   * @param look receives east, north, up; modified
   */
  public static void toward(
      double[] satellite, double[] ground, double longitude, double latitude, double[] look) {
    double dx = satellite[0] - ground[0];
    double dy = satellite[1] - ground[1];
    double dz = satellite[2] - ground[2];
    double range = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double sinLon = Math.sin(longitude);
    double cosLon = Math.cos(longitude);
    double sinLat = Math.sin(latitude);
    double cosLat = Math.cos(latitude);
    look[0] = (cosLon * dy - sinLon * dx) / range;
    look[1] = (cosLat * dz - sinLat * (cosLon * dx + sinLon * dy)) / range;
    look[2] = (sinLat * dz + cosLat * (cosLon * dx + sinLon * dy)) / range;
  }

  /**
   * Look vectors of a row of cells; parameters as of {@link RadarGeometry#locate}. Cells without a
   * height get NaN.
   *
   * @param east receives the vectors' eastern parts, from index 0; modified
   * @param north receives the northern parts; modified
   * @param up receives the upward parts, the cosine of the incidence angle; modified
   * @throws IllegalArgumentException where a cell lies beyond the box
   */
  public void look(
      double x,
      double spacingX,
      double y,
      float[] heights,
      int offset,
      int count,
      double[] east,
      double[] north,
      double[] up) {
    polynomials.evaluate(x, spacingX, y, heights, offset, count, east, north);
    for (int i = 0; i < count; i++) {
      up[i] = Math.sqrt(1 - east[i] * east[i] - north[i] * north[i]);
    }
  }
}
