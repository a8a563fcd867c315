package org.geofringe.timeseries;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The normal equations of many cells at once: one vector of lanes per matrix entry, a cell to a
 * lane.
 *
 * <p>With dates in order, entry (i, j) of the normal matrix is zero unless some pair spans at least
 * |i - j| dates, so elimination (LDLᵀ, no square roots, no pivoting: the matrix is positive
 * definite) stays within a band. Lanes never branch and never mix: a missing pair is a phase of 0
 * with weight 0.
 *
 * <p>Each vector of lanes is an array of its own and every loop runs over the same index in all of
 * them, because that is what the JDK's compiler turns into vector instructions; offsets into one
 * shared array it must suspect of overlapping, and leaves scalar.
 */
final class BandedLanes {

  /** A residual below this is no sign of a whole cycle, which leaves more in most networks; rad. */
  static final double PLAIN = 1;

  /** Nor is one below so many standard deviations of the phase. */
  static final double SIGMAS = 3;

  private final int lanes;
  private final int unknowns;
  private final int bandwidth;
  private final int[] reference;
  private final int[] secondary;

  private final double[][] phase;
  private final double[][] valid;
  private final double[][] weight;

  /** Entry (i, i - k) at [i][k]; after elimination L below the diagonal and 1/D on it. */
  private final double[][][] band;

  /** Right side, then solution; element 0 belongs to the first date and stays zero. */
  private final double[][] solution;

  private final double[][] factors;
  private final double[] scratch;
  private final double[] fitted;
  private final double[] used;
  private final double[] joined;

  /** The pairs whose secondary is date k + 1, at [k]. */
  private final int[][] backwardPairs;

  private final ResidualLanes residual;

  /**
   * Room for one group of cells.
   *
   * @param dates number of dates
   * @param reference index of the reference date of each pair
   * @param secondary index of the secondary date of each pair, larger
   * @param lanes cells per group
   */
  BandedLanes(int dates, int[] reference, int[] secondary, int lanes) {
    this.lanes = lanes;
    this.reference = reference;
    this.secondary = secondary;
    unknowns = dates - 1;
    int span = 0;
    for (int p = 0; p < reference.length; p++) {
      if (reference[p] > 0) {
        span = Math.max(span, secondary[p] - reference[p]);
      }
    }
    bandwidth = span;
    phase = new double[reference.length][lanes];
    valid = new double[reference.length][lanes];
    weight = new double[reference.length][lanes];
    band = new double[dates][bandwidth + 1][lanes];
    solution = new double[dates][lanes];
    factors = new double[bandwidth + 1][lanes];
    scratch = new double[lanes];
    fitted = new double[dates];
    used = new double[lanes];
    joined = new double[lanes];
    backwardPairs = new int[unknowns][];
    for (int k = 0; k < unknowns; k++) {
      int date = k + 1;
      backwardPairs[k] =
          IntStream.range(0, secondary.length).filter(p -> secondary[p] == date).toArray();
    }
    residual = new ResidualLanes(lanes);
  }

  /** Number of dates but the first. */
  int unknowns() {
    return unknowns;
  }

  /** Phases of a pair in rad, 0 where missing; to be filled by the caller. */
  double[] phase(int pair) {
    return phase[pair];
  }

  /** 1 where the pair has a phase, else 0; to be filled by the caller. */
  double[] valid(int pair) {
    return valid[pair];
  }

  /** Weights of a pair, 0 where missing; to be filled by the caller. */
  double[] weight(int pair) {
    return weight[pair];
  }

  /** Counts the pairs that have a phase and looks for dates without a pair to an earlier one. */
  void count() {
    Arrays.fill(used, 0);
    Arrays.fill(joined, 1);
    for (int[] backward : backwardPairs) {
      Arrays.fill(scratch, 0);
      for (int pair : backward) {
        plus(scratch, valid[pair]);
      }
      plus(used, scratch);
      minimum(joined, scratch);
    }
  }

  /** Number of pairs that have a phase, after {@link #count}. */
  float pairsUsed(int lane) {
    return (float) used[lane];
  }

  /**
   * Whether every date has a pair to an earlier one, after {@link #count}: then all dates hang
   * together. Without that they may still.
   */
  boolean surelyConnected(int lane) {
    return joined[lane] > 0;
  }

  /** Builds normal matrix and right side. */
  void assemble() {
    for (double[][] row : band) {
      for (double[] entry : row) {
        Arrays.fill(entry, 0);
      }
    }
    for (double[] entry : solution) {
      Arrays.fill(entry, 0);
    }
    for (int p = 0; p < reference.length; p++) {
      int i = reference[p];
      int j = secondary[p];
      times(scratch, weight[p], phase[p]);
      plus(band[j][0], weight[p]);
      plus(solution[j], scratch);
      if (i > 0) {
        plus(band[i][0], weight[p]);
        minus(band[j][j - i], weight[p]);
        minus(solution[i], scratch);
      }
    }
  }

  /** Holds a date at zero at one lane. */
  void ground(int date, int lane) {
    double[] diagonal = band[date][0];
    diagonal[lane] += diagonal[lane] > 0 ? diagonal[lane] : 1;
  }

  /** Eliminates and substitutes back; {@link #solution} holds the phases afterwards. */
  void solve() {
    for (int j = 1; j <= unknowns; j++) {
      double[] inverse = band[j][0];
      reciprocal(inverse);
      int last = Math.min(unknowns, j + bandwidth);
      for (int i = j + 1; i <= last; i++) {
        double[] factor = factors[i - j];
        times(factor, band[i][i - j], inverse);
        for (int m = j + 1; m <= i; m++) {
          minusProduct(band[i][i - m], factor, band[m][m - j]);
        }
        minusProduct(solution[i], factor, solution[j]);
      }
      for (int i = j + 1; i <= last; i++) {
        double[] eliminated = band[i][i - j];
        band[i][i - j] = factors[i - j];
        factors[i - j] = eliminated;
      }
    }
    for (int j = unknowns; j >= 1; j--) {
      times(solution[j], solution[j], band[j][0]);
      int last = Math.min(unknowns, j + bandwidth);
      for (int i = j + 1; i <= last; i++) {
        minusProduct(solution[j], band[i][i - j], solution[i]);
      }
    }
  }

  /** Displacement phase of a date in rad, after {@link #solve}. */
  double[] solution(int date) {
    return solution[date];
  }

  /** Sums over the residuals of all pairs, after {@link #solve}. */
  void residuals() {
    residual.clear();
    for (int p = 0; p < reference.length; p++) {
      residual.add(phase[p], solution[reference[p]], solution[secondary[p]], valid[p]);
    }
  }

  /** Writes temporal coherence and residual rms of the first lanes. */
  void store(float[] temporalCoherence, float[] residualRms, int start, int count) {
    residual.store(used, temporalCoherence, residualRms, start, count);
  }

  /**
   * How far the worst residual of each lane lies beyond what is to be expected, after {@link
   * #solve}: the smaller of r² / {@link #PLAIN}² and of r² w · factor / {@link #SIGMAS}², largest
   * over pairs. Above 1 is suspicious.
   *
   * @param noiseFactor what makes weights inverse variances; 0 leaves the second out
   */
  void suspicion(double noiseFactor, float[] out, int start, int count) {
    Arrays.fill(scratch, 0);
    double plain = 1 / (PLAIN * PLAIN);
    double scaled = noiseFactor / (SIGMAS * SIGMAS);
    double floor = noiseFactor > 0 ? 0 : plain;
    for (int p = 0; p < reference.length; p++) {
      suspect(p, plain, scaled, floor, scratch);
    }
    for (int lane = 0; lane < count; lane++) {
      out[start + lane] = (float) scratch[lane];
    }
  }

  private void suspect(int pair, double plain, double scaled, double floor, double[] most) {
    double[] observed = phase[pair];
    double[] from = solution[reference[pair]];
    double[] to = solution[secondary[pair]];
    double[] present = valid[pair];
    double[] trust = weight[pair];
    for (int lane = 0; lane < lanes; lane++) {
      double r = (observed[lane] - (to[lane] - from[lane])) * present[lane];
      double factor = Math.min(plain, scaled * trust[lane] + floor);
      most[lane] = Math.max(most[lane], r * r * factor);
    }
  }

  /**
   * Share of a pair's weight in its own fitted phase times 1/w, aᵀN⁻¹a, after {@link #solve}: the
   * variance of the fitted phase where weights are inverse variances.
   */
  double fittedVariance(int pair, int lane) {
    int first = reference[pair] > 0 ? reference[pair] : secondary[pair];
    double sum = 0;
    for (int i = first; i <= unknowns; i++) {
      double value = i == secondary[pair] ? 1 : i == reference[pair] ? -1 : 0;
      for (int j = Math.max(first, i - bandwidth); j < i; j++) {
        value -= band[i][i - j][lane] * fitted[j];
      }
      fitted[i] = value;
      sum += value * value * band[i][0][lane];
    }
    return sum;
  }

  private void plus(double[] a, double[] b) {
    for (int lane = 0; lane < lanes; lane++) {
      a[lane] += b[lane];
    }
  }

  private void minus(double[] a, double[] b) {
    for (int lane = 0; lane < lanes; lane++) {
      a[lane] -= b[lane];
    }
  }

  private void minimum(double[] a, double[] b) {
    for (int lane = 0; lane < lanes; lane++) {
      a[lane] = Math.min(a[lane], b[lane]);
    }
  }

  private void times(double[] product, double[] a, double[] b) {
    for (int lane = 0; lane < lanes; lane++) {
      product[lane] = a[lane] * b[lane];
    }
  }

  private void minusProduct(double[] a, double[] b, double[] c) {
    for (int lane = 0; lane < lanes; lane++) {
      a[lane] -= b[lane] * c[lane];
    }
  }

  private void reciprocal(double[] a) {
    for (int lane = 0; lane < lanes; lane++) {
      a[lane] = 1 / a[lane];
    }
  }
}
