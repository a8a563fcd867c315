package org.geofringe.server.job;

import java.util.OptionalDouble;

/**
 * Estimates the seconds to the end from how fast the work went lately. Not thread-safe.
 *
 * <p>The speed is that of the last samples, weighted by an exponential of their age, so that a
 * resumed job that jumps over finished items does not promise the same speed for the rest.
 */
final class TimeLeft {

  private static final double MEMORY_SECONDS = 20;
  private static final double SETTLING_SECONDS = 1;

  private final double startSeconds;
  private double lastSeconds;
  private double lastFraction;
  private double weightedFraction;
  private double weightedSeconds;

  TimeLeft(double nowSeconds) {
    startSeconds = nowSeconds;
    lastSeconds = nowSeconds;
  }

  /** Takes note of how far the work is. */
  void sample(double nowSeconds, double fraction) {
    double seconds = nowSeconds - lastSeconds;
    if (seconds <= 0) {
      return;
    }
    double keep = Math.exp(-seconds / MEMORY_SECONDS);
    weightedFraction = weightedFraction * keep + (fraction - lastFraction);
    weightedSeconds = weightedSeconds * keep + seconds;
    lastSeconds = nowSeconds;
    lastFraction = fraction;
  }

  /** Seconds left; empty while too little is known. */
  OptionalDouble seconds() {
    if (lastSeconds - startSeconds < SETTLING_SECONDS || weightedFraction <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((1 - lastFraction) * weightedSeconds / weightedFraction);
  }
}
