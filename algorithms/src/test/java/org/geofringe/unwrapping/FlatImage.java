package org.geofringe.unwrapping;

import java.util.Arrays;

/** A flat phase with costs that a test sets edge by edge. */
final class FlatImage {

  final int rows;
  final int columns;
  final float[] phase;
  final EdgeCosts costs;
  final EdgeCycles likeliest;
  final EdgeCycles solved;

  /** All edges cost the same. */
  FlatImage(int rows, int columns, int cost) {
    this.rows = rows;
    this.columns = columns;
    phase = new float[rows * columns];
    costs = EdgeCosts.none(rows, columns, false);
    likeliest = EdgeCycles.none(rows, columns);
    solved = EdgeCycles.none(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        setAcross(r, c, c + 1 < columns ? cost : 0);
        setDown(r, c, r + 1 < rows ? cost : 0);
      }
    }
  }

  void setAcross(int row, int column, int cost) {
    costs.acrossUp()[row * columns + column] = (short) cost;
    costs.acrossDown()[row * columns + column] = (short) cost;
  }

  void setDown(int row, int column, int cost) {
    costs.downUp()[row * columns + column] = (short) cost;
    costs.downDown()[row * columns + column] = (short) cost;
  }

  /** Takes a cell's data and with it the costs of its edges. */
  void empty(int row, int column) {
    phase[row * columns + column] = Float.NaN;
    setAcross(row, column, 0);
    setDown(row, column, 0);
    if (column > 0) {
      setAcross(row, column - 1, 0);
    }
    if (row > 0) {
      setDown(row - 1, column, 0);
    }
  }

  Margins margins() {
    return new Margins(costs, likeliest, solved);
  }

  int[] components(Components.Parameters parameters) {
    int cells = rows * columns;
    SmoothPhase smooth =
        new SmoothPhase(
            phase,
            new byte[cells],
            new byte[cells],
            new short[cells],
            new short[cells],
            new byte[cells],
            new byte[cells]);
    return Components.label(phase, smooth, margins(), parameters, SolverContext.alone());
  }

  /** Cells of each component, none first. */
  static int[] sizes(int[] components) {
    int[] sizes = new int[Arrays.stream(components).max().orElse(0) + 1];
    for (int component : components) {
      sizes[component]++;
    }
    return sizes;
  }
}
