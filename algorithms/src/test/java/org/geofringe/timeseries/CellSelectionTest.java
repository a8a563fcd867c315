package org.geofringe.timeseries;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import org.geofringe.TestStacks;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.junit.jupiter.api.Test;

class CellSelectionTest {

  private final Network network = TestStacks.chain(3, 2);

  /** Cell 0 coherent in all, 1 not in the long pair, 2 not in a sequential one, 3 no data once. */
  private float[] coherence() {
    float[] coherence = new float[network.pairs().size() * 4];
    Arrays.fill(coherence, 0.5f);
    int along = network.index(network.sequentialPairs().get(1));
    int across = network.index(new Pair(network.dates().get(0), network.dates().get(2)));
    coherence[across * 4 + 1] = 0.49f;
    coherence[along * 4 + 2] = 0.1f;
    coherence[along * 4 + 3] = Float.NaN;
    return coherence;
  }

  @Test
  void onlyTheGivenPairsCount() {
    assertArrayEquals(
        new boolean[] {true, true, false, false},
        CellSelection.coherentInAll(network, coherence(), 4, network.sequentialPairs(), 0.5));
    assertArrayEquals(
        new boolean[] {true, false, false, false},
        CellSelection.coherentInAll(network, coherence(), 4, network.pairs(), 0.5));
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertRefused(
        "threshold must be within 0 to 1, got 1.5",
        () -> CellSelection.coherentInAll(network, coherence(), 4, network.pairs(), 1.5));
    assertRefused(
        "coherence of 3 pairs x 5 cells expected, got 12",
        () -> CellSelection.coherentInAll(network, coherence(), 5, network.pairs(), 0.5));
    Pair stranger = Pair.parse("20300101_20300201");
    assertRefused(
        "pair 20300101_20300201 is not in the network",
        () -> CellSelection.coherentInAll(network, coherence(), 4, List.of(stranger), 0.5));
  }
}
