package org.geofringe.sentinel1;

import java.util.Locale;

/**
 * The name of a place that bursts of every pass share.
 *
 * @param relativeOrbit 1 to 175; the orbit at the start of the pass's first burst past the equator
 * @param number ESA's burst number within the cycle, counted over all swaths from 1
 * @param swath {@code IW1}, {@code IW2} or {@code IW3}
 */
public record BurstId(int relativeOrbit, int number, String swath) implements Comparable<BurstId> {

  @Override
  public int compareTo(BurstId other) {
    int bySwath = swath.compareTo(other.swath);
    return bySwath != 0 ? bySwath : Integer.compare(number, other.number);
  }

  /** As in {@code t064_135518_iw1}, the way burst products of others are named. */
  @Override
  public String toString() {
    return "t%03d_%06d_%s".formatted(relativeOrbit, number, swath.toLowerCase(Locale.ROOT));
  }
}
