package org.geofringe.geocoding;

import java.util.Optional;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.numeric.Fft2;

/**
 * How far the picture of a date lies off that of another, by cross-correlation of amplitudes:
 * rough, but without the ambiguity of spectral diversity, which repeats every 0.12 lines.
 * Amplitudes of flattened cells do; phase plays no part.
 *
 * <p>Cross spectra of patches, each tapered and free of its mean, are summed, as one offset holds
 * for all; their correlation's peak is then sought between the cells, where its Fourier sum is
 * known. Amplitudes have twice the bandwidth of what they are taken from, so that cells of 5 x 10 m
 * fold their high frequencies, which draw the peak towards whole cells: frequencies above a quarter
 * per cell are left out. What remains is an error of about two hundredths of the offset (simulated
 * scenes); after the correction a second round makes it as much of the rest.
 *
 * <p>Gathers one pair of dates; not for several threads at once.
 */
public final class CoarseOffset {

  private static final int PATCH = 64;

  /** Cycles per cell from which on frequencies are left out. */
  private static final double PASS = 0.25;

  private static final double[] STEPS = {0.5, 0.25, 0.25, 0.1, 0.1, 0.1};

  /** Share of a patch's cells that may lack data. */
  private static final double MOST_MISSING = 0.05;

  /**
   * The offset of the second date's picture.
   *
   * @param rows by which it lies further down than the first's
   * @param columns by which it lies further right
   * @param agreement of the amplitudes at that offset: the share of their power that correlates,
   *     below 1 even for equal pictures as high frequencies are left out
   * @param patches that made it
   */
  public record Offset(double rows, double columns, double agreement, int patches) {

    /**
     * What to add to the second date's azimuth times (seconds) and ranges (metres) so that its
     * picture falls on the first's.
     *
     * @param geometry of either date
     * @param grid of the map
     * @param row about which the offset was measured
     * @param column about which the offset was measured
     * @param height metres above the ellipsoid there
     */
    public double[] toRadar(
        RadarGeometry geometry, MapGrid grid, int row, int column, float height) {
      double[] times = new double[2];
      double[] ranges = new double[2];
      double[] time = new double[2];
      double[] range = new double[2];
      float[] heights = {height, height};
      for (int i = 0; i < 2; i++) {
        geometry.locate(
            grid.x(column), grid.spacingX(), grid.y(row + i), heights, 0, 2, times, ranges);
        time[i] = times[0];
        range[i] = ranges[0];
      }
      return new double[] {
        rows * (time[1] - time[0]) + columns * (times[1] - times[0]),
        rows * (range[1] - range[0]) + columns * (ranges[1] - ranges[0])
      };
    }
  }

  private final double search;
  private final Fft2 transform = new Fft2(PATCH, PATCH);
  private final double[] taper = new double[PATCH];
  private final double[] one = new double[2 * PATCH * PATCH];
  private final double[] two = new double[2 * PATCH * PATCH];
  private final double[] cross = new double[2 * PATCH * PATCH];
  private int patches;

  /**
   * An estimator.
   *
   * @param search cells that the pictures may lie apart, above 0 to a quarter of a patch of 64
   */
  public CoarseOffset(double search) {
    if (!(search > 0 && search <= PATCH / 4.0)) {
      throw new IllegalArgumentException(
          "search must be above 0 and at most %d cells, got %s".formatted(PATCH / 4, search));
    }
    this.search = search;
    for (int i = 0; i < PATCH; i++) {
      taper[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / PATCH);
    }
  }

  /**
   * Adds the cells of a window, in whole patches of 64 by 64 from its first cell; patches with more
   * than a twentieth of their cells missing in either date are left out.
   *
   * @param rows of the window
   * @param columns of the window
   * @param first values of the first date, real and imaginary part in turn, NaN no data; not
   *     modified
   * @param second values of the second date; not modified
   * @return patches that were not left out
   */
  public int add(int rows, int columns, float[] first, float[] second) {
    int before = patches;
    for (int row = 0; row + PATCH <= rows; row += PATCH) {
      for (int column = 0; column + PATCH <= columns; column += PATCH) {
        int from = row * columns + column;
        if (load(first, from, columns, one) && load(second, from, columns, two)) {
          transform.forward(one);
          transform.forward(two);
          for (int k = 0; k < cross.length; k += 2) {
            cross[k] += one[k] * two[k] + one[k + 1] * two[k + 1];
            cross[k + 1] += one[k] * two[k + 1] - one[k + 1] * two[k];
          }
          patches++;
        }
      }
    }
    return patches - before;
  }

  /** A patch's amplitudes less their mean, tapered, with a sum of squares of one. */
  private boolean load(float[] values, int from, int columns, double[] patch) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < PATCH; i++) {
      for (int j = 0; j < PATCH; j++) {
        int at = 2 * (from + i * columns + j);
        double amplitude = Math.hypot(values[at], values[at + 1]);
        patch[2 * (i * PATCH + j)] = amplitude;
        patch[2 * (i * PATCH + j) + 1] = 0;
        if (!Double.isNaN(amplitude)) {
          sum += amplitude;
          count++;
        }
      }
    }
    if (count < (1 - MOST_MISSING) * PATCH * PATCH) {
      return false;
    }
    double mean = sum / count;
    double power = 0;
    for (int i = 0; i < PATCH; i++) {
      for (int j = 0; j < PATCH; j++) {
        int at = 2 * (i * PATCH + j);
        double value = Double.isNaN(patch[at]) ? 0 : (patch[at] - mean) * taper[i] * taper[j];
        patch[at] = value;
        power += value * value;
      }
    }
    if (!(power > 0)) {
      return false;
    }
    double scale = 1 / Math.sqrt(power);
    for (int at = 0; at < patch.length; at += 2) {
      patch[at] *= scale;
    }
    return true;
  }

  /** The offset from all that was added; empty where no patch was whole. */
  public Optional<Offset> estimate() {
    if (patches == 0) {
      return Optional.empty();
    }
    double bestRow = 0;
    double bestColumn = 0;
    double most = -Double.MAX_VALUE;
    int reach = (int) Math.floor(search);
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        double value = correlation(i, j);
        if (value > most) {
          most = value;
          bestRow = i;
          bestColumn = j;
        }
      }
    }
    for (double step : STEPS) {
      double centre = correlation(bestRow, bestColumn);
      double up = correlation(bestRow - step, bestColumn);
      double down = correlation(bestRow + step, bestColumn);
      double left = correlation(bestRow, bestColumn - step);
      double right = correlation(bestRow, bestColumn + step);
      bestRow += step * ReflectorFit.vertex(up, centre, down);
      bestColumn += step * ReflectorFit.vertex(left, centre, right);
    }
    return Optional.of(new Offset(bestRow, bestColumn, correlation(bestRow, bestColumn), patches));
  }

  /** The mean correlation at an offset: the Fourier sum of the cross spectra. */
  private double correlation(double rows, double columns) {
    double[] alongReal = new double[PATCH];
    double[] alongImaginary = new double[PATCH];
    for (int k = 0; k < PATCH; k++) {
      double angle = 2 * Math.PI * signed(k) * columns / PATCH;
      alongReal[k] = pass(k) * Math.cos(angle);
      alongImaginary[k] = pass(k) * Math.sin(angle);
    }
    double sum = 0;
    for (int i = 0; i < PATCH; i++) {
      double real = 0;
      double imaginary = 0;
      for (int k = 0; k < PATCH; k++) {
        int at = 2 * (i * PATCH + k);
        real += cross[at] * alongReal[k] - cross[at + 1] * alongImaginary[k];
        imaginary += cross[at] * alongImaginary[k] + cross[at + 1] * alongReal[k];
      }
      double angle = 2 * Math.PI * signed(i) * rows / PATCH;
      sum += pass(i) * (real * Math.cos(angle) - imaginary * Math.sin(angle));
    }
    return sum / (PATCH * PATCH) / patches / (overlap(rows) * overlap(columns));
  }

  /** Correlation of the taper with itself: what an offset costs by the patches' fading alone. */
  private static double overlap(double cells) {
    return (2 + Math.cos(2 * Math.PI * cells / PATCH)) / 3;
  }

  /**
   * Frequencies that the cells' spacing may have folded are left out: from a quarter per cell on.
   */
  private static double pass(int i) {
    double share = Math.abs(signed(i)) / (PASS * PATCH);
    return share < 1 ? Math.pow(Math.cos(Math.PI / 2 * share), 2) : 0;
  }

  private static int signed(int frequency) {
    return frequency < PATCH / 2 ? frequency : frequency - PATCH;
  }
}
