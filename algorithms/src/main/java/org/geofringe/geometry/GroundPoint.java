package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * From zero-Doppler azimuth time, slant range and height to the point on the ground, for a radar
 * that looks to the right.
 *
 * <p>All points of one range on the zero-Doppler plane lie on a circle about the satellite: P(θ) =
 * S + R (cos θ · d + sin θ · r), with d the direction of the Earth's centre within the plane and r
 * the one to the right. So two of the three equations hold exactly, and Newton's method in θ meets
 * the third, the height above the ellipsoid. It starts from the sphere through the ground below.
 * Keeps work arrays: one object per thread.
 */
public final class GroundPoint {

  private static final int MOST_STEPS = 20;

  /** Height error at which the search ends, metres. */
  private static final double SETTLED_METRES = 1e-6;

  private final Orbit orbit;
  private final double[] state = new double[6];
  private final double[] position = new double[3];
  private final double[] geographic = new double[3];

  public GroundPoint(Orbit orbit) {
    this.orbit = orbit;
  }

  /**
   * Solves for one point.
   *
   * @param time zero-Doppler time, seconds from the orbit's epoch
   * @param range slant range in metres
   * @param height metres above the ellipsoid
   * @return whether there is such a point; {@link #longitude}, {@link #latitude} and {@link #x},
   *     {@link #y}, {@link #z} then tell where
   * @throws IllegalArgumentException where the orbit does not cover the time
   */
  public boolean solve(double time, double range, double height) {
    orbit.state(time, state);
    double radius = Math.sqrt(dot(state, 0, state, 0));
    double speed = Math.sqrt(dot(state, 3, state, 3));
    double climb = dot(state, 0, state, 3) / (radius * speed);
    double shorten = Math.sqrt(1 - climb * climb);
    double[] down = new double[3];
    for (int k = 0; k < 3; k++) {
      down[k] = (climb * state[3 + k] / speed - state[k] / radius) / shorten;
    }
    double[] right = new double[3];
    for (int k = 0; k < 3; k++) {
      int next = (k + 1) % 3;
      int last = (k + 2) % 3;
      right[k] = (down[next] * state[3 + last] - down[last] * state[3 + next]) / speed;
    }
    System.arraycopy(state, 0, position, 0, 3);
    Ellipsoid.toGeographic(position, geographic);
    double ground = radius - geographic[2] + height;
    double cosine =
        (radius * radius + range * range - ground * ground) / (2 * radius * range * shorten);
    if (!(Math.abs(cosine) < 1)) {
      return false;
    }
    double angle = Math.acos(cosine);
    for (int i = 0; i < MOST_STEPS; i++) {
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      for (int k = 0; k < 3; k++) {
        position[k] = state[k] + range * (cos * down[k] + sin * right[k]);
      }
      Ellipsoid.toGeographic(position, geographic);
      double error = height - geographic[2];
      if (Math.abs(error) < SETTLED_METRES) {
        return sin > 0;
      }
      double upX = Math.cos(geographic[1]) * Math.cos(geographic[0]);
      double upY = Math.cos(geographic[1]) * Math.sin(geographic[0]);
      double upZ = Math.sin(geographic[1]);
      double rise =
          range
              * (upX * (cos * right[0] - sin * down[0])
                  + upY * (cos * right[1] - sin * down[1])
                  + upZ * (cos * right[2] - sin * down[2]));
      angle += error / rise;
    }
    return false;
  }

  /** Longitude of the last point solved, radians. */
  public double longitude() {
    return geographic[0];
  }

  /** Latitude of the last point solved, radians. */
  public double latitude() {
    return geographic[1];
  }

  /** Earth-fixed coordinates of the last point solved, metres. */
  public double x() {
    return position[0];
  }

  public double y() {
    return position[1];
  }

  public double z() {
    return position[2];
  }

  private static double dot(double[] a, int i, double[] b, int j) {
    return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
  }
}
