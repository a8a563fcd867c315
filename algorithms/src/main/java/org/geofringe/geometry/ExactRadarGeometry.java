package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * Locates every cell by itself, from the map to the ellipsoid to range and Doppler: the yardstick
 * for {@link RadarPolynomial}. Keeps work arrays: one object per thread.
 */
public final class ExactRadarGeometry implements RadarGeometry {

  private final MapProjection projection;
  private final RangeDoppler solver;
  private final double guess;
  private final double[] geographic = new double[2];
  private final double[] position = new double[3];

  /**
   * Geometry of a pass.
   *
   * @param guess of the azimuth time, seconds from the orbit's epoch, within some minutes
   */
  public ExactRadarGeometry(Orbit orbit, MapProjection projection, double guess) {
    this.projection = projection;
    this.solver = new RangeDoppler(orbit);
    this.guess = guess;
  }

  @Override
  public void locate(
      double x,
      double spacingX,
      double y,
      float[] heights,
      int offset,
      int count,
      double[] times,
      double[] ranges) {
    for (int i = 0; i < count; i++) {
      boolean found = solve(x + i * spacingX, y, heights[offset + i]);
      times[i] = found ? solver.time() : Double.NaN;
      ranges[i] = found ? solver.range() : Double.NaN;
    }
  }

  /**
   * Locates one point.
   *
   * @return whether the satellite passes it; {@link #time} and {@link #range} then tell where it is
   */
  boolean solve(double x, double y, double height) {
    if (Double.isNaN(height)) {
      return false;
    }
    projection.toGeographic(x, y, geographic);
    Ellipsoid.toCartesian(geographic[0], geographic[1], height, position);
    return solver.solve(position, guess);
  }

  /**
   * Locates one point.
   *
   * @throws IllegalArgumentException where the satellite does not pass it
   */
  void require(double x, double y, double height) {
    if (!solve(x, y, height)) {
      throw new IllegalArgumentException(
          "the satellite does not pass the map's point %.6g, %.6g within its orbit vectors"
              .formatted(x, y));
    }
  }

  /** Earth-fixed x, y, z of the last point, in metres; not to be modified. */
  double[] position() {
    return position;
  }

  /** Longitude and latitude of the last point, in radians; not to be modified. */
  double[] geographic() {
    return geographic;
  }

  double time() {
    return solver.time();
  }

  double range() {
    return solver.range();
  }
}
