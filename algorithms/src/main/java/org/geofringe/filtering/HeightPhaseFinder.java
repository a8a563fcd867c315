package org.geofringe.filtering;

import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;

/**
 * Finds the phase in proportion to height in wrapped phase, from tiles that are seen once.
 *
 * <p>Phase differences between cells some way apart are summed by their difference in height; the
 * spectrum of those sums peaks at the growth of phase with height. A linear ramp turns all
 * differences over one distance by the same angle, which leaves the power of the spectrum as it is;
 * slow changes of the phase (turbulent air, deformation) stay small over short distances. The
 * spread between parts of the scene (jackknife) tells how sure the result is. Cells count alike,
 * bright or dark.
 *
 * <p>Not for several threads at once.
 */
public final class HeightPhaseFinder {

  /** The largest growth looked for, in rad/m: three cycles per 200 m. */
  private static final double MOST = 0.1;

  /** Differences of height that count, in metres either way. */
  private static final int REACH = 2000;

  private static final int BINS = 2 * REACH + 1;

  /** Cells between the two of a difference, down and across. */
  private static final int[][] LAGS = {{0, 6}, {6, 0}, {0, 16}, {16, 0}, {0, 40}, {40, 0}};

  /** Parts of the scene, each of many blocks, that are left out in turn. */
  private static final int PARTS = 8;

  private static final int BLOCK = 128;

  private final double[][][] sums = new double[PARTS][LAGS.length][2 * BINS];
  private final long[] differences = new long[LAGS.length];

  /**
   * Takes a tile in. No cell may come twice.
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
    int columns = tile.columns();
    float[] unit = unit(tile);
    for (int lag = 0; lag < LAGS.length; lag++) {
      int down = LAGS[lag][0];
      int across = LAGS[lag][1];
      int ahead = down * columns + across;
      for (int r = 0; r < tile.rows() - down; r++) {
        int blockRow = (row + r) / BLOCK;
        for (int c = 0; c < columns - across; c++) {
          int here = r * columns + c;
          int there = here + ahead;
          float x = unit[2 * here] * unit[2 * there] + unit[2 * here + 1] * unit[2 * there + 1];
          float y = unit[2 * here + 1] * unit[2 * there] - unit[2 * here] * unit[2 * there + 1];
          float climb = heights.values()[here] - heights.values()[there];
          if (Math.abs(climb) <= REACH && !Float.isNaN(x)) {
            int part = (blockRow * 3 + (column + c) / BLOCK) % PARTS;
            int bin = 2 * (Math.round(climb) + REACH);
            sums[part][lag][bin] += x;
            sums[part][lag][bin + 1] += y;
            differences[lag]++;
          }
        }
      }
    }
  }

  private static float[] unit(ComplexGrid tile) {
    float[] values = tile.values();
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i += 2) {
      float length = (float) Math.sqrt(values[i] * values[i] + values[i + 1] * values[i + 1]);
      unit[i] = length > 0 ? values[i] / length : Float.NaN;
      unit[i + 1] = length > 0 ? values[i + 1] / length : Float.NaN;
    }
    return unit;
  }

  /** The height phase of all tiles; none where no two of their cells differ in height. */
  public HeightPhase find() {
    double coarse = 0;
    double highest = -1;
    double step = Math.PI / (2 * REACH);
    double[][] all = without(-1);
    int steps = (int) (MOST / step);
    for (int i = -steps; i <= steps; i++) {
      double here = power(all, i * step);
      if (here > highest) {
        highest = here;
        coarse = i * step;
      }
    }
    double best = refined(all, coarse, step);
    double[] left = new double[PARTS];
    double mean = 0;
    for (int part = 0; part < PARTS; part++) {
      left[part] = refined(without(part), best, step);
      mean += left[part] / PARTS;
    }
    double squares = 0;
    for (double value : left) {
      squares += (value - mean) * (value - mean);
    }
    return new HeightPhase(best, Math.sqrt(squares * (PARTS - 1) / PARTS));
  }

  private double[][] without(int omitted) {
    double[][] total = new double[LAGS.length][2 * BINS];
    for (int part = 0; part < PARTS; part++) {
      for (int lag = 0; part != omitted && lag < LAGS.length; lag++) {
        for (int i = 0; i < 2 * BINS; i++) {
          total[lag][i] += sums[part][lag][i];
        }
      }
    }
    return total;
  }

  private static double refined(double[][] total, double from, double step) {
    double x = from;
    double highest = power(total, x);
    for (double h = step; h > 1e-9; h /= 2) {
      boolean moved = true;
      while (moved) {
        double up = power(total, x + h);
        double down = power(total, x - h);
        moved = Math.max(up, down) > highest;
        if (moved) {
          x += up > down ? h : -h;
          highest = Math.max(up, down);
        }
      }
    }
    return x;
  }

  private static double power(double[][] total, double growth) {
    double power = 0;
    for (double[] sum : total) {
      double x = 0;
      double y = 0;
      for (int bin = 0; bin < BINS; bin++) {
        if (sum[2 * bin] != 0 || sum[2 * bin + 1] != 0) {
          double angle = growth * (bin - REACH);
          double cos = Math.cos(angle);
          double sin = Math.sin(angle);
          x += sum[2 * bin] * cos + sum[2 * bin + 1] * sin;
          y += sum[2 * bin + 1] * cos - sum[2 * bin] * sin;
        }
      }
      power += x * x + y * y;
    }
    return power;
  }
}
