package org.geofringe.correction;

import java.time.LocalDate;
import java.util.List;

/**
 * What is smooth in space and rough in time is atmosphere (Ferretti et al. 2001; Berardino et al.
 * 2002): each cell's series, without its straight line, minus its Gaussian mean over time, is
 * averaged with a Gaussian over space.
 *
 * <p>Works on means over blocks of cells, which hold the same after smoothing as the cells do: both
 * steps are linear, and blocks stay below a third of the standard deviation. Means over space are
 * normalised by the number of cells with data (Knutsson and Westin 1993), those over time by the
 * weights of the dates that there are. The result is zero at the first date, and without any even
 * growth: straight lines through cells stay as they are.
 */
public final class AtmosphereFilter {

  private static final double REACH = 3;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final double BLOCKS_PER_SIGMA = 3;

  /**
   * Widths of the filter.
   *
   * @param days standard deviation in time, above 0
   * @param sigmaRows standard deviation down the rows of the fine grid, in cells, at least 0.5
   * @param sigmaColumns the same along columns
   */
  public record Parameters(double days, double sigmaRows, double sigmaColumns) {

    public Parameters {
      if (!(days > 0 && days <= 100_000)) {
        throw new IllegalArgumentException("days must be above 0, to 100000, got " + days);
      }
      check("sigmaRows", sigmaRows);
      check("sigmaColumns", sigmaColumns);
    }

    private static void check(String name, double sigma) {
      if (!(sigma >= 0.5 && sigma <= 1e6)) {
        throw new IllegalArgumentException(name + " must be 0.5 to 1000000 cells, got " + sigma);
      }
    }
  }

  private AtmosphereFilter() {}

  /** The blocks to work on for a grid. */
  public static CoarseGrid blocks(int rows, int columns, Parameters parameters) {
    return new CoarseGrid(
        rows, columns, side(parameters.sigmaRows()), side(parameters.sigmaColumns()));
  }

  private static int side(double sigma) {
    return (int) Math.max(1, sigma / BLOCKS_PER_SIGMA);
  }

  /**
   * Turns sums over blocks into the atmosphere at their centres.
   *
   * @param dates ascending, three or more
   * @param sums as {@link CoarseGrid#add} makes them, date i at {@code i * grid.cells()};
   *     overwritten with the result in the unit of the series; 0 where there is no data within
   *     reach
   * @param counts as it makes them; not modified
   */
  public static void apply(
      List<LocalDate> dates, CoarseGrid grid, float[] sums, float[] counts, Parameters parameters) {
    SeriesTime time = new SeriesTime(dates);
    time.check(sums, grid.cells());
    if (dates.size() < 3) {
      throw new IllegalArgumentException("dates must be three or more, got " + dates.size());
    }
    int cells = counts.length;
    for (int d = 0; d < time.dates(); d++) {
      for (int i = 0; i < cells; i++) {
        sums[d * cells + i] = counts[i] > 0 ? sums[d * cells + i] / counts[i] : Float.NaN;
      }
    }
    time.detrend(sums, cells);
    highPass(time, sums, cells, parameters.days());
    double[] down = weights(parameters.sigmaRows(), grid.down());
    double[] across = weights(parameters.sigmaColumns(), grid.across());
    double[] total = smooth(counts, 0, counts, grid, down, across);
    for (int d = 0; d < time.dates(); d++) {
      double[] mean = smooth(sums, d * cells, counts, grid, down, across);
      for (int i = 0; i < cells; i++) {
        sums[d * cells + i] = total[i] > 0 ? (float) (mean[i] / total[i]) : 0;
      }
    }
  }

  /** Leaves of each series what is rough in time, without even growth and zero at first. */
  private static void highPass(SeriesTime time, float[] series, int cells, double days) {
    int dates = time.dates();
    double[][] weights = new double[dates][dates];
    for (int d = 0; d < dates; d++) {
      double total = 0;
      for (int e = 0; e < dates; e++) {
        double u = (time.years(d) - time.years(e)) * DAYS_PER_YEAR / days;
        weights[d][e] = Math.exp(-0.5 * u * u);
        total += weights[d][e];
      }
      for (int e = 0; e < dates; e++) {
        weights[d][e] /= total;
      }
    }
    double[] rough = new double[dates];
    for (int i = 0; i < cells; i++) {
      for (int d = 0; d < dates; d++) {
        double smooth = 0;
        for (int e = 0; e < dates; e++) {
          smooth += weights[d][e] * series[e * cells + i];
        }
        rough[d] = series[d * cells + i] - smooth;
      }
      double slope = time.slope(rough);
      for (int d = 0; d < dates; d++) {
        series[d * cells + i] = (float) (rough[d] - rough[0] - slope * time.years(d));
      }
    }
  }

  /**
   * Weights of a block and of those ahead of it. Blocks and straight lines between their centres
   * smooth too, by a variance of (side² - 1) / 4, which the Gaussian leaves out.
   */
  private static double[] weights(double sigma, int side) {
    double rest = Math.sqrt(sigma * sigma - (side * side - 1) / 4.0) / side;
    double[] weights = new double[1 + (int) Math.ceil(REACH * rest)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(-0.5 * (i / rest) * (i / rest));
    }
    return weights;
  }

  /** Gaussian sum of values times counts; where the values are the counts, of the counts alone. */
  private static double[] smooth(
      float[] values, int start, float[] counts, CoarseGrid grid, double[] down, double[] across) {
    int rows = grid.rows();
    int columns = grid.columns();
    double[] along = new double[rows * columns];
    double[] line = new double[columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        line[c] = counts[i] == 0 ? 0 : values == counts ? counts[i] : counts[i] * values[start + i];
      }
      for (int c = 0; c < columns; c++) {
        double sum = across[0] * line[c];
        int reach = Math.min(across.length - 1, Math.max(c, columns - 1 - c));
        for (int k = 1; k <= reach; k++) {
          double pair = (c >= k ? line[c - k] : 0) + (c + k < columns ? line[c + k] : 0);
          sum += across[k] * pair;
        }
        along[r * columns + c] = sum;
      }
    }
    double[] smooth = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      int from = Math.max(0, r - down.length + 1);
      int to = Math.min(rows - 1, r + down.length - 1);
      for (int other = from; other <= to; other++) {
        double weight = down[Math.abs(other - r)];
        for (int c = 0; c < columns; c++) {
          smooth[r * columns + c] += weight * along[other * columns + c];
        }
      }
    }
    return smooth;
  }
}
