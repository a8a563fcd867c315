package org.geofringe.sentinel1;

import java.util.Arrays;

/**
 * A burst of a pass, and where its samples are.
 *
 * @param product that holds it
 * @param swath that it is of
 * @param index within the swath
 */
public record PassBurst(SafeProduct product, Swath swath, int index) {

  public Burst burst() {
    return swath.bursts().get(index);
  }

  /** How many lines hold samples. */
  public long validLines() {
    return Arrays.stream(burst().firstValidSample()).filter(first -> first >= 0).count();
  }
}
