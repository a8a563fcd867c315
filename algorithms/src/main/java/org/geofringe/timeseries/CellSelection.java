package org.geofringe.timeseries;

import java.util.Arrays;
import java.util.Collection;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * The cells that persistent-scatterer methods keep: coherent in every pair that is used. PSI asks
 * it of the sequential pairs, PSI-SBAS of all pairs.
 */
public final class CellSelection {

  private CellSelection() {}

  /**
   * Cells that are coherent in each of some pairs.
   *
   * @param network gives the order of the block
   * @param coherence 0..1; pair p of the network's order at {@code p * cells}; NaN counts as
   *     incoherent; not modified
   * @param cells number of cells
   * @param pairs the pairs to look at, all of the network
   * @param threshold least coherence, 0..1
   * @return true where a cell is kept
   * @throws IllegalArgumentException where a pair is not in the network, the block has another
   *     length or the threshold is out of range
   */
  public static boolean[] coherentInAll(
      Network network, float[] coherence, int cells, Collection<Pair> pairs, double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be within 0 to 1, got " + threshold);
    }
    if (coherence.length != (long) network.pairs().size() * cells) {
      throw new IllegalArgumentException(
          "coherence of "
              + network.pairs().size()
              + " pairs x "
              + cells
              + " cells expected, got "
              + coherence.length);
    }
    boolean[] kept = new boolean[cells];
    Arrays.fill(kept, true);
    for (Pair pair : pairs) {
      int index = network.index(pair);
      if (index < 0) {
        throw new IllegalArgumentException("pair " + pair + " is not in the network");
      }
      for (int cell = 0; cell < cells; cell++) {
        kept[cell] &= coherence[index * cells + cell] >= threshold;
      }
    }
    return kept;
  }
}
