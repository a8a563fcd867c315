package org.geofringe.server.vector;

import org.geofringe.network.Pair;

/**
 * A pair as the network's layer and plot show it.
 *
 * @param pair the two dates
 * @param referenceBaseline perpendicular baseline of the reference date against the first date, m;
 *     0 where it is unknown
 * @param secondaryBaseline the same of the secondary date
 * @param coherence mean coherence, 0 to 1; NaN where it is unknown
 * @param excluded whether the pair is left out of the inversion
 */
public record NetworkEdge(
    Pair pair,
    double referenceBaseline,
    double secondaryBaseline,
    double coherence,
    boolean excluded) {

  public NetworkEdge {
    if (!Double.isFinite(referenceBaseline) || !Double.isFinite(secondaryBaseline)) {
      throw new IllegalArgumentException(
          "baselines of "
              + pair
              + " must be finite, got "
              + referenceBaseline
              + " and "
              + secondaryBaseline);
    }
    if (coherence < 0 || coherence > 1) {
      throw new IllegalArgumentException(
          "coherence of " + pair + " must be 0 to 1 or NaN, got " + coherence);
    }
  }
}
