package org.geofringe.interferometry;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What texture adds to the autocovariance of a patch: c₀ + c₁|k| + c₂|l| + c₃k² + c₄l² for lags k
 * down and l across, by least squares over lags that speckle does not reach, carried on to those
 * that it does. The terms in |k| and |l| are what edges between fields make, the squares are smooth
 * change.
 */
final class TextureSurface {

  private static final int TERMS = 5;

  private final List<Lag> surroundings = new ArrayList<>();
  private final LinearSolverDense<DMatrixRMaj> solver;

  private record Lag(int row, int column) {

    double[] terms() {
      return new double[] {1, row, Math.abs(column), row * row, column * column};
    }
  }

  /**
   * Makes the fit ready.
   *
   * @param down farthest lag down that speckle reaches
   * @param across farthest lag across that speckle reaches
   * @param further lags beyond those that the fit looks at
   */
  TextureSurface(int down, int across, int further) {
    for (int row = 0; row <= down + further; row++) {
      for (int column = -across - further; column <= across + further; column++) {
        if (row > down || Math.abs(column) > across) {
          surroundings.add(new Lag(row, column));
        }
      }
    }
    DMatrixRMaj matrix = new DMatrixRMaj(surroundings.size(), TERMS);
    for (int i = 0; i < surroundings.size(); i++) {
      double[] terms = surroundings.get(i).terms();
      for (int j = 0; j < TERMS; j++) {
        matrix.set(i, j, terms[j]);
      }
    }
    solver = LinearSolverFactory_DDRM.leastSquares(surroundings.size(), TERMS);
    solver.setA(matrix);
  }

  /**
   * Autocorrelation of the speckle.
   *
   * @param covariance of a patch; not modified
   * @return 1 at lag 0
   */
  Autocovariance takenOff(Autocovariance covariance) {
    DMatrixRMaj right = new DMatrixRMaj(surroundings.size(), 1);
    for (int i = 0; i < surroundings.size(); i++) {
      Lag lag = surroundings.get(i);
      right.set(i, 0, covariance.at(lag.row(), lag.column()));
    }
    DMatrixRMaj surface = new DMatrixRMaj(TERMS, 1);
    solver.solve(right, surface);
    double variance = covariance.at(0, 0) - surface.get(0);
    return new Autocovariance(
        (row, column) -> {
          double[] terms = new Lag(row, column).terms();
          double texture = 0;
          for (int j = 0; j < TERMS; j++) {
            texture += terms[j] * surface.get(j);
          }
          return (covariance.at(row, column) - texture) / variance;
        });
  }
}
