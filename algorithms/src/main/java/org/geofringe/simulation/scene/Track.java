package org.geofringe.simulation.scene;

/**
 * A short stretch of an orbit as polynomials in time, for zero-Doppler time and range of millions
 * of scatterers: position of degree 5 through six points, wrong by less than a nanometre over some
 * seconds. Keeps the last answer: one object per thread.
 */
final class Track {

  private static final int TERMS = 6;
  private static final int MOST_STEPS = 8;

  private final double middle;
  private final double[][] position = new double[3][];
  private double time;
  private double range;

  /**
   * A stretch.
   *
   * @param orbit that it belongs to
   * @param middle seconds since the node
   * @param reach seconds to either side
   */
  Track(SceneOrbit orbit, double middle, double reach) {
    this.middle = middle;
    double[] times = new double[TERMS];
    double[][] values = new double[3][TERMS];
    double[] state = new double[6];
    for (int i = 0; i < TERMS; i++) {
      times[i] = -reach * StrictMath.cos(Math.PI * (i + 0.5) / TERMS);
      orbit.state(middle + times[i], state);
      for (int k = 0; k < 3; k++) {
        values[k][i] = state[k];
      }
    }
    for (int k = 0; k < 3; k++) {
      position[k] = polynomial(times, values[k]);
    }
  }

  /** Coefficients from the constant upwards of the polynomial through points (Newton's form). */
  private static double[] polynomial(double[] times, double[] values) {
    int n = times.length;
    double[] divided = values.clone();
    for (int order = 1; order < n; order++) {
      for (int i = n - 1; i >= order; i--) {
        divided[i] = (divided[i] - divided[i - 1]) / (times[i] - times[i - order]);
      }
    }
    double[] coefficients = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      for (int k = n - 1; k > 0; k--) {
        coefficients[k] = coefficients[k - 1] - times[i] * coefficients[k];
      }
      coefficients[0] = divided[i] - times[i] * coefficients[0];
    }
    return coefficients;
  }

  /**
   * Finds when the satellite passes a point, by Newton's method on (P - S) · V = 0, from the last
   * answer onwards.
   *
   * @param x metres, Earth-fixed
   * @param guess seconds since the node
   */
  void solve(double x, double y, double z, double guess) {
    double t = guess - middle;
    for (int i = 0; i < MOST_STEPS; i++) {
      double dx = x - value(position[0], t);
      double dy = y - value(position[1], t);
      double dz = z - value(position[2], t);
      double vx = slope(position[0], t);
      double vy = slope(position[1], t);
      double vz = slope(position[2], t);
      double bend =
          dx * bend(position[0], t) + dy * bend(position[1], t) + dz * bend(position[2], t);
      double step = (dx * vx + dy * vy + dz * vz) / (vx * vx + vy * vy + vz * vz - bend);
      t += step;
      // Newton's error goes as the square of the step, with a factor far below 1 per second; range
      // stands still at zero Doppler, so that what is left of the step does not change it.
      if (Math.abs(step) < 1e-5) {
        range = Math.sqrt(dx * dx + dy * dy + dz * dz - step * (dx * vx + dy * vy + dz * vz));
        break;
      }
    }
    time = t + middle;
  }

  /** Seconds since the node, of the last point solved. */
  double time() {
    return time;
  }

  /** Metres of slant range of the last point solved. */
  double range() {
    return range;
  }

  /** Second derivative of the range of a point over time, m/s², at the last point solved. */
  double rangeCurvature(double x, double y, double z) {
    double t = time - middle;
    double squared = 0;
    double along = 0;
    double[] point = {x, y, z};
    for (int k = 0; k < 3; k++) {
      double v = slope(position[k], t);
      squared += v * v;
      along += (point[k] - value(position[k], t)) * bend(position[k], t);
    }
    return (squared - along) / range;
  }

  private static double value(double[] c, double t) {
    return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
  }

  private static double slope(double[] c, double t) {
    return c[1] + t * (2 * c[2] + t * (3 * c[3] + t * (4 * c[4] + t * 5 * c[5])));
  }

  private static double bend(double[] c, double t) {
    return 2 * c[2] + t * (6 * c[3] + t * (12 * c[4] + t * 20 * c[5]));
  }
}
