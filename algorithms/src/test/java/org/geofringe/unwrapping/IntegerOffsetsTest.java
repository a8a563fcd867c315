package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.unwrapping.IntegerOffsets.Vote;
import org.junit.jupiter.api.Test;

class IntegerOffsetsTest {

  /**
   * Tries all offsets that a chain of votes can lead to: some best answer meets the votes of a tree
   * exactly, and no vote asks for more than 2.
   */
  @Property(tries = 60)
  void noOtherOffsetsMeetTheVotesBetter(
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @IntRange(min = 0, max = 9) int edges,
      @ForAll long seed) {
    Random random = new Random(seed);
    Vote[] votes = new Vote[nodes < 2 ? 0 : edges];
    for (int i = 0; i < votes.length; i++) {
      int from = random.nextInt(nodes);
      int to = (from + 1 + random.nextInt(nodes - 1)) % nodes;
      votes[i] = new Vote(from, to, random.nextInt(5) - 2, 1 + random.nextInt(9));
    }
    int[] offsets = IntegerOffsets.solve(nodes, votes, SolverContext.alone());
    assertEquals(best(nodes, votes), cost(offsets, votes));
  }

  private static long best(int nodes, Vote[] votes) {
    long best = Long.MAX_VALUE;
    int[] offsets = new int[nodes];
    int reach = 2 * (nodes - 1);
    int choices = 2 * reach + 1;
    int all = (int) Math.pow(choices, nodes - 1);
    for (int code = 0; code < all; code++) {
      int rest = code;
      for (int node = 1; node < nodes; node++) {
        offsets[node] = rest % choices - reach;
        rest /= choices;
      }
      best = Math.min(best, cost(offsets, votes));
    }
    return best;
  }

  private static long cost(int[] offsets, Vote[] votes) {
    long cost = 0;
    for (Vote vote : votes) {
      cost +=
          vote.weight() * Math.abs(offsets[vote.to()] - offsets[vote.from()] - vote.difference());
    }
    return cost;
  }

  /** Ten thousand regions on a grid, every tenth vote wrong: the right ones win. */
  @Test
  void manyRegionsAreSolvedDespiteWrongVotes() {
    int side = 100;
    Random random = new Random(5);
    int[] truth = new int[side * side];
    for (int i = 1; i < truth.length; i++) {
      truth[i] = random.nextInt(7) - 3;
    }
    Vote[] votes = new Vote[4 * truth.length];
    for (int i = 0; i < votes.length; i++) {
      int from = i % truth.length;
      int to = (from + (i < 2 * truth.length ? 1 : side)) % truth.length;
      int wrong = random.nextInt(10) == 0 ? 1 : 0;
      votes[i] = new Vote(from, to, truth[to] - truth[from] + wrong, 5 + random.nextInt(3));
    }
    int[] offsets = IntegerOffsets.solve(truth.length, votes, SolverContext.alone());
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      right += offsets[i] == truth[i] ? 1 : 0;
    }
    // Eight votes a region, two and two for the same pair: both wrong for most sides is rare.
    assertEquals(truth.length, right, 0.001 * truth.length);
  }

  @Test
  void partsWithoutVotesBetweenThemBeginAtZero() {
    Vote[] votes = {new Vote(2, 1, 4, 1), new Vote(3, 4, -2, 7)};
    assertArrayEquals(
        new int[] {0, 0, -4, 0, -2}, IntegerOffsets.solve(5, votes, SolverContext.alone()));
  }
}
