package org.geofringe.server.geocode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.DateAsset;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.Stack;

/**
 * Holds the pairs of a stack of images against the truth of a simulated scene: a folder with {@code
 * los_velocity_mm_per_year.tif}, {@code delay_DATE_mm.tif} and {@code coherence_N_days.tif}. Cells
 * of about 40 m with a true coherence above 0.75 count.
 *
 * <p>Smoothed means by a Gaussian that leaves half of a wave of 200 m (a standard deviation of 37
 * m), the way GMTSAR counts its filters; of all readings of "200 m Gaussian" this smooths least.
 */
public final class TruthCheck {

  private static final double CELL_METRES = 40;
  private static final double LEAST_COHERENCE = 0.75;
  private static final double SIGMA_METRES = 200 * Math.sqrt(2 * Math.log(2)) / (2 * Math.PI);
  private static final double SEAM_METRES = 1000;

  /** Their mean is good to 0.003 rad. */
  private static final int SEAM_CELLS = 1500;

  private final Stack stack;
  private final SceneTruth truth;
  private final MapGrid coarse;
  private final int looksX;
  private final int looksY;

  /**
   * Figures of one pair.
   *
   * @param pair its dates
   * @param cells that count
   * @param offset mean of phase minus truth, rad; taken away before the others
   * @param rms of phase minus truth on 40 m cells, rad
   * @param smoothedRms the same after the Gaussian
   * @param rampEast of phase minus truth from the western to the eastern end of the cells, rad
   * @param rampSouth from the northern to the southern end, rad
   * @param seamStep of phase minus truth across the worst seam, within 1 km of it, rad; NaN where
   *     there is none
   * @param coherence mean over the cells
   * @param trueCoherence mean of the truth over the same cells
   */
  public record Figures(
      String pair,
      int cells,
      double offset,
      double rms,
      double smoothedRms,
      double rampEast,
      double rampSouth,
      double seamStep,
      double coherence,
      double trueCoherence) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %d cells, offset %.4f, rms %.4f, smoothed %.4f, ramp %.4f east %.4f south, seam %.4f"
              + " rad, coherence %.4f of %.4f",
          pair,
          cells,
          offset,
          rms,
          smoothedRms,
          rampEast,
          rampSouth,
          seamStep,
          coherence,
          trueCoherence);
    }
  }

  private TruthCheck(Stack stack, Path truth) {
    this.stack = stack;
    MapGrid grid = stack.grid();
    looksX = (int) Math.max(1, Math.round(CELL_METRES / grid.spacingX()));
    looksY = (int) Math.max(1, Math.round(CELL_METRES / grid.spacingY()));
    coarse =
        new MapGrid(
            grid.crs(),
            grid.west(),
            grid.north(),
            grid.spacingX() * looksX,
            grid.spacingY() * looksY,
            grid.rows() / looksY,
            grid.columns() / looksX);
    this.truth = new SceneTruth(truth, coarse);
  }

  /** Checks every pair of a stack. */
  public static List<Figures> check(Path stack, Path truth) throws IOException {
    TruthCheck check = new TruthCheck(Stack.open(stack), truth);
    List<LocalDate> dates = check.stack.dates();
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      for (int j = i + 1; j < dates.size(); j++) {
        figures.add(check.pair(dates.get(i), dates.get(j)));
      }
    }
    return figures;
  }

  /** Prints the figures of a stack; arguments: the stack, the truth. */
  public static void main(String[] arguments) throws IOException {
    check(Path.of(arguments[0]), Path.of(arguments[1])).forEach(System.out::println);
  }

  private Figures pair(LocalDate reference, LocalDate secondary) throws IOException {
    int cells = (int) coarse.cells();
    double[] real = new double[cells];
    double[] imaginary = new double[cells];
    float[] coherence = new float[cells];
    short[] burst = new short[cells];
    interferogram(reference, secondary, real, imaginary, coherence, burst);
    long days = ChronoUnit.DAYS.between(reference, secondary);
    float[] expected = truth.coherence(days);
    float[] phase = truth.phase(reference, secondary, stack.description().wavelengthMetres());
    double sumReal = 0;
    double sumImaginary = 0;
    boolean[] used = new boolean[cells];
    for (int i = 0; i < cells; i++) {
      used[i] = coherence[i] > 0 && expected[i] > LEAST_COHERENCE && !Float.isNaN(phase[i]);
      double size = Math.hypot(real[i], imaginary[i]);
      double cos = Math.cos(phase[i]) / size;
      double sin = Math.sin(phase[i]) / size;
      double re = used[i] ? real[i] * cos + imaginary[i] * sin : 0;
      imaginary[i] = used[i] ? imaginary[i] * cos - real[i] * sin : 0;
      real[i] = re;
      sumReal += real[i];
      sumImaginary += imaginary[i];
    }
    double offset = Math.atan2(sumImaginary, sumReal);
    double[] residual = new double[cells];
    int count = 0;
    double squares = 0;
    double seen = 0;
    double told = 0;
    for (int i = 0; i < cells; i++) {
      double re = real[i] * Math.cos(offset) + imaginary[i] * Math.sin(offset);
      imaginary[i] = imaginary[i] * Math.cos(offset) - real[i] * Math.sin(offset);
      real[i] = re;
      residual[i] = Math.atan2(imaginary[i], real[i]);
      if (used[i]) {
        count++;
        squares += residual[i] * residual[i];
        seen += coherence[i];
        told += expected[i];
      }
    }
    double[] ramp = ramp(residual, used);
    return new Figures(
        reference + " " + secondary,
        count,
        offset,
        Math.sqrt(squares / count),
        smoothedRms(real, imaginary, used),
        ramp[0],
        ramp[1],
        seamStep(real, imaginary, used, burst),
        seen / count,
        told / count);
  }

  /** Sums of looks; coherence 0 where a cell has no value in one of its looks or spans a seam. */
  private void interferogram(
      LocalDate reference,
      LocalDate secondary,
      double[] real,
      double[] imaginary,
      float[] coherence,
      short[] burst)
      throws IOException {
    int columns = stack.grid().columns();
    float[] a = new float[2 * columns * looksY];
    float[] b = new float[a.length];
    float[] owner = new float[columns * looksY];
    try (FlatRaster first = stack.open(reference, DateAsset.SLC);
        FlatRaster second = stack.open(secondary, DateAsset.SLC);
        FlatRaster owners = FlatRaster.open(stack.layer(Layer.BURST).orElseThrow())) {
      for (int row = 0; row < coarse.rows(); row++) {
        Window window = new Window(row * looksY, 0, looksY, columns);
        first.read(0, window, a, 0);
        second.read(0, window, b, 0);
        owners.read(0, window, owner, 0);
        for (int column = 0; column < coarse.columns(); column++) {
          int cell = row * coarse.columns() + column;
          double powerA = 0;
          double powerB = 0;
          boolean whole = true;
          float only = owner[column * looksX];
          for (int look = 0; look < looksX * looksY; look++) {
            int at = look / looksX * columns + column * looksX + look % looksX;
            float ar = a[2 * at];
            float ai = a[2 * at + 1];
            float br = b[2 * at];
            float bi = b[2 * at + 1];
            real[cell] += ar * br + ai * bi;
            imaginary[cell] += ai * br - ar * bi;
            powerA += ar * ar + ai * ai;
            powerB += br * br + bi * bi;
            whole &= !Float.isNaN(ar + br) && owner[at] == only;
          }
          double product = Math.sqrt(powerA * powerB);
          burst[cell] = (short) only;
          coherence[cell] =
              whole && product > 0
                  ? (float) (Math.hypot(real[cell], imaginary[cell]) / product)
                  : 0;
        }
      }
    }
  }

  private double[] ramp(double[] residual, boolean[] used) {
    int west = Integer.MAX_VALUE;
    int east = 0;
    int north = Integer.MAX_VALUE;
    int south = 0;
    double[] mean = new double[3];
    int count = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        int row = i / coarse.columns();
        int column = i % coarse.columns();
        west = Math.min(west, column);
        east = Math.max(east, column);
        north = Math.min(north, row);
        south = Math.max(south, row);
        mean[0] += column;
        mean[1] += row;
        mean[2] += residual[i];
        count++;
      }
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xz = 0;
    double yz = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        double x = i % coarse.columns() - mean[0] / count;
        int row = i / coarse.columns();
        double y = row - mean[1] / count;
        double z = residual[i] - mean[2] / count;
        xx += x * x;
        xy += x * y;
        yy += y * y;
        xz += x * z;
        yz += y * z;
      }
    }
    double determinant = xx * yy - xy * xy;
    double perColumn = (yy * xz - xy * yz) / determinant;
    double perRow = (xx * yz - xy * xz) / determinant;
    return new double[] {perColumn * (east - west), perRow * (south - north)};
  }

  private double smoothedRms(double[] real, double[] imaginary, boolean[] used) {
    double sigmaX = SIGMA_METRES / coarse.spacingX();
    double sigmaY = SIGMA_METRES / coarse.spacingY();
    double[] re = smooth(real, sigmaX, sigmaY);
    double[] im = smooth(imaginary, sigmaX, sigmaY);
    double squares = 0;
    int count = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        double phase = Math.atan2(im[i], re[i]);
        squares += phase * phase;
        count++;
      }
    }
    return Math.sqrt(squares / count);
  }

  private double[] smooth(double[] values, double sigmaX, double sigmaY) {
    int rows = coarse.rows();
    int columns = coarse.columns();
    double[] across = new double[values.length];
    double[] result = new double[values.length];
    double[] x = weights(sigmaX);
    double[] y = weights(sigmaY);
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      for (int k = -x.length / 2; k <= x.length / 2; k++) {
        if (column + k >= 0 && column + k < columns) {
          across[i] += x[k + x.length / 2] * values[i + k];
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      for (int k = -y.length / 2; k <= y.length / 2; k++) {
        if (row + k >= 0 && row + k < rows) {
          result[i] += y[k + y.length / 2] * across[i + k * columns];
        }
      }
    }
    return result;
  }

  private static double[] weights(double sigma) {
    int reach = (int) Math.ceil(4 * sigma);
    double[] weights = new double[2 * reach + 1];
    Arrays.setAll(weights, i -> Math.exp(-0.5 * Math.pow((i - reach) / sigma, 2)));
    return weights;
  }

  /**
   * The largest difference between the means of both sides of a seam, each over the cells that have
   * the other burst within some distance; seams with too few cells to tell are left out.
   */
  private double seamStep(double[] real, double[] imaginary, boolean[] used, short[] burst) {
    int down = (int) Math.round(SEAM_METRES / coarse.spacingY()) * coarse.columns();
    int across = (int) Math.round(SEAM_METRES / coarse.spacingX());
    int most = stack.frame().orElseThrow().bursts().size();
    double[][][] sums = new double[most + 1][most + 1][3];
    for (int i = 0; i < used.length; i++) {
      for (int step : new int[] {-down, down, -across, across}) {
        int other = i + step;
        if (used[i] && other >= 0 && other < used.length && burst[other] > 0) {
          double[] sum = sums[burst[i]][burst[other]];
          sum[0] += real[i];
          sum[1] += imaginary[i];
          sum[2]++;
        }
      }
    }
    double worst = Double.NaN;
    for (int a = 1; a <= most; a++) {
      for (int b = a + 1; b <= most; b++) {
        double[] p = sums[a][b];
        double[] q = sums[b][a];
        if (Math.min(p[2], q[2]) >= SEAM_CELLS) {
          double step = Math.atan2(p[1] * q[0] - p[0] * q[1], p[0] * q[0] + p[1] * q[1]);
          worst = Double.isNaN(worst) || Math.abs(step) > Math.abs(worst) ? step : worst;
        }
      }
    }
    return worst;
  }
}
