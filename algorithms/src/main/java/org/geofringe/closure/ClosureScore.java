package org.geofringe.closure;

import java.util.ArrayList;
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

  /**
   * Variance of each triplet's wrapped misclosure, rad²; NaN where fewer than two cells have one.
   */
  static double[] variances(Network network, float[] phases, int cells) {
    TripletStatistics statistics = new Misclosure(network).apply(phases, cells, false).statistics();
    double[] variances = new double[statistics.triplets()];
    for (int t = 0; t < variances.length; t++) {
      variances[t] = statistics.count(t) < 2 ? Double.NaN : statistics.variance(t);
    }
    return variances;
  }

  /**
   * Standard deviation per date, rad; NaN for a date in no triplet.
   *
   * @param measured as {@link #variances} gives them
   * @param without dates whose triplets do not count
   */
  static double[] radians(Network network, double[] measured, boolean[] without) {
    List<Triplet> triplets = network.triplets();
    int dates = network.dates().size();
    DateVariances variances = new DateVariances(dates, false);
    boolean[] seen = new boolean[dates];
    for (int t = 0; t < triplets.size(); t++) {
      Triplet triplet = triplets.get(t);
      int a = network.index(triplet.a());
      int b = network.index(triplet.b());
      int c = network.index(triplet.c());
      if (Double.isNaN(measured[t]) || without[a] || without[b] || without[c]) {
        continue;
      }
      double[] row = new double[dates];
      for (int date : new int[] {a, b, c}) {
        row[date] = 2;
        seen[date] = true;
      }
      variances.add(row, measured[t]);
    }
    double[] radians = Arrays.stream(variances.solve()).map(Math::sqrt).toArray();
    for (int date = 0; date < dates; date++) {
      radians[date] = seen[date] ? radians[date] : Double.NaN;
    }
    return radians;
  }

  /**
   * Noise that nearly all triplets of a date hold: its standard deviation, rad, were the lower
   * quartile of their variances all due to the date. A pair that is bad by itself is in fewer.
   */
  static double[] held(Network network, double[] measured, boolean[] without) {
    List<List<Double>> variances = new ArrayList<>();
    network.dates().forEach(date -> variances.add(new ArrayList<>()));
    List<Triplet> triplets = network.triplets();
    for (int t = 0; t < measured.length; t++) {
      Triplet triplet = triplets.get(t);
      int a = network.index(triplet.a());
      int b = network.index(triplet.b());
      int c = network.index(triplet.c());
      if (!without[a] && !without[b] && !without[c]) {
        variances.get(a).add(measured[t] / 2);
        variances.get(b).add(measured[t] / 2);
        variances.get(c).add(measured[t] / 2);
      }
    }
    return DateVariances.lowerQuartiles(variances);
  }
}
