package org.geofringe.closure;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;

/**
 * Phase maps of pairs without steady deformation and without ramps: per cell the rate Σ φΔt / ΣΔt²
 * over its pairs is taken away, then per pair a plane fitted by least squares over its cells.
 *
 * <p>The rate also takes along a little of each date's delay, most from the first and last dates,
 * in proportion to Σ Δt over its pairs; over a year of dates that is a few per cent.
 *
 * @param cells number of cells
 * @param phases rad; pair p at {@code p * cells}; NaN = no data
 */
record DetrendedPairs(int cells, float[] phases) {

  /** Copies and detrends; the arguments are not modified. */
  static DetrendedPairs of(Network network, float[] phases, int[] rows, int[] columns) {
    int cells = rows.length;
    float[] detrended = phases.clone();
    removeRates(network.pairs(), detrended, cells);
    double[] x = centred(columns);
    double[] y = centred(rows);
    for (int p = 0; p < network.pairs().size(); p++) {
      removePlane(detrended, p * cells, x, y);
    }
    return new DetrendedPairs(cells, detrended);
  }

  private static void removeRates(List<Pair> pairs, float[] phases, int cells) {
    double[] products = new double[cells];
    double[] squares = new double[cells];
    for (int p = 0; p < pairs.size(); p++) {
      double days = pairs.get(p).days();
      for (int cell = 0; cell < cells; cell++) {
        float phase = phases[p * cells + cell];
        if (!Float.isNaN(phase)) {
          products[cell] += days * phase;
          squares[cell] += days * days;
        }
      }
    }
    for (int p = 0; p < pairs.size(); p++) {
      double days = pairs.get(p).days();
      for (int cell = 0; cell < cells; cell++) {
        phases[p * cells + cell] -= (float) (days * products[cell] / squares[cell]);
      }
    }
  }

  /** Coordinates scaled to about -1..1, so that the plane's normal matrix is well conditioned. */
  private static double[] centred(int[] coordinates) {
    int least = Integer.MAX_VALUE;
    int greatest = Integer.MIN_VALUE;
    for (int coordinate : coordinates) {
      least = Math.min(least, coordinate);
      greatest = Math.max(greatest, coordinate);
    }
    double centre = 0.5 * ((double) least + greatest);
    double half = Math.max(0.5, 0.5 * ((double) greatest - least));
    double[] centred = new double[coordinates.length];
    for (int i = 0; i < centred.length; i++) {
      centred[i] = (coordinates[i] - centre) / half;
    }
    return centred;
  }

  private static void removePlane(float[] phases, int offset, double[] x, double[] y) {
    DMatrixRMaj normal = new DMatrixRMaj(3, 3);
    DMatrixRMaj right = new DMatrixRMaj(3, 1);
    double[] base = {1, 0, 0};
    for (int cell = 0; cell < x.length; cell++) {
      double phase = phases[offset + cell];
      if (Double.isNaN(phase)) {
        continue;
      }
      base[1] = x[cell];
      base[2] = y[cell];
      for (int i = 0; i < 3; i++) {
        right.data[i] += base[i] * phase;
        for (int j = 0; j < 3; j++) {
          normal.data[3 * i + j] += base[i] * base[j];
        }
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(3, 3);
    DMatrixRMaj plane = new DMatrixRMaj(3, 1);
    // The pseudo-inverse also serves cells on one line or a single cell.
    CommonOps_DDRM.pinv(normal, inverse);
    CommonOps_DDRM.mult(inverse, right, plane);
    for (int cell = 0; cell < x.length; cell++) {
      phases[offset + cell] -=
          (float) (plane.data[0] + plane.data[1] * x[cell] + plane.data[2] * y[cell]);
    }
  }
}
