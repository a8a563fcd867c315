package org.geofringe.filtering;

import java.util.Arrays;
import org.geofringe.grid.ComplexGrid;

/**
 * A Gaussian low-pass of complex values, by normalised convolution (Knutsson and Westin 1993): each
 * cell becomes the weighted mean of the cells around it that have data. Brighter cells, whose phase
 * is better known, count for more. The weights end at three standard deviations.
 */
public final class GaussianFilter {

  private static final double REACH = 3;

  /**
   * Widths of the filter.
   *
   * @param sigmaRows standard deviation down the rows in cells, 0 (none) to 100
   * @param sigmaColumns standard deviation across the columns in cells, 0 (none) to 100
   */
  public record Parameters(double sigmaRows, double sigmaColumns) {

    public Parameters {
      check("sigmaRows", sigmaRows);
      check("sigmaColumns", sigmaColumns);
    }

    private static void check(String name, double sigma) {
      if (!(sigma >= 0 && sigma <= 100)) {
        throw new IllegalArgumentException(name + " must lie within 0 and 100, got " + sigma);
      }
    }
  }

  private GaussianFilter() {}

  /** Cells on each side of a window that its values depend on. */
  public static int halo(Parameters parameters) {
    return Math.max(reach(parameters.sigmaRows()), reach(parameters.sigmaColumns()));
  }

  /**
   * Filters a part of a grid. Values closer to the part's edge than the halo are those of the whole
   * grid only where the edge is the grid's own.
   *
   * @param interferogram cells with their halo, as far as the grid goes; NaN = no data; not
   *     modified
   * @return of the same size; NaN where the interferogram is
   */
  public static ComplexGrid apply(ComplexGrid interferogram, Parameters parameters) {
    int rows = interferogram.rows();
    int columns = interferogram.columns();
    float[] values = interferogram.values();
    float[] across = weights(parameters.sigmaColumns());
    float[] down = weights(parameters.sigmaRows());
    int reachDown = down.length - 1;
    int cells = rows * columns;
    float[] real = new float[cells];
    float[] imaginary = new float[cells];
    float[] weight = new float[cells];
    Line line = new Line(columns, across);
    for (int r = 0; r < rows; r++) {
      line.along(values, r * columns, real, imaginary, weight);
    }
    ComplexGrid filtered = new ComplexGrid(rows, columns);
    float[] sumReal = new float[columns];
    float[] sumImaginary = new float[columns];
    float[] sumWeight = new float[columns];
    for (int r = 0; r < rows; r++) {
      Arrays.fill(sumReal, 0);
      Arrays.fill(sumImaginary, 0);
      Arrays.fill(sumWeight, 0);
      for (int from = Math.max(0, r - reachDown);
          from <= Math.min(rows - 1, r + reachDown);
          from++) {
        float factor = down[Math.abs(from - r)];
        addTimes(real, from * columns, factor, sumReal);
        addTimes(imaginary, from * columns, factor, sumImaginary);
        addTimes(weight, from * columns, factor, sumWeight);
      }
      for (int c = 0; c < columns; c++) {
        int at = 2 * (r * columns + c);
        boolean valid = !Float.isNaN(values[at]) && !Float.isNaN(values[at + 1]);
        filtered.values()[at] = valid ? sumReal[c] / sumWeight[c] : Float.NaN;
        filtered.values()[at + 1] = valid ? sumImaginary[c] / sumWeight[c] : Float.NaN;
      }
    }
    return filtered;
  }

  private static int reach(double sigma) {
    return (int) Math.ceil(REACH * sigma);
  }

  /** Weights of the cell itself and of those ahead of it. */
  private static float[] weights(double sigma) {
    float[] weights = new float[1 + reach(sigma)];
    weights[0] = 1;
    for (int i = 1; i < weights.length; i++) {
      weights[i] = (float) Math.exp(-0.5 * (i / sigma) * (i / sigma));
    }
    return weights;
  }

  private static void addTimes(float[] from, int start, float factor, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[start + i];
    }
  }

  /** Sums along a row. */
  private static final class Line {
    private final float[] weights;
    private final float[] real;
    private final float[] imaginary;
    private final float[] valid;
    private final int columns;

    Line(int columns, float[] weights) {
      this.columns = columns;
      this.weights = weights;
      int padded = columns + 2 * (weights.length - 1);
      real = new float[padded];
      imaginary = new float[padded];
      valid = new float[padded];
    }

    void along(float[] values, int start, float[] toReal, float[] toImaginary, float[] toWeight) {
      int reach = weights.length - 1;
      for (int c = 0; c < columns; c++) {
        float x = values[2 * (start + c)];
        float y = values[2 * (start + c) + 1];
        boolean has = !Float.isNaN(x) && !Float.isNaN(y);
        real[reach + c] = has ? x : 0;
        imaginary[reach + c] = has ? y : 0;
        valid[reach + c] = has ? 1 : 0;
      }
      sum(real, toReal, start);
      sum(imaginary, toImaginary, start);
      sum(valid, toWeight, start);
    }

    private void sum(float[] from, float[] to, int start) {
      int reach = weights.length - 1;
      for (int c = 0; c < columns; c++) {
        to[start + c] = weights[0] * from[reach + c];
      }
      for (int k = 1; k <= reach; k++) {
        float weight = weights[k];
        for (int c = 0; c < columns; c++) {
          to[start + c] += weight * (from[reach + c - k] + from[reach + c + k]);
        }
      }
    }
  }
}
