package org.geofringe.closure;

import java.util.Arrays;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Triplet;

/**
 * Noise per date from triplets. The variance of a triplet's wrapped misclosure is the sum of the
 * variances of its three pairs, and a pair's variance is the sum of what its two dates bring.
 *
 * <p>Put together, a triplet says 2(u_a + u_b + u_c) = v_abc, and dates are solved for at once.
 * Pairs in between would add unknowns (more pairs than independent triplets, always) that only a
 * second least-squares step takes out again. Dates can be told apart where triplets outnumber them;
 * else {@link DateVariances} leaves them near their common mean.
 *
 * <p>The variance is about the mean over cells, so that the noise of the reference place, the same
 * everywhere, does not count.
 */
final class ClosureScore {

  private ClosureScore() {}

  /** Standard deviation per date, rad; NaN for a date in no triplet. */
  static double[] radians(Network network, float[] phases, int cells) {
    Misclosure misclosure = new Misclosure(network);
    TripletStatistics statistics = misclosure.apply(phases, cells, false).statistics();
    List<Triplet> triplets = misclosure.triplets();
    int dates = network.dates().size();
    DateVariances variances = new DateVariances(dates, false);
    boolean[] seen = new boolean[dates];
    for (int t = 0; t < triplets.size(); t++) {
      if (statistics.count(t) < 2) {
        continue;
      }
      double[] row = new double[dates];
      Triplet triplet = triplets.get(t);
      for (int date :
          new int[] {
            network.index(triplet.a()), network.index(triplet.b()), network.index(triplet.c())
          }) {
        row[date] = 2;
        seen[date] = true;
      }
      variances.add(row, statistics.variance(t));
    }
    double[] radians = Arrays.stream(variances.solve()).map(Math::sqrt).toArray();
    for (int date = 0; date < dates; date++) {
      radians[date] = seen[date] ? radians[date] : Double.NaN;
    }
    return radians;
  }
}
