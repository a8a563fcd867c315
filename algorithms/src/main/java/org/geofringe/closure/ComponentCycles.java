package org.geofringe.closure;

import static org.geofringe.closure.PairCells.LARGEST_COMPONENT;

import java.util.ArrayList;
import java.util.List;

/**
 * By how many cycles each component of each pair is off, as its cells have voted. Immutable.
 *
 * <p>A component is put right where at least {@value #LEAST_MAJORITY} of its votes agree and at
 * least {@value #LEAST_TURNOUT} of its cells could vote; else it stays as it is, and is told where
 * most of its votes were not for that.
 */
public final class ComponentCycles {

  static final double LEAST_MAJORITY = 2.0 / 3;
  static final double LEAST_TURNOUT = 0.1;

  private final int[][] cycles;
  private final List<Moved> moved;
  private final int contested;

  private ComponentCycles(int[][] cycles, List<Moved> moved, int contested) {
    this.cycles = cycles;
    this.moved = List.copyOf(moved);
    this.contested = contested;
  }

  /**
   * A component that is off.
   *
   * @param pair place of the pair in the network
   * @param component its number
   * @param cells how many cells it has
   * @param cycles how many cycles too many it holds; not 0
   */
  public record Moved(int pair, int component, long cells, int cycles) {}

  /** No component is off. */
  public static ComponentCycles none(int pairs) {
    return new ComponentCycles(new int[pairs][LARGEST_COMPONENT + 1], List.of(), 0);
  }

  /**
   * These and what a further vote says, which was held with these taken away.
   *
   * @param votes not modified
   * @param statistics sizes of the components; not modified
   * @param weights which components hold the reference and so never move
   */
  ComponentCycles with(
      ComponentVotes votes, ComponentStatistics statistics, ComponentWeights weights) {
    int[][] sum = new int[cycles.length][];
    List<Moved> all = new ArrayList<>();
    int open = 0;
    for (int p = 0; p < cycles.length; p++) {
      sum[p] = cycles[p].clone();
      for (int c = 1; c <= LARGEST_COMPONENT; c++) {
        int favourite = votes.favourite(p, c);
        long voted = votes.cells(p, c);
        boolean clear =
            votes.cells(p, c, favourite) >= LEAST_MAJORITY * voted
                && voted >= LEAST_TURNOUT * statistics.cells(p, c);
        if (clear && !weights.isReference(p, c)) {
          sum[p][c] += favourite;
        } else if (!clear && votes.cells(p, c, 0) < LEAST_MAJORITY * voted) {
          open++;
        }
        if (sum[p][c] != 0) {
          all.add(new Moved(p, c, statistics.cells(p, c), sum[p][c]));
        }
      }
    }
    return new ComponentCycles(sum, all, open);
  }

  /** How many cycles too many a component holds. */
  int cycles(int pair, int component) {
    return cycles[pair][component];
  }

  /** All components that are off, by pair and number. */
  public List<Moved> moved() {
    return moved;
  }

  /** Components that do not fit and of which it is not clear what is right. */
  public int contested() {
    return contested;
  }

  /** Whether both move the same components by the same cycles. */
  public boolean sameAs(ComponentCycles other) {
    return moved.equals(other.moved);
  }
}
