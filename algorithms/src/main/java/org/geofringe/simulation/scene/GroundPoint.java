package org.geofringe.simulation.scene;

import org.geofringe.geometry.Ellipsoid;

/** From range and height to a point on the right-hand side of the satellite. */
final class GroundPoint {

  private GroundPoint() {}

  /**
   * Solves |P - S| = range, (P - S) · V = 0 and P at a height above the ellipsoid, by Newton's
   * method from the point on a sphere.
   *
   * @param state position and velocity; not modified
   * @param range metres
   * @param height metres; the surface at a height is taken as the ellipsoid of longer axes, which
   *     is off by a centimetre or two at most
   * @param point receives x, y, z in metres; modified
   */
  static void solve(double[] state, double range, double height, double[] point) {
    double a = Ellipsoid.SEMI_MAJOR + height;
    double b = Ellipsoid.SEMI_MAJOR * (1 - Ellipsoid.FLATTENING) + height;
    start(state, range, height, point);
    double[] d = new double[3];
    for (int i = 0; i < 8; i++) {
      for (int k = 0; k < 3; k++) {
        d[k] = point[k] - state[k];
      }
      double[] surface = {point[0] / (a * a), point[1] / (a * a), point[2] / (b * b)};
      double f0 = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] - range * range) / 2;
      double f1 = d[0] * state[3] + d[1] * state[4] + d[2] * state[5];
      double f2 = (point[0] * surface[0] + point[1] * surface[1] + point[2] * surface[2] - 1) / 2;
      double[] v = {state[3], state[4], state[5]};
      double[] c0 = cross(v, surface);
      double[] c1 = cross(surface, d);
      double[] c2 = cross(d, v);
      double determinant = d[0] * c0[0] + d[1] * c0[1] + d[2] * c0[2];
      for (int k = 0; k < 3; k++) {
        point[k] -= (f0 * c0[k] + f1 * c1[k] + f2 * c2[k]) / determinant;
      }
    }
  }

  private static void start(double[] state, double range, double height, double[] point) {
    double[] s = {state[0], state[1], state[2]};
    double[] right = cross(new double[] {state[3], state[4], state[5]}, s);
    double distance = length(s);
    double side = length(right);
    double[] geographic = new double[3];
    Ellipsoid.toGeographic(s, geographic);
    double ground = distance - geographic[2] + height;
    double cosine =
        (distance * distance + ground * ground - range * range) / (2 * distance * ground);
    double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    for (int k = 0; k < 3; k++) {
      point[k] = ground * (cosine * s[k] / distance + sine * right[k] / side);
    }
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  static double length(double[] a) {
    return Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
  }
}
