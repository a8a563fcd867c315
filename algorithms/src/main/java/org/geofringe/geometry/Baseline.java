package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * How far apart two passes are as seen from a point P on the ground. B runs from the reference
 * satellite to the secondary one, each at its own zero-Doppler time for P; l is the unit vector
 * from the reference satellite to P, v that of its velocity.
 *
 * <p>The parallel baseline is B · l: by so much the secondary's range is shorter, but for B²/2R.
 * The perpendicular one is B · (l × v), positive where the secondary flies to the right of the line
 * of sight and above it, for a radar that looks right.
 *
 * @param perpendicular metres
 * @param parallel metres
 */
public record Baseline(double perpendicular, double parallel) {

  /**
   * The baseline of two passes at a point.
   *
   * @param reference orbit of the reference date
   * @param referenceGuess of its azimuth time, seconds from its epoch, within some minutes
   * @param secondary orbit of the secondary date
   * @param secondaryGuess of its azimuth time, seconds from its own epoch
   * @param position of the point, x, y, z in metres, Earth-fixed; not modified
   * @throws IllegalArgumentException where a satellite does not pass the point within its vectors
   */
  public static Baseline at(
      Orbit reference,
      double referenceGuess,
      Orbit secondary,
      double secondaryGuess,
      double[] position) {
    double[] one = state(reference, referenceGuess, position);
    double[] two = state(secondary, secondaryGuess, position);
    double[] look = new double[3];
    double range = 0;
    double speed = 0;
    for (int k = 0; k < 3; k++) {
      look[k] = position[k] - one[k];
      range += look[k] * look[k];
      speed += one[3 + k] * one[3 + k];
    }
    range = Math.sqrt(range);
    speed = Math.sqrt(speed);
    double parallel = 0;
    double perpendicular = 0;
    for (int k = 0; k < 3; k++) {
      int next = (k + 1) % 3;
      int last = (k + 2) % 3;
      double across = look[next] * one[3 + last] - look[last] * one[3 + next];
      parallel += (two[k] - one[k]) * look[k] / range;
      perpendicular += (two[k] - one[k]) * across / (range * speed);
    }
    return new Baseline(perpendicular, parallel);
  }

  private static double[] state(Orbit orbit, double guess, double[] position) {
    RangeDoppler solver = new RangeDoppler(orbit);
    if (!solver.solve(position, guess)) {
      throw new IllegalArgumentException(
          "the satellite does not pass the point within its orbit vectors");
    }
    double[] state = new double[6];
    orbit.state(solver.time(), state);
    return state;
  }
}
