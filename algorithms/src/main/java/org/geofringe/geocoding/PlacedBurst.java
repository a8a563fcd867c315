package org.geofringe.geocoding;

import org.geofringe.sentinel1.Burst;

/**
 * A burst and when it begins on the clock of an orbit.
 *
 * @param burst of a date
 * @param startSeconds zero-Doppler time of its line 0, seconds from the orbit's epoch
 */
public record PlacedBurst(Burst burst, double startSeconds) {

  /** The fractional line at a zero-Doppler time in seconds from the orbit's epoch. */
  public double line(double time) {
    return (time - startSeconds) / burst.lineInterval();
  }

  /** Zero-Doppler time of a fractional line in seconds from the orbit's epoch. */
  public double time(double line) {
    return startSeconds + line * burst.lineInterval();
  }
}
