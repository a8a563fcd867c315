package org.geofringe.closure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.geofringe.network.Network;

/**
 * Whether it is clear which pairs are off, when the loops of a network are known to be: many sets
 * of pairs explain the same loops, and all follow from one by moving dates. Each wrong pair counts
 * the same. The fewest are taken, and a pair is named only where every explanation without it, or
 * with another number for it, needs more wrong pairs.
 *
 * <p>The same holds for any quantity that adds up along the pairs of a loop, such as slopes: then
 * the numbers are the signs of what the pairs hold. Not safe between threads.
 */
public final class CycleEvidence {

  /** Marks a pair that is not there. */
  public static final byte MISSING = Byte.MIN_VALUE;

  private static final int LARGEST = 4096;

  private final CycleMoves moves;
  private final Map<Pattern, byte[]> known = new HashMap<>();

  public CycleEvidence(Network network) {
    int[] from =
        network.pairs().stream().mapToInt(pair -> network.index(pair.reference())).toArray();
    int[] to = network.pairs().stream().mapToInt(pair -> network.index(pair.secondary())).toArray();
    moves = new CycleMoves(network.dates().size(), from, to);
  }

  private record Pattern(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pattern pattern && Arrays.equals(bytes, pattern.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * What is clear of an explanation.
   *
   * @param cycles how many cycles too many each pair holds, or {@link #MISSING}, pairs in the
   *     network's order; not modified
   * @return of the fewest cycles that explain the same loops, those of the pairs that are clear,
   *     and 0 for the others; not to be modified
   */
  public byte[] clear(byte[] cycles) {
    byte[] answer = known.get(new Pattern(cycles));
    if (answer == null) {
      answer = judge(cycles);
      // In noise no two cells are alike: beyond this the answers only grow.
      if (known.size() >= LARGEST) {
        known.clear();
      }
      known.put(new Pattern(cycles.clone()), answer);
    }
    return answer;
  }

  private byte[] judge(byte[] cycles) {
    int[] members = IntStream.range(0, cycles.length).filter(p -> cycles[p] != MISSING).toArray();
    int[] fewest = Arrays.stream(members).map(p -> cycles[p]).toArray();
    byte[] clear = new byte[cycles.length];
    byte[] weights = new byte[cycles.length];
    Arrays.fill(weights, (byte) 1);
    if (moves.isStrictlyLeast(members, fewest)) {
      for (int i = 0; i < members.length; i++) {
        clear[members[i]] = (byte) fewest[i];
      }
      return clear;
    }
    moves.lower(members, weights, fewest);
    boolean[] decided = moves.decide(members, weights, fewest, 1);
    for (int i = 0; i < members.length; i++) {
      clear[members[i]] = (byte) (decided[i] ? fewest[i] : 0);
    }
    return clear;
  }
}
