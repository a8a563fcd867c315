package org.geofringe.closure;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.geofringe.numeric.Robust;

/**
 * Values of few pairs that explain what triplets do not close by: min Σ_t |x_ab + x_bc - x_ac -
 * s_t| + λ Σ_p |x_p|, by reweighted least squares with a corner that shrinks. What is common to a
 * date changes no triplet; the second term takes it away wherever that leaves fewer and smaller
 * values.
 */
final class SparsePairs {

  private static final double SPARSITY = 0.1;
  private static final int STEPS = 40;

  /** The corner of |r| shrinks to this part of the typical value. */
  private static final double LAST_CORNER = 1e-3;

  private final int pairs;
  private final int[][] triplets;

  /**
   * A system.
   *
   * @param triplets the pairs ab, bc and ac of each
   */
  SparsePairs(int pairs, int[][] triplets) {
    this.pairs = pairs;
    this.triplets = triplets;
  }

  /** x_ab + x_bc - x_ac. */
  double misclosure(int triplet, double[] x) {
    int[] three = triplets[triplet];
    return x[three[0]] + x[three[1]] - x[three[2]];
  }

  /**
   * The sparsest values.
   *
   * @param seen of each triplet; NaN = unknown; not modified
   */
  double[] sparsest(double[] seen) {
    double typical = Robust.median(sizes(seen));
    double largest = Arrays.stream(sizes(seen)).max().orElse(0);
    double scale = Math.max(typical, 1e-3 * largest);
    if (!(scale > 0)) {
      return new double[pairs];
    }
    double[] x = new double[pairs];
    boolean[] all = new boolean[pairs];
    Arrays.fill(all, true);
    double corner = Math.max(scale, largest);
    double shrink = Math.pow(LAST_CORNER * scale / corner, 1.0 / (STEPS - 1));
    for (int step = 0; step < STEPS; step++) {
      x = reweighted(seen, x, all, corner, SPARSITY);
      corner *= shrink;
    }
    return x;
  }

  /**
   * Values of chosen pairs alone, without drawing them to zero.
   *
   * @param corner residuals beyond count linearly
   */
  double[] refitted(double[] seen, double[] start, boolean[] chosen, double corner) {
    double[] x = start;
    for (int step = 0; step < STEPS / 2; step++) {
      x = reweighted(seen, x, chosen, corner, 0);
    }
    return x;
  }

  private static double[] sizes(double[] seen) {
    return Arrays.stream(seen).filter(s -> !Double.isNaN(s)).map(Math::abs).toArray();
  }

  private double[] reweighted(
      double[] seen, double[] x, boolean[] chosen, double corner, double sparsity) {
    int[] place = new int[pairs];
    int unknowns = 0;
    for (int p = 0; p < pairs; p++) {
      place[p] = chosen[p] ? unknowns++ : -1;
    }
    double[] values = new double[pairs];
    if (unknowns == 0) {
      return values;
    }
    DMatrixRMaj normal = new DMatrixRMaj(unknowns, unknowns);
    DMatrixRMaj right = new DMatrixRMaj(unknowns, 1);
    for (int t = 0; t < triplets.length; t++) {
      if (!Double.isNaN(seen[t])) {
        double weight = 1 / Math.max(corner, Math.abs(misclosure(t, x) - seen[t]));
        add(normal, right, place, triplets[t], weight, seen[t]);
      }
    }
    for (int p = 0; p < pairs; p++) {
      if (chosen[p]) {
        // A pair in no known triplet would leave the matrix singular.
        double weight = sparsity / Math.max(corner, Math.abs(x[p])) + 1e-9 / corner;
        normal.add(place[p], place[p], weight);
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(unknowns);
    DMatrixRMaj solution = new DMatrixRMaj(unknowns, 1);
    if (!solver.setA(normal)) {
      throw new IllegalStateException("a system of pairs and triplets is not positive definite");
    }
    solver.solve(right, solution);
    for (int p = 0; p < pairs; p++) {
      values[p] = chosen[p] ? solution.data[place[p]] : 0;
    }
    return values;
  }

  private static void add(
      DMatrixRMaj normal, DMatrixRMaj right, int[] place, int[] triplet, double weight, double s) {
    for (int i = 0; i < 3; i++) {
      int a = place[triplet[i]];
      if (a < 0) {
        continue;
      }
      double signA = i == 2 ? -1 : 1;
      right.data[a] += signA * weight * s;
      for (int j = 0; j < 3; j++) {
        int b = place[triplet[j]];
        if (b >= 0) {
          normal.add(a, b, signA * (j == 2 ? -1 : 1) * weight);
        }
      }
    }
  }
}
