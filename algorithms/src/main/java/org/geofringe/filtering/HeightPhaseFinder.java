package org.geofringe.filtering;

import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;

/**
 * Finds the phase in proportion to height in wrapped phase, from tiles that are seen once.
 *
 * <p>Phase differences between cells some way apart are summed by their difference in height; the
 * spectrum of those sums peaks at the growth of phase with height. A linear ramp turns all
 * differences over one distance and direction by the same angle, which leaves the power of their
 * spectrum as it is. Short distances feel the noise of single cells, long ones whatever else
 * changes slowly (turbulent air, deformation) and happens to follow the relief: each distance has
 * its own estimate, and counts by how well parts of the scene agree on it (jackknife). Cells count
 * alike, bright or dark.
 *
 * <p>Memory: 10 MB. Not for several threads at once.
 */
public final class HeightPhaseFinder {

  /** The largest growth looked for, in rad/m: three cycles per 200 m. */
  private static final double MOST = 0.1;

  /** Differences of height that count, in metres either way. */
  private static final int REACH = 2000;

  private static final int BINS = 2 * REACH + 1;

  /** A quarter of the narrowest peak that such differences make. */
  private static final double STEP = Math.PI / (4 * REACH);

  /** Finer than any scene tells. */
  private static final double FINEST = 1e-8;

  /** Cells between the two of a difference, down and across. */
  private static final int[][] LAGS = {
    {0, 2}, {2, 0}, {0, 4}, {4, 0}, {0, 8}, {8, 0}, {0, 16}, {16, 0}, {0, 32}, {32, 0}
  };

  private static final int DIRECTIONS = 2;

  /** Parts of the scene, each of many blocks, that are left out in turn. */
  private static final int PARTS = 16;

  /** Fewer do not tell a spread. */
  private static final int LEAST_PARTS = 4;

  private static final int BLOCK = 64;

  /** At [lag][part], real and imaginary by turns, from the lowest difference to the highest. */
  private final double[][][] sums = new double[LAGS.length][PARTS][2 * BINS];

  private final boolean[][] filled = new boolean[LAGS.length][PARTS];

  /**
   * Takes a tile in: the differences within it, of every second row. No cell may come twice.
   *
   * @param tile NaN = no data; not modified
   * @param heights metres, of the same size; NaN = no data; not modified
   * @param row row of its first cell in the whole grid
   * @param column column of its first cell in the whole grid
   */
  public void add(ComplexGrid tile, FloatGrid heights, int row, int column) {
    if (heights.rows() != tile.rows() || heights.columns() != tile.columns()) {
      throw new IllegalArgumentException(heights + " does not fit " + tile);
    }
    if (row < 0 || column < 0) {
      throw new IllegalArgumentException("no tile at row " + row + ", column " + column);
    }
    float[] phasors = unitPhasors(tile);
    for (int lag = 0; lag < LAGS.length; lag++) {
      for (int r = row % 2; r < tile.rows() - LAGS[lag][0]; r += 2) {
        int next;
        for (int c = 0; c < tile.columns() - LAGS[lag][1]; c = next) {
          int block = (column + c) / BLOCK;
          next = Math.min(tile.columns() - LAGS[lag][1], (block + 1) * BLOCK - column);
          int part = ((row + r) / BLOCK * 5 + block) % PARTS;
          filled[lag][part] |=
              addDifferences(
                  phasors,
                  heights.values(),
                  r * tile.columns() + c,
                  next - c,
                  LAGS[lag][0] * tile.columns() + LAGS[lag][1],
                  sums[lag][part]);
        }
      }
    }
  }

  private static boolean addDifferences(
      float[] phasors, float[] heights, int start, int count, int ahead, double[] sums) {
    boolean some = false;
    for (int here = start; here < start + count; here++) {
      int there = here + ahead;
      float a = phasors[2 * here];
      float b = phasors[2 * here + 1];
      float c = phasors[2 * there];
      float d = phasors[2 * there + 1];
      float real = a * c + b * d;
      float climb = heights[here] - heights[there];
      if (Math.abs(climb) <= REACH && !Float.isNaN(real)) {
        int bin = 2 * (int) (climb + (REACH + 0.5f));
        sums[bin] += real;
        sums[bin + 1] += b * c - a * d;
        some = true;
      }
    }
    return some;
  }

  private static float[] unitPhasors(ComplexGrid tile) {
    float[] values = tile.values();
    float[] phasors = new float[values.length];
    for (int i = 0; i < values.length; i += 2) {
      float length = (float) Math.sqrt(values[i] * values[i] + values[i + 1] * values[i + 1]);
      boolean data = length > 0 && length < Float.POSITIVE_INFINITY;
      phasors[i] = data ? values[i] / length : Float.NaN;
      phasors[i + 1] = data ? values[i + 1] / length : Float.NaN;
    }
    return phasors;
  }

  /** The height phase of all tiles; with an infinite standard error where they are too few. */
  public HeightPhase find() {
    double[][] whole = new double[LAGS.length][];
    for (int lag = 0; lag < LAGS.length; lag++) {
      whole[lag] = without(lag, -1);
    }
    double coarse = highest(whole);
    double weights = 0;
    double weighted = 0;
    double[] moved = new double[PARTS];
    int parts = 0;
    for (int lag = 0; lag < LAGS.length; lag += DIRECTIONS) {
      double best = 0;
      double[] shifts = new double[PARTS];
      int count = 0;
      double squares = 0;
      for (int way = lag; way < lag + DIRECTIONS; way++) {
        double own = climb(whole[way], coarse);
        best += own / DIRECTIONS;
        for (int part = 0; part < PARTS; part++) {
          if (filled[way][part]) {
            double shift = (climb(without(way, part), own) - own) / DIRECTIONS;
            shifts[part] += shift;
            squares += shift * shift;
            count++;
          }
        }
      }
      if (count >= LEAST_PARTS * DIRECTIONS) {
        double weight = 1 / (squares + FINEST * FINEST);
        weights += weight;
        weighted += weight * best;
        parts = Math.max(parts, count / DIRECTIONS);
        for (int part = 0; part < PARTS; part++) {
          moved[part] += weight * shifts[part];
        }
      }
    }
    if (weights == 0) {
      return new HeightPhase(coarse, Double.POSITIVE_INFINITY);
    }
    double variance = FINEST * FINEST;
    for (double shift : moved) {
      variance += shift / weights * (shift / weights) * (parts - 1) / parts;
    }
    return new HeightPhase(weighted / weights, Math.sqrt(variance));
  }

  private double[] without(int lag, int omitted) {
    double[] total = new double[2 * BINS];
    for (int part = 0; part < PARTS; part++) {
      if (part != omitted && filled[lag][part]) {
        for (int i = 0; i < total.length; i++) {
          total[i] += sums[lag][part][i];
        }
      }
    }
    return total;
  }

  /** The growth at which the power of all distances together peaks; 0 where there is none. */
  private static double highest(double[][] whole) {
    int steps = (int) (MOST / STEP);
    double[] powers = new double[2 * steps + 1];
    for (double[] sum : whole) {
      for (int i = 0; i < powers.length; i++) {
        powers[i] += power(sum, (i - steps) * STEP);
      }
    }
    int best = steps;
    for (int i = 0; i < powers.length; i++) {
      best = powers[i] > powers[best] ? i : best;
    }
    return (best - steps) * STEP;
  }

  /** The nearest peak, by ever smaller steps. */
  private static double climb(double[] sum, double from) {
    double growth = from;
    double highest = power(sum, growth);
    for (double step = STEP; step > FINEST; step /= 2) {
      boolean moved = true;
      while (moved) {
        double up = power(sum, growth + step);
        double down = power(sum, growth - step);
        moved = Math.max(up, down) > highest;
        if (moved) {
          growth += up > down ? step : -step;
          highest = Math.max(up, down);
        }
      }
    }
    return growth;
  }

  private static double power(double[] sum, double growth) {
    double real = 0;
    double imaginary = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double x = sum[2 * bin];
      double y = sum[2 * bin + 1];
      if (x != 0 || y != 0) {
        double angle = growth * (bin - REACH);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        real += x * cos + y * sin;
        imaginary += y * cos - x * sin;
      }
    }
    return real * real + imaginary * imaginary;
  }
}
