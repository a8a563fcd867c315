package org.geofringe.simulation.scene;

import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;

/**
 * A quantity over longitude and latitude in degrees, between the cell centres of a grid by cubic
 * convolution (Keys 1981, a = -1/2): continuous with its first derivative. Beyond the outermost
 * centres it goes on as at the edge. Keeps the last answer: one object per thread.
 */
final class Surface {

  private final MapGrid grid;
  private final FloatGrid values;
  private final double[] alongX = new double[4];
  private final double[] alongY = new double[4];
  private final double[] slopeX = new double[4];
  private final double[] slopeY = new double[4];
  private double value;
  private double eastSlope;
  private double northSlope;

  Surface(MapGrid grid, FloatGrid values) {
    this.grid = grid;
    this.values = values;
  }

  /** Moves to a point; the value and its slopes can then be asked for. */
  void at(double longitude, double latitude) {
    double column =
        Math.max(
            0, Math.min(grid.columns() - 1, (longitude - grid.west()) / grid.spacingX() - 0.5));
    double row =
        Math.max(0, Math.min(grid.rows() - 1, (grid.north() - latitude) / grid.spacingY() - 0.5));
    int c = (int) column;
    int r = (int) row;
    weights(column - c, alongX, slopeX);
    weights(row - r, alongY, slopeY);
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    float[] cells = values.values();
    int columns = grid.columns();
    for (int i = 0; i < 4; i++) {
      int start = Math.max(0, Math.min(grid.rows() - 1, r + i - 1)) * columns;
      double line = 0;
      double lineSlope = 0;
      for (int k = 0; k < 4; k++) {
        float cell = cells[start + Math.max(0, Math.min(columns - 1, c + k - 1))];
        line += alongX[k] * cell;
        lineSlope += slopeX[k] * cell;
      }
      sum += alongY[i] * line;
      sumX += alongY[i] * lineSlope;
      sumY += slopeY[i] * line;
    }
    value = sum;
    eastSlope = sumX / grid.spacingX();
    northSlope = -sumY / grid.spacingY();
  }

  double value() {
    return value;
  }

  /** Per degree of longitude. */
  double eastSlope() {
    return eastSlope;
  }

  /** Per degree of latitude. */
  double northSlope() {
    return northSlope;
  }

  private static void weights(double t, double[] weight, double[] slope) {
    double t2 = t * t;
    double t3 = t2 * t;
    weight[0] = -0.5 * t + t2 - 0.5 * t3;
    weight[1] = 1 - 2.5 * t2 + 1.5 * t3;
    weight[2] = 0.5 * t + 2 * t2 - 1.5 * t3;
    weight[3] = -0.5 * t2 + 0.5 * t3;
    slope[0] = -0.5 + 2 * t - 1.5 * t2;
    slope[1] = -5 * t + 4.5 * t2;
    slope[2] = 0.5 + 4 * t - 4.5 * t2;
    slope[3] = -t + 1.5 * t2;
  }
}
