package org.geofringe.closure;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.geofringe.numeric.Robust;
import org.jspecify.annotations.Nullable;

/**
 * A plane through the misclosure of one triplet that whole cycles and outliers do not bend.
 *
 * <p>First towards least absolute residuals of the unwrapped misclosure, which holds against areas
 * that are cycles off as long as they are small. Then slopes about that one are tried for the
 * greatest |Σ exp j(Φ - plane)|, which is blind to cycles of any extent. Last Tukey's biweight on
 * the residuals wrapped about the best.
 */
final class TripletPlane {

  private static final int FEWEST_CELLS = 30;
  private static final int TRIAL_CELLS = 1000;
  private static final int STEPS = 10;

  /** Where the biweight reaches zero, in standard deviations. */
  private static final double BIWEIGHT = 4.685;

  private static final double LEAST_SIGMA = 1e-6;

  /** Half a cycle and a whole one over the scene to each side. */
  private static final double[] TRIALS = {0, -Math.PI / 2, Math.PI / 2, -Math.PI, Math.PI};

  private TripletPlane() {}

  /**
   * Fits.
   *
   * @param misclosure rad, not wrapped; NaN = no data; not modified
   * @param x scaled column of each value, -1 to 1
   * @param y scaled row
   * @return constant, slope along x and slope along y, rad; null where there is too little data
   */
  static double @Nullable [] fit(double[] misclosure, double[] x, double[] y) {
    int count = 0;
    int[] place = new int[misclosure.length];
    for (int i = 0; i < misclosure.length; i++) {
      if (!Double.isNaN(misclosure[i])) {
        place[count++] = i;
      }
    }
    if (count < FEWEST_CELLS) {
      return null;
    }
    Cells cells = new Cells(new double[count], new double[count], new double[count]);
    for (int k = 0; k < count; k++) {
      cells.value[k] = misclosure[place[k]];
      cells.x[k] = x[place[k]];
      cells.y[k] = y[place[k]];
    }
    return tukey(cells, cycleBlind(cells, absolute(cells)));
  }

  private record Cells(double[] value, double[] x, double[] y) {
    int count() {
      return value.length;
    }

    double residual(int k, double[] plane) {
      return value[k] - plane[0] - plane[1] * x[k] - plane[2] * y[k];
    }

    /** Spread of the sizes of some residuals. */
    static double sigma(double[] residuals) {
      double[] sizes = Arrays.stream(residuals).map(Math::abs).toArray();
      return Math.max(LEAST_SIGMA, Robust.MAD_TO_SIGMA * Robust.median(sizes));
    }
  }

  private static double[] absolute(Cells cells) {
    double[] plane = {Robust.median(cells.value), 0, 0};
    double[] residuals = new double[cells.count()];
    double[] weights = new double[cells.count()];
    for (int step = 0; step < STEPS; step++) {
      for (int k = 0; k < residuals.length; k++) {
        residuals[k] = cells.residual(k, plane);
      }
      double corner = 0.1 * Cells.sigma(residuals);
      for (int k = 0; k < residuals.length; k++) {
        weights[k] = 1 / Math.max(corner, Math.abs(residuals[k]));
      }
      plane = weighted(cells, cells.value, weights);
    }
    return plane;
  }

  private static double[] cycleBlind(Cells cells, double[] start) {
    int stride = Math.max(1, cells.count() / TRIAL_CELLS);
    double[] best = start;
    double greatest = -1;
    for (double dx : TRIALS) {
      for (double dy : TRIALS) {
        double[] trial = {start[0], start[1] + dx, start[2] + dy};
        double cosine = 0;
        double sine = 0;
        for (int k = 0; k < cells.count(); k += stride) {
          double residual = cells.residual(k, trial);
          cosine += Math.cos(residual);
          sine += Math.sin(residual);
        }
        double size = Math.hypot(cosine, sine);
        // The first, plain trial stays unless another is clearly better.
        if (size > greatest * (greatest < 0 ? 1 : 1.001)) {
          greatest = size;
          trial[0] += Math.atan2(sine, cosine);
          best = trial;
        }
      }
    }
    return best;
  }

  private static double[] tukey(Cells cells, double[] start) {
    double[] plane = start;
    double[] residuals = new double[cells.count()];
    double[] weights = new double[cells.count()];
    for (int step = 0; step < STEPS; step++) {
      for (int k = 0; k < residuals.length; k++) {
        residuals[k] = Math.IEEEremainder(cells.residual(k, plane), 2 * Math.PI);
      }
      double limit = BIWEIGHT * Cells.sigma(residuals);
      for (int k = 0; k < residuals.length; k++) {
        double share = Math.min(1, Math.abs(residuals[k]) / limit);
        weights[k] = (1 - share * share) * (1 - share * share);
      }
      double[] change = weighted(cells, residuals, weights);
      plane = new double[] {plane[0] + change[0], plane[1] + change[1], plane[2] + change[2]};
    }
    return plane;
  }

  private static double[] weighted(Cells cells, double[] values, double[] weights) {
    DMatrixRMaj normal = new DMatrixRMaj(3, 3);
    DMatrixRMaj right = new DMatrixRMaj(3, 1);
    double[] base = {1, 0, 0};
    for (int k = 0; k < values.length; k++) {
      base[1] = cells.x[k];
      base[2] = cells.y[k];
      for (int i = 0; i < 3; i++) {
        right.data[i] += weights[k] * base[i] * values[k];
        for (int j = 0; j < 3; j++) {
          normal.data[3 * i + j] += weights[k] * base[i] * base[j];
        }
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(3, 3);
    DMatrixRMaj plane = new DMatrixRMaj(3, 1);
    // The pseudo-inverse also serves cells on one line.
    CommonOps_DDRM.pinv(normal, inverse);
    CommonOps_DDRM.mult(inverse, right, plane);
    return plane.data;
  }
}
