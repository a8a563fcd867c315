package org.geofringe.server.terrain;

import org.geofringe.grid.MapGrid;

/**
 * Smooth functions of the map, such as the coordinates of another reference system, computed at
 * nodes some kilometres apart and interpolated in between by cubic polynomials through four nodes
 * each way. Nodes are tied to the grid, so that a cell's value does not depend on the window it is
 * asked for in. Immutable: safe for many threads.
 */
final class NodeLattice {

  /** Functions of a place on the map. */
  @FunctionalInterface
  interface Functions {

    /**
     * Computes all functions at one place.
     *
     * @param values receives them; modified
     */
    void at(double x, double y, double[] values);
  }

  private static final int POINTS = 4;

  private final int step;
  private final int nodeRows;
  private final int nodeColumns;
  private final double[][] nodes;

  /**
   * Computes the nodes.
   *
   * @param count number of functions
   * @param step cells from node to node
   */
  NodeLattice(MapGrid grid, int count, int step, Functions functions) {
    this.step = step;
    // A node before the first cell, and two after the last one's own.
    nodeRows = (grid.rows() - 1) / step + POINTS;
    nodeColumns = (grid.columns() - 1) / step + POINTS;
    nodes = new double[count][nodeRows * nodeColumns];
    double[] values = new double[count];
    for (int i = 0; i < nodeRows; i++) {
      for (int j = 0; j < nodeColumns; j++) {
        functions.at(grid.x((j - 1.0) * step), grid.y((i - 1.0) * step), values);
        for (int k = 0; k < count; k++) {
          nodes[k][i * nodeColumns + j] = values[k];
        }
      }
    }
  }

  /**
   * Computes nodes as close as it takes.
   *
   * @param step cells from node to node to begin with; halved until midway between nodes no
   *     function is off by more than the tolerance
   */
  static NodeLattice within(
      double tolerance, MapGrid grid, int count, int step, Functions functions) {
    NodeLattice lattice = new NodeLattice(grid, count, step, functions);
    return step > 1 && lattice.error(grid, functions) > tolerance
        ? within(tolerance, grid, count, step / 2, functions)
        : lattice;
  }

  private double error(MapGrid grid, Functions functions) {
    double[] exact = new double[nodes.length];
    double[][] found = new double[nodes.length][1];
    double worst = 0;
    int every = Math.max(1, Math.max(nodeRows, nodeColumns) / 16);
    for (int i = 0; i < nodeRows - 3; i += every) {
      for (int j = 0; j < nodeColumns - 3; j += every) {
        int row = Math.min(grid.rows() - 1, i * step + step / 2);
        int column = Math.min(grid.columns() - 1, j * step + step / 2);
        functions.at(grid.x(column), grid.y(row), exact);
        row(row, column, 1, found);
        for (int k = 0; k < exact.length; k++) {
          worst = Math.max(worst, Math.abs(exact[k] - found[k][0]));
        }
      }
    }
    return worst;
  }

  int step() {
    return step;
  }

  /** Least and greatest value of a function at the nodes. */
  double[] range(int function) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : nodes[function]) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return new double[] {least, greatest};
  }

  /**
   * Values along a row of cells.
   *
   * @param values receives count values for each function; modified
   */
  void row(int row, int column, int count, double[][] values) {
    int above = row / step;
    double[] weights = new double[POINTS];
    weigh((double) (row - above * step) / step, weights);
    int firstNode = column / step;
    int lastNode = (column + count - 1) / step;
    double[] line = new double[lastNode - firstNode + POINTS];
    for (int k = 0; k < nodes.length; k++) {
      double[] function = nodes[k];
      for (int j = 0; j < line.length; j++) {
        int node = above * nodeColumns + firstNode + j;
        line[j] =
            weights[0] * function[node]
                + weights[1] * function[node + nodeColumns]
                + weights[2] * function[node + 2 * nodeColumns]
                + weights[3] * function[node + 3 * nodeColumns];
      }
      for (int node = firstNode; node <= lastNode; node++) {
        int from = Math.max(column, node * step);
        int to = Math.min(column + count, (node + 1) * step);
        segment(line, node - firstNode, from - node * step, to - from, values[k], from - column);
      }
    }
  }

  /** The cubic through four nodes, at cells between the middle two. */
  private void segment(double[] line, int node, int first, int count, double[] target, int offset) {
    double p0 = line[node];
    double p1 = line[node + 1];
    double p2 = line[node + 2];
    double p3 = line[node + 3];
    double c1 = -p0 / 3 - p1 / 2 + p2 - p3 / 6;
    double c2 = (p0 + p2) / 2 - p1;
    double c3 = (p3 - p0) / 6 + (p1 - p2) / 2;
    double scale = 1.0 / step;
    for (int i = 0; i < count; i++) {
      double t = (first + i) * scale;
      target[offset + i] = p1 + t * (c1 + t * (c2 + t * c3));
    }
  }

  /** Lagrange weights of nodes at -1, 0, 1 and 2 for a place between 0 and 1. */
  private static void weigh(double t, double[] weights) {
    weights[0] = -t * (t - 1) * (t - 2) / 6;
    weights[1] = (t + 1) * (t - 1) * (t - 2) / 2;
    weights[2] = -(t + 1) * t * (t - 2) / 2;
    weights[3] = (t + 1) * t * (t - 1) / 6;
  }
}
