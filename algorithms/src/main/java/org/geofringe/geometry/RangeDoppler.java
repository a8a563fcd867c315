package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * From a point on the ground to zero-Doppler azimuth time and slant range: the root of (P - S(t)) ·
 * V(t) = 0 by the secant method, begun with the slope that a satellite on a straight line would
 * have. Keeps work arrays: one object per thread.
 */
public final class RangeDoppler {

  private static final int MOST_STEPS = 20;
  private static final double SETTLED_SECONDS = 1e-11;

  private final Orbit orbit;
  private final double[] state = new double[6];
  private double time;
  private double range;

  public RangeDoppler(Orbit orbit) {
    this.orbit = orbit;
  }

  /**
   * Solves for one point.
   *
   * @param position x, y, z in metres, Earth-fixed; not modified
   * @param guess seconds from the orbit's epoch, within some minutes of the answer
   * @return whether the satellite passes the point within the orbit's vectors; {@link #time} and
   *     {@link #range} then tell when and how far away
   */
  public boolean solve(double[] position, double guess) {
    double at = Math.max(orbit.start(), Math.min(orbit.end(), guess));
    double before = Double.NaN;
    double alongBefore = Double.NaN;
    for (int i = 0; i < MOST_STEPS; i++) {
      orbit.state(at, state);
      double dx = position[0] - state[0];
      double dy = position[1] - state[1];
      double dz = position[2] - state[2];
      double along = dx * state[3] + dy * state[4] + dz * state[5];
      double speedSquared = state[3] * state[3] + state[4] * state[4] + state[5] * state[5];
      // The orbit's bend makes the true slope 10 % less: the first step never goes too far.
      double slope = i == 0 ? speedSquared : (alongBefore - along) / (at - before);
      double step = along / slope;
      before = at;
      alongBefore = along;
      at += step;
      if (!orbit.covers(at)) {
        return false;
      }
      if (Math.abs(step) < SETTLED_SECONDS || at == before) {
        time = at;
        range = Math.sqrt(dx * dx + dy * dy + dz * dz);
        return true;
      }
    }
    return false;
  }

  /** Zero-Doppler time of the last point solved, seconds from the orbit's epoch. */
  public double time() {
    return time;
  }

  /** Slant range of the last point solved, metres. */
  public double range() {
    return range;
  }
}
