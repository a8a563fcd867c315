package org.geofringe.closure;

import java.util.ArrayList;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Triplet;
import org.geofringe.numeric.Robust;

/**
 * Correlation between the two pairs of a triplet that share a date, taken positive where it has the
 * sign that a delay of that date predicts: the same sign where the date stands on the same side of
 * both pairs (a in ab and ac, c in bc and ac), the opposite where it does not (b in ab and bc).
 *
 * <p>For dates with delay variances s² the expected value for a is s_a² / √((s_a² + s_b²)(s_a² +
 * s_c²)): 0.5 where all are alike, 0.94 for a delay four times the others', towards 0 for a date
 * beside a noisy one. The score is the median over the date's triplets.
 */
final class CorrelationScore {

  private static final int FEWEST_CELLS = 10;

  private CorrelationScore() {}

  /** The correlations of each triplet that the delays of its dates a, b and c predict positive. */
  static double[][] correlations(
      Network network, DetrendedPairs detrended, Runnable checkCancelled) {
    List<Triplet> triplets = network.triplets();
    double[][] correlations = new double[triplets.size()][];
    for (int t = 0; t < correlations.length; t++) {
      checkCancelled.run();
      int[] pairs = network.pairIndices(triplets.get(t));
      correlations[t] =
          new double[] {
            correlation(detrended, pairs[0], pairs[2]),
            -correlation(detrended, pairs[0], pairs[1]),
            correlation(detrended, pairs[1], pairs[2])
          };
    }
    return correlations;
  }

  /**
   * Median correlation per date; NaN for a date in no triplet.
   *
   * @param measured as {@link #correlations} gives them
   * @param without dates whose triplets do not count
   */
  static double[] medians(Network network, double[][] measured, boolean[] without) {
    List<List<Double>> correlations = new ArrayList<>();
    for (int date = 0; date < network.dates().size(); date++) {
      correlations.add(new ArrayList<>());
    }
    List<Triplet> triplets = network.triplets();
    for (int t = 0; t < measured.length; t++) {
      Triplet triplet = triplets.get(t);
      int[] dates = {
        network.index(triplet.a()), network.index(triplet.b()), network.index(triplet.c())
      };
      if (!without[dates[0]] && !without[dates[1]] && !without[dates[2]]) {
        for (int i = 0; i < 3; i++) {
          correlations.get(dates[i]).add(measured[t][i]);
        }
      }
    }
    return correlations.stream()
        .mapToDouble(of -> Robust.median(of.stream().mapToDouble(Double::doubleValue).toArray()))
        .toArray();
  }

  /** Pearson's correlation over cells that both pairs hold; NaN where there are too few. */
  private static double correlation(DetrendedPairs detrended, int first, int second) {
    int cells = detrended.cells();
    float[] phases = detrended.phases();
    int count = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int cell = 0; cell < cells; cell++) {
      double u = phases[first * cells + cell];
      double v = phases[second * cells + cell];
      if (!Double.isNaN(u) && !Double.isNaN(v)) {
        count++;
        x += u;
        y += v;
        xx += u * u;
        yy += v * v;
        xy += u * v;
      }
    }
    if (count < FEWEST_CELLS) {
      return Double.NaN;
    }
    double power = (xx - x * x / count) * (yy - y * y / count);
    return power > 0 ? (xy - x * y / count) / Math.sqrt(power) : Double.NaN;
  }
}
