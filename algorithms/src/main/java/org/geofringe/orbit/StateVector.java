package org.geofringe.orbit;

import java.time.Instant;

/**
 * Position and velocity of a satellite in the Earth-fixed frame (ITRF, as WGS 84).
 *
 * @param time UTC
 * @param x metres
 * @param y metres
 * @param z metres
 * @param vx metres per second
 * @param vy metres per second
 * @param vz metres per second
 */
public record StateVector(
    Instant time, double x, double y, double z, double vx, double vy, double vz) {

  public StateVector {
    double sum = x + y + z + vx + vy + vz;
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException("the state vector of " + time + " holds no numbers");
    }
  }
}
