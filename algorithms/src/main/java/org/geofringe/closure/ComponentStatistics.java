package org.geofringe.closure;

import static org.geofringe.closure.PairCells.LARGEST_COMPONENT;

/**
 * How large and how coherent each connected component of each pair is. Sums are kept as whole
 * multiples of 2^-24, so that bands may be merged in any order.
 */
public final class ComponentStatistics {

  private static final float SCALE = 1 << 24;

  private final int pairs;
  private final long[][] cells;
  private final long[][] coherence;

  /** Statistics of no cell yet. */
  public ComponentStatistics(int pairs) {
    this.pairs = pairs;
    this.cells = new long[pairs][LARGEST_COMPONENT + 1];
    this.coherence = new long[pairs][LARGEST_COMPONENT + 1];
  }

  /** Adds cells. */
  public void add(PairCells block) {
    float[] known = block.coherence();
    for (int p = 0; p < pairs; p++) {
      for (int i = p * block.cells(); i < (p + 1) * block.cells(); i++) {
        int component = block.component(i);
        cells[p][component] += Float.isNaN(block.phases()[i]) ? 0 : 1;
        if (known.length > 0 && !Float.isNaN(known[i])) {
          coherence[p][component] += (int) (known[i] * SCALE);
        }
      }
    }
  }

  /** Adds the cells of another. */
  public void merge(ComponentStatistics other) {
    for (int p = 0; p < pairs; p++) {
      for (int c = 0; c <= LARGEST_COMPONENT; c++) {
        cells[p][c] += other.cells[p][c];
        coherence[p][c] += other.coherence[p][c];
      }
    }
  }

  /** Cells of a component; of component 0 those with phase that are in none. */
  public long cells(int pair, int component) {
    return cells[pair][component];
  }

  /** Cells of a pair that hold a phase. */
  public long cells(int pair) {
    long sum = 0;
    for (long count : cells[pair]) {
      sum += count;
    }
    return sum;
  }

  /** Mean coherence of a component, 0 to 1; 0 where it is not known. */
  double meanCoherence(int pair, int component) {
    return cells[pair][component] == 0
        ? 0
        : coherence[pair][component] / (double) SCALE / cells[pair][component];
  }

  /** Share of a pair's cells in components that are in this one, 0 to 1. */
  double share(int pair, int component) {
    long all = cells(pair) - cells[pair][0];
    return all == 0 ? 0 : cells[pair][component] / (double) all;
  }
}
