package org.geofringe.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How sure each pair is of the cycles between its components, as unwrapping set them against each
 * other across gaps. Empty where it did not tell.
 */
public final class ComponentBridges {

  /** Of a sure bridge, in nats; more makes no difference. */
  private static final double SURE = 6;

  private final List<List<Bridge>> bridges = new ArrayList<>();

  private record Bridge(int from, int to, double nats) {}

  /** No bridges yet. */
  public ComponentBridges(int pairs) {
    for (int p = 0; p < pairs; p++) {
      bridges.add(new ArrayList<>());
    }
  }

  /**
   * Adds a bridge.
   *
   * @param pair place of the pair in the network
   * @param from component at one side
   * @param to component at the other
   * @param certainty 0 to 1: tanh of half the logarithm of how much likelier its whole number is
   *     than the next
   */
  public void add(int pair, int from, int to, double certainty) {
    double sure = Math.tanh(SURE / 2);
    double bounded = Math.max(0, Math.min(sure, certainty));
    double nats = Math.log((1 + bounded) / (1 - bounded));
    bridges.get(pair).add(new Bridge(from, to, nats));
  }

  /**
   * How sure the cycles between one component and each other are: of the weakest bridge on the
   * surest way, nats from 0 to {@value #SURE}.
   *
   * @return by component number; NaN where no way is known
   */
  double[] nats(int pair, int reference) {
    double[] nats = new double[PairCells.LARGEST_COMPONENT + 1];
    Arrays.fill(nats, Double.NaN);
    if (reference <= 0) {
      return nats;
    }
    nats[reference] = SURE;
    boolean better = true;
    while (better) {
      better = false;
      for (Bridge bridge : bridges.get(pair)) {
        better |= pass(nats, bridge.from, bridge.to, bridge.nats);
        better |= pass(nats, bridge.to, bridge.from, bridge.nats);
      }
    }
    return nats;
  }

  private static boolean pass(double[] nats, int from, int to, double over) {
    if (from >= nats.length || to >= nats.length || Double.isNaN(nats[from])) {
      return false;
    }
    double reached = Math.min(nats[from], over);
    boolean better = Double.isNaN(nats[to]) || reached > nats[to];
    if (better) {
      nats[to] = reached;
    }
    return better;
  }
}
