package org.geofringe.closure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * The rule that suggests dates to leave out: an outlier in at least two of the three scores, in the
 * order of the joint rank, at most a third of the dates, and never one without which the network
 * would fall apart or another date would lose its last pair.
 */
final class Exclusion {

  private static final int AGREEING_SCORES = 2;
  private static final int PART = 3;

  private Exclusion() {}

  static NoisyDates.Result suggest(Network network, List<DateScore> scores) {
    List<LocalDate> suggested = new ArrayList<>();
    List<LocalDate> kept = new ArrayList<>();
    List<DateScore> candidates =
        scores.stream()
            .filter(score -> score.outlierIn() >= AGREEING_SCORES)
            .sorted(Comparator.comparingInt(DateScore::rank))
            .toList();
    for (DateScore candidate : candidates) {
      if (suggested.size() >= network.dates().size() / PART) {
        break;
      }
      suggested.add(candidate.date());
      if (!holds(network, suggested)) {
        suggested.remove(candidate.date());
        kept.add(candidate.date());
      }
    }
    return new NoisyDates.Result(scores, List.copyOf(suggested), List.copyOf(kept));
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
