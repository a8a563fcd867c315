package org.geofringe.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.numeric.Robust;

/**
 * Delay per date from the variance over space of each pair: var(φ_ij) = s_i² + s_j² + b·Δt², all
 * unknowns non-negative, over all pairs. The last term takes what unsteady deformation is left.
 * Works without a single triplet.
 *
 * <p>Values beyond four robust standard deviations of a pair count as four: an unwrapping error of
 * one cycle over a part of the scene would otherwise outweigh any atmosphere.
 */
final class PairVarianceScore {

  private static final double LIMIT = 4;

  private PairVarianceScore() {}

  /** Variance over space of each pair, rad²; NaN below two values. */
  static double[] variances(DetrendedPairs detrended, int pairs) {
    double[] variances = new double[pairs];
    for (int p = 0; p < pairs; p++) {
      variances[p] = variance(detrended, p);
    }
    return variances;
  }

  /**
   * Standard deviation per date, rad; NaN for a date none of whose pairs holds two values.
   *
   * @param measured as {@link #variances} gives them
   * @param without dates whose pairs do not count
   */
  static double[] radians(Network network, double[] measured, boolean[] without) {
    int dates = network.dates().size();
    List<Pair> pairs = network.pairs();
    DateVariances variances = new DateVariances(dates, true);
    double longest = pairs.stream().mapToInt(Pair::days).max().orElse(1);
    boolean[] seen = new boolean[dates];
    for (int p = 0; p < pairs.size(); p++) {
      int i = network.index(pairs.get(p).reference());
      int j = network.index(pairs.get(p).secondary());
      if (Double.isNaN(measured[p]) || without[i] || without[j]) {
        continue;
      }
      double[] row = new double[dates + 1];
      row[i] = 1;
      row[j] = 1;
      seen[i] = true;
      seen[j] = true;
      double span = pairs.get(p).days() / longest;
      row[dates] = span * span;
      variances.add(row, measured[p]);
    }
    double[] solved = variances.solve();
    double[] radians = new double[dates];
    for (int date = 0; date < dates; date++) {
      radians[date] = seen[date] ? Math.sqrt(solved[date]) : Double.NaN;
    }
    return radians;
  }

  /**
   * Delay that nearly all pairs of a date hold: its standard deviation, rad, were the lower
   * quartile of their variances all due to the date. NaN for a date with one pair, which may be the
   * other date's.
   */
  static double[] held(Network network, double[] measured, boolean[] without) {
    List<List<Double>> variances = new ArrayList<>();
    network.dates().forEach(date -> variances.add(new ArrayList<>()));
    for (int p = 0; p < measured.length; p++) {
      int i = network.index(network.pairs().get(p).reference());
      int j = network.index(network.pairs().get(p).secondary());
      if (!without[i] && !without[j]) {
        variances.get(i).add(measured[p]);
        variances.get(j).add(measured[p]);
      }
    }
    return DateVariances.lowerQuartiles(variances);
  }

  /** Variance about zero, limited; NaN below two values. */
  private static double variance(DetrendedPairs detrended, int pair) {
    int cells = detrended.cells();
    float[] sizes = new float[cells];
    int count = 0;
    for (int cell = 0; cell < cells; cell++) {
      float phase = detrended.phases()[pair * cells + cell];
      if (!Float.isNaN(phase)) {
        sizes[count++] = Math.abs(phase);
      }
    }
    if (count < 2) {
      return Double.NaN;
    }
    Arrays.sort(sizes, 0, count);
    double limit = LIMIT * Robust.MAD_TO_SIGMA * sizes[count / 2];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double size = Math.min(sizes[k], limit);
      sum += size * size;
    }
    return sum / count;
  }
}
