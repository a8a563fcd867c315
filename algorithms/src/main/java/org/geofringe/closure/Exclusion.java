package org.geofringe.closure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * The rule that suggests dates to leave out: an outlier in at least two of the three scores, one
 * date at a time in the order of the joint rank, at most a third of the dates (rounded up), and
 * never one without which the network would fall apart or another date would lose its last pair.
 */
final class Exclusion {

  private static final int AGREEING_SCORES = 2;
  private static final double PART = 3;

  private Exclusion() {}

  /**
   * Applies the rule.
   *
   * @param judge scores all dates as if some were not there; what it says of those does not matter
   */
  static NoisyDates.Result suggest(Network network, Function<boolean[], List<DateScore>> judge) {
    int dates = network.dates().size();
    List<LocalDate> suggested = new ArrayList<>();
    List<LocalDate> kept = new ArrayList<>();
    boolean[] without = new boolean[dates];
    DateScore[] scores = new DateScore[dates];
    int named = 0;
    boolean found = true;
    while (found) {
      List<DateScore> left = judge.apply(without.clone());
      int worst = -1;
      for (int i = 0; i < dates; i++) {
        if (!without[i]) {
          scores[i] = left.get(i);
          boolean candidate = scores[i].outlierIn() >= AGREEING_SCORES || scores[i].alone();
          worst = candidate && (worst < 0 || scores[i].rank() < scores[worst].rank()) ? i : worst;
        }
      }
      found = worst >= 0 && suggested.size() < Math.ceil(dates / PART);
      if (found) {
        LocalDate date = network.dates().get(worst);
        suggested.add(date);
        without[worst] = true;
        scores[worst] = scores[worst].withRank(++named);
        if (!holds(network, suggested)) {
          suggested.remove(date);
          kept.add(date);
        }
      }
    }
    return new NoisyDates.Result(
        ranked(scores, without, named), List.copyOf(suggested), List.copyOf(kept));
  }

  /** Ranks those that were not named behind those that were. */
  private static List<DateScore> ranked(DateScore[] scores, boolean[] named, int count) {
    int rank = count;
    DateScore[] ranked = scores.clone();
    List<Integer> rest =
        IntStream.range(0, scores.length)
            .filter(i -> !named[i])
            .boxed()
            .sorted(Comparator.comparingInt(i -> scores[i].rank()))
            .toList();
    for (int i : rest) {
      ranked[i] = scores[i].withRank(++rank);
    }
    return List.of(ranked);
  }

  private static boolean holds(Network network, List<LocalDate> excluded) {
    List<Pair> pairs = network.pairsWithout(excluded);
    if (pairs.isEmpty()) {
      return false;
    }
    Network left = new Network(pairs);
    return left.dates().size() == network.dates().size() - excluded.size()
        && left.components().size() <= network.components().size();
  }
}
