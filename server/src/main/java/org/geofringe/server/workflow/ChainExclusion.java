package org.geofringe.server.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.run.RunContext;

/**
 * Which dates the whole chain leaves out: the user's, and of the suggested ones those that the
 * method can do without.
 */
final class ChainExclusion {

  private ChainExclusion() {}

  /**
   * The user's dates and, where wanted, those of the suggestions without which the network still
   * joins all other dates.
   *
   * @param noisy what {@link FindNoisyDates} found
   */
  static List<LocalDate> choose(
      Network network, RunFullChain.Parameters p, Result noisy, RunContext context) {
    TreeSet<LocalDate> excluded = new TreeSet<>(p.excludeDates());
    if (p.excludeNoisy()
        && noisy.metrics().get("suggested_exclusions") instanceof List<?> suggested) {
      for (Object text : suggested) {
        LocalDate date = LocalDate.parse(text.toString());
        excluded.add(date);
        if (!suffices(network.pairsWithout(excluded), p.method())) {
          excluded.remove(date);
          context.warn(
              date
                  + " looks noisy but is kept: without it the pairs for "
                  + p.method().name().replace('_', '-')
                  + " do not join all dates.");
        }
      }
    }
    return new ArrayList<>(excluded);
  }

  /** Whether there is anything to close without some dates. */
  static boolean hasTriplets(Network network, List<LocalDate> excluded) {
    List<Pair> pairs = network.pairsWithout(excluded);
    return !pairs.isEmpty() && !new Network(pairs).triplets().isEmpty();
  }

  private static boolean suffices(List<Pair> pairs, EstimateVelocity.Method method) {
    if (pairs.isEmpty()) {
      return false;
    }
    Network left = new Network(pairs);
    return left.components().size() == 1
        && (method != EstimateVelocity.Method.PSI
            || left.sequentialPairs().size() == left.dates().size() - 1);
  }
}
