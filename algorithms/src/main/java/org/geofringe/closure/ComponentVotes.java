package org.geofringe.closure;

import static org.geofringe.closure.PairCells.LARGEST_COMPONENT;

import org.jspecify.annotations.Nullable;

/**
 * By how many cycles the cells of each component say that it is off. Each cell whose triplets can
 * be checked has one vote; votes of bands may be merged in any order.
 */
public final class ComponentVotes {

  private static final int REACH = 10;
  private static final int UNDECIDED = 2 * REACH + 1;

  private final long[][] @Nullable [] votes;

  /** No vote yet. */
  ComponentVotes(int pairs) {
    votes = new long[pairs][LARGEST_COMPONENT + 1][];
  }

  /** A cell says that its component is off by so many cycles. */
  void add(int pair, int component, int cycles) {
    row(pair, component)[Math.abs(cycles) <= REACH ? cycles + REACH : UNDECIDED]++;
  }

  /** A cell's triplets do not close, but they do not tell which pair is off. */
  void addUndecided(int pair, int component) {
    row(pair, component)[UNDECIDED]++;
  }

  private long[] row(int pair, int component) {
    long[] row = votes[pair][component];
    if (row == null) {
      row = new long[UNDECIDED + 1];
      votes[pair][component] = row;
    }
    return row;
  }

  /** Adds the votes of another. */
  public void merge(ComponentVotes other) {
    for (int p = 0; p < votes.length; p++) {
      for (int c = 0; c <= LARGEST_COMPONENT; c++) {
        long[] row = other.votes[p][c];
        for (int i = 0; row != null && i < row.length; i++) {
          row(p, c)[i] += row[i];
        }
      }
    }
  }

  /** Cells of a component that voted. */
  long cells(int pair, int component) {
    long[] row = votes[pair][component];
    long sum = 0;
    for (int i = 0; row != null && i < row.length; i++) {
      sum += row[i];
    }
    return sum;
  }

  /** Number of cycles that most cells say; 0 where nobody voted, the least of several. */
  int favourite(int pair, int component) {
    long[] row = votes[pair][component];
    int best = 0;
    for (int size = 1; row != null && size <= REACH; size++) {
      for (int cycles = -size; cycles <= size; cycles += 2 * size) {
        best = row[cycles + REACH] > row[best + REACH] ? cycles : best;
      }
    }
    return best;
  }

  /** Cells of a component that say this number, at most {@value #REACH} up or down. */
  long cells(int pair, int component, int cycles) {
    long[] row = votes[pair][component];
    return row == null ? 0 : row[cycles + REACH];
  }
}
