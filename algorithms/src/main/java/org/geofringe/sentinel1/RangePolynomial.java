package org.geofringe.sentinel1;

import java.time.Instant;

/**
 * A quantity in Hz or Hz/s along range at one azimuth time: Σ c_k (τ - t0)^k. Doppler centroid and
 * azimuth FM rate come as such, each with a t0 of its own.
 *
 * @param azimuthTime that it holds for
 * @param t0 two-way slant range time in seconds
 * @param coefficients from the constant upwards
 */
public record RangePolynomial(Instant azimuthTime, double t0, double[] coefficients) {

  public RangePolynomial {
    if (coefficients.length == 0) {
      throw new IllegalArgumentException("a polynomial of " + azimuthTime + " has no coefficient");
    }
    coefficients = coefficients.clone();
  }

  /** The value at a two-way slant range time in seconds. */
  public double at(double slantRangeTime) {
    double offset = slantRangeTime - t0;
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * offset + coefficients[k];
    }
    return sum;
  }
}
