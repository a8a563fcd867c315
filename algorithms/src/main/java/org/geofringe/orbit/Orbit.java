package org.geofringe.orbit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a satellite's orbit, interpolated between state vectors by Lagrange polynomials of
 * degree 7 through the eight nearest vectors (fewer where there are fewer), for position and for
 * velocity each.
 *
 * <p>Times are seconds from {@link #epoch}, a nearby instant, so that a double holds them to better
 * than a nanosecond.
 */
public final class Orbit {

  private static final int POINTS = 8;

  private final Instant epoch;
  private final double[] times;
  private final double[][] states;

  /**
   * An orbit through vectors.
   *
   * @param epoch from which seconds count
   * @param vectors at least four, in any order
   */
  public Orbit(Instant epoch, List<StateVector> vectors) {
    if (vectors.size() < 4) {
      throw new IllegalArgumentException(
          "an orbit needs at least 4 state vectors, got " + vectors.size());
    }
    List<StateVector> ordered =
        vectors.stream().sorted(Comparator.comparing(StateVector::time)).toList();
    this.epoch = epoch;
    this.times = ordered.stream().mapToDouble(v -> seconds(epoch, v.time())).toArray();
    this.states =
        ordered.stream()
            .map(v -> new double[] {v.x(), v.y(), v.z(), v.vx(), v.vy(), v.vz()})
            .toArray(double[][]::new);
    for (int i = 1; i < times.length; i++) {
      if (!(times[i] > times[i - 1])) {
        throw new IllegalArgumentException(
            "two state vectors share the time " + ordered.get(i).time());
      }
    }
  }

  /** Seconds from an epoch to an instant, negative before it. */
  public static double seconds(Instant epoch, Instant instant) {
    Duration between = Duration.between(epoch, instant);
    return between.getSeconds() + between.getNano() * 1e-9;
  }

  public Instant epoch() {
    return epoch;
  }

  /** Seconds from this orbit's epoch to an instant. */
  public double seconds(Instant instant) {
    return seconds(epoch, instant);
  }

  /** Time of the first vector. */
  public double start() {
    return times[0];
  }

  /** Time of the last vector. */
  public double end() {
    return times[times.length - 1];
  }

  /** Whether a time lies between the first and the last vector. */
  public boolean covers(double time) {
    return time >= start() && time <= end();
  }

  /**
   * Position and velocity.
   *
   * @param time seconds from the epoch
   * @param state receives x, y, z in metres and their rates in metres per second; modified
   * @throws IllegalArgumentException outside the vectors
   */
  public void state(double time, double[] state) {
    if (!covers(time)) {
      throw new IllegalArgumentException(
          "the orbit runs from %.3f to %.3f s about %s, not to %.3f s"
              .formatted(start(), end(), epoch, time));
    }
    int count = Math.min(POINTS, times.length);
    int first = Math.max(0, Math.min(after(time) - count / 2, times.length - count));
    Arrays.fill(state, 0, 6, 0);
    for (int i = first; i < first + count; i++) {
      double weight = 1;
      for (int j = first; j < first + count; j++) {
        if (j != i) {
          weight *= (time - times[j]) / (times[i] - times[j]);
        }
      }
      for (int k = 0; k < 6; k++) {
        state[k] += weight * states[i][k];
      }
    }
  }

  private int after(double time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 1;
  }
}
