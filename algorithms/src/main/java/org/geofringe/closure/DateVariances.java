package org.geofringe.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.geofringe.numeric.NonNegativeLeastSquares;
import org.geofringe.numeric.Robust;

/**
 * A system of equations for non-negative variances of dates. A weak row per date draws it to the
 * common level: it decides only what the observations leave open (a network without odd loops
 * cannot tell a noisy date from quiet neighbours), and makes the solution unique.
 */
final class DateVariances {

  private static final double PRIOR_WEIGHT = 0.1;

  private final int dates;
  private final int unknowns;
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> observations = new ArrayList<>();

  /**
   * A system without equations.
   *
   * @param dates number of dates, the first unknowns
   * @param deformation whether one more unknown, not drawn to anything, follows them
   */
  DateVariances(int dates, boolean deformation) {
    this.dates = dates;
    unknowns = deformation ? dates + 1 : dates;
  }

  /** Root of the lower quartile of the variances of each date; NaN where it has fewer than two. */
  static double[] lowerQuartiles(List<List<Double>> variances) {
    return variances.stream()
        .mapToDouble(
            of -> {
              double[] known =
                  of.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).sorted().toArray();
              return known.length < 2 ? Double.NaN : Math.sqrt(known[known.length / 4]);
            })
        .toArray();
  }

  /** Adds the equation row · x = variance. */
  void add(double[] row, double variance) {
    rows.add(row);
    observations.add(variance);
  }

  /** Solves for all unknowns; without equations all are zero. */
  double[] solve() {
    if (rows.isEmpty()) {
      return new double[unknowns];
    }
    double level = level();
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size() + unknowns, unknowns);
    double[] right = new double[rows.size() + unknowns];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < unknowns; j++) {
        matrix.set(i, j, rows.get(i)[j]);
      }
      right[i] = observations.get(i);
    }
    for (int j = 0; j < unknowns; j++) {
      matrix.set(rows.size() + j, j, PRIOR_WEIGHT);
      right[rows.size() + j] = j < dates ? PRIOR_WEIGHT * level : 0;
    }
    return NonNegativeLeastSquares.solve(matrix, right);
  }

  /** The variance of a date, were all dates alike and nothing else there: a median over rows. */
  private double level() {
    double[] levels = new double[rows.size()];
    for (int i = 0; i < levels.length; i++) {
      double sum = Arrays.stream(rows.get(i), 0, dates).sum();
      levels[i] = observations.get(i) / sum;
    }
    return Robust.median(levels);
  }
}
