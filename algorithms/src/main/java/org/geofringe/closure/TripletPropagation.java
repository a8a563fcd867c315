package org.geofringe.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers of the pairs that add up, around each triplet, to the cycles seen there: one
 * solution of C e = n, and what else is free.
 *
 * <p>Whole cycles of dates cancel in every triplet, so the pairs of a tree that joins the dates may
 * be given 0. A triplet with two known pairs gives the third; where none is left, a pair is made a
 * free unknown, which later triplets may settle. An unknown that stays free goes around a loop of
 * dates that no triplets fill.
 */
final class TripletPropagation {

  private final int[][] triplets;
  private final boolean[] known;

  /** Of each pair: a constant, and how often each free unknown counts. */
  private final int[][] values;

  private int unknowns;

  /**
   * @param pairs number of pairs
   * @param triplets places of the pairs ab, bc and ac of each triplet
   */
  private TripletPropagation(int pairs, int[][] triplets) {
    this.triplets = triplets;
    this.known = new boolean[pairs];
    this.values = new int[pairs][1];
  }

  /**
   * One solution, and what may be added to it beside cycles of dates.
   *
   * @param cycles of each pair
   * @param loops cycles of each pair that change no triplet and are not those of dates; often none
   */
  record Solution(int[] cycles, List<int[]> loops) {}

  /**
   * Solves C e = n.
   *
   * @param pairs number of pairs
   * @param tree pairs that join all dates without a loop
   * @param triplets places of the pairs ab, bc and ac of each triplet
   * @param seen n: e_ab + e_bc - e_ac of each triplet
   * @return null where no whole numbers do, or only by halves
   */
  static @Nullable Solution solve(int pairs, int[] tree, int[][] triplets, int[] seen) {
    TripletPropagation propagation = new TripletPropagation(pairs, triplets);
    for (int pair : tree) {
      propagation.known[pair] = true;
    }
    return propagation.run(seen) ? propagation.solution() : null;
  }

  private boolean run(int[] seen) {
    boolean[] done = new boolean[triplets.length];
    for (int left = triplets.length; left > 0; ) {
      int before = left;
      for (int t = 0; t < triplets.length; t++) {
        int open = done[t] ? 3 : unknownPairs(triplets[t]);
        if (open <= 1) {
          done[t] = true;
          left--;
          if (open == 1) {
            derive(triplets[t], seen[t]);
          } else if (!settle(triplets[t], seen[t])) {
            return false;
          }
        }
      }
      if (left == before) {
        free();
      }
    }
    return true;
  }

  private int unknownPairs(int[] triplet) {
    int count = 0;
    for (int pair : triplet) {
      count += known[pair] ? 0 : 1;
    }
    return count;
  }

  /** Gives the one unknown pair of a triplet its value. */
  private void derive(int[] triplet, int seen) {
    int missing = !known[triplet[0]] ? 0 : !known[triplet[1]] ? 1 : 2;
    int[] sum = sum(triplet, seen);
    int sign = missing == 2 ? 1 : -1;
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= sign;
    }
    values[triplet[missing]] = sum;
    known[triplet[missing]] = true;
  }

  /** e_ab + e_bc - e_ac - n; unknown pairs count 0. */
  private int[] sum(int[] triplet, int seen) {
    int[] sum = new int[unknowns + 1];
    sum[0] = -seen;
    for (int k = 0; k < 3; k++) {
      int[] value = values[triplet[k]];
      for (int i = 0; known[triplet[k]] && i < value.length; i++) {
        sum[i] += k == 2 ? -value[i] : value[i];
      }
    }
    return sum;
  }

  /** A triplet whose pairs are all known holds, settles a free unknown, or contradicts. */
  private boolean settle(int[] triplet, int seen) {
    int[] sum = sum(triplet, seen);
    int one = -1;
    boolean any = false;
    for (int i = 1; i < sum.length; i++) {
      any |= sum[i] != 0;
      one = Math.abs(sum[i]) == 1 ? i : one;
    }
    if (!any) {
      return sum[0] == 0;
    }
    if (one < 0) {
      return false;
    }
    int sign = sum[one];
    for (int[] value : values) {
      int times = one < value.length ? value[one] * sign : 0;
      for (int i = 0; times != 0 && i < value.length; i++) {
        value[i] -= times * sum[i];
      }
    }
    return true;
  }

  private void free() {
    int first = 0;
    while (known[first]) {
      first++;
    }
    known[first] = true;
    unknowns++;
    for (int p = 0; p < values.length; p++) {
      values[p] = Arrays.copyOf(values[p], unknowns + 1);
    }
    values[first][unknowns] = 1;
  }

  private Solution solution() {
    int[] cycles = new int[values.length];
    for (int p = 0; p < cycles.length; p++) {
      cycles[p] = values[p][0];
    }
    List<int[]> loops = new ArrayList<>();
    for (int u = 1; u <= unknowns; u++) {
      int[] loop = new int[values.length];
      boolean any = false;
      for (int p = 0; p < loop.length; p++) {
        loop[p] = u < values[p].length ? values[p][u] : 0;
        any |= loop[p] != 0;
      }
      if (any) {
        loops.add(loop);
      }
    }
    return new Solution(cycles, loops);
  }
}
