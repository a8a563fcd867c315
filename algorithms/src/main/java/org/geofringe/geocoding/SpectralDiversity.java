package org.geofringe.geocoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.TopsCarrier;

/**
 * How far a date is out of step along azimuth with another, from the ground that two consecutive
 * bursts both saw (Prats-Iraola et al. 2012, IEEE TGRS 50, 2029; Fattahi et al. 2017, IEEE TGRS 55,
 * 777).
 *
 * <p>A date whose times are late by ε has the phase 2π f ε too much in a burst that sees the cell
 * at the Doppler frequency f. In (a₀ b₀*)(a₁ b₁*)* of the dates a and b and the bursts 0 and 1 all
 * else cancels, and its phase is 2π (f₀ - f₁) δ, where δ is what must be <em>added</em> to the
 * times of b. f₀ - f₁ is taken from the carriers at the very cell: near the rate times the time
 * between bursts, and not times a burst's length.
 *
 * <p>Products are summed over blocks of about 40 m. The phase variance of a block follows from its
 * coherences γ in both bursts, (1 - γ²) / (2 L γ²) each, with γ² rid of its bias, (L γ² - 1) / (L -
 * 1), and L the effective looks: neighbouring cells are not independent, 32 cells of 5 x 10 m hold
 * 13.7 looks. One object gathers one overlap of one pair of dates; not for several threads at once.
 */
public final class SpectralDiversity {

  /** Square metres of ground that hold one independent look. */
  private static final double LOOK_AREA = 1600 / 13.7;

  /** Blocks below this squared coherence carry no weight worth their bias. */
  private static final double LEAST_SQUARED_COHERENCE = 0.05;

  private static final double HUBER = 2.5;
  private static final int ROUNDS = 8;

  /**
   * Blocks over which products are summed.
   *
   * @param rows of a block
   * @param columns of a block
   * @param effectiveLooks independent looks that a full block holds, more than 1
   */
  public record Parameters(int rows, int columns, double effectiveLooks) {

    public Parameters {
      if (rows < 1 || columns < 1 || !(effectiveLooks > 1 && effectiveLooks <= rows * columns)) {
        throw new IllegalArgumentException(
            "blocks of %d x %d cells cannot hold %s looks: more than 1 and at most one a cell"
                .formatted(rows, columns, effectiveLooks));
      }
    }

    /**
     * Blocks of about 40 m.
     *
     * @param spacingX metres from column to column
     * @param spacingY metres from row to row
     */
    public static Parameters standard(double spacingX, double spacingY) {
      int rows = (int) Math.max(2, Math.round(40 / spacingY));
      int columns = (int) Math.max(2, Math.round(40 / spacingX));
      double looks = rows * spacingY * columns * spacingX / LOOK_AREA;
      return new Parameters(rows, columns, Math.max(1.5, Math.min(looks, rows * columns)));
    }
  }

  /**
   * A measured shift.
   *
   * @param shiftSeconds to add to the second date's times
   * @param standardErrorSeconds of the shift, from the scatter of the blocks where that is more
   *     than their coherence tells
   * @param blocks that made it
   * @param dopplerDifference mean f₀ - f₁ in Hz
   */
  public record Estimate(
      double shiftSeconds, double standardErrorSeconds, int blocks, double dopplerDifference) {

    /** Shifts that differ by this many seconds look the same. */
    public double ambiguitySeconds() {
      return 1 / Math.abs(dopplerDifference);
    }

    /**
     * Whether the shift is so near to half the ambiguity that it may have wrapped: a coarse offset
     * must tell.
     */
    public boolean nearsAmbiguity() {
      return Math.abs(shiftSeconds) + 4 * standardErrorSeconds > 0.35 * ambiguitySeconds();
    }
  }

  private final Parameters parameters;
  private double[] phases = new double[256];
  private double[] dopplers = new double[256];
  private double[] variances = new double[256];
  private int count;

  public SpectralDiversity(Parameters parameters) {
    this.parameters = parameters;
  }

  /**
   * The difference of the Doppler frequencies at which two bursts of a date see cells.
   *
   * @param first the earlier burst
   * @param second the later burst
   * @param geometry of the date
   * @param grid of the map
   * @param window of the grid
   * @param heights metres above the ellipsoid, one per cell of the window; not modified
   * @param differences receives f₀ - f₁ in Hz for each cell of the window, NaN without height;
   *     modified
   */
  public static void dopplerDifference(
      PlacedBurst first,
      PlacedBurst second,
      RadarGeometry geometry,
      MapGrid grid,
      Window window,
      float[] heights,
      float[] differences) {
    TopsCarrier one = new TopsCarrier(first.burst());
    TopsCarrier two = new TopsCarrier(second.burst());
    int columns = window.columns();
    double[] times = new double[columns];
    double[] ranges = new double[columns];
    for (int row = 0; row < window.rows(); row++) {
      geometry.locate(
          grid.x(window.column()),
          grid.spacingX(),
          grid.y(window.row() + row),
          heights,
          row * columns,
          columns,
          times,
          ranges);
      for (int i = 0; i < columns; i++) {
        differences[row * columns + i] =
            (float)
                (one.frequency(first.line(times[i]), first.burst().sample(ranges[i]))
                    - two.frequency(second.line(times[i]), second.burst().sample(ranges[i])));
      }
    }
  }

  /**
   * Adds the cells of a window. Blocks are counted from its first cell; those with less than half
   * of their cells in all four images are left out.
   *
   * @param rows of the window
   * @param columns of the window
   * @param first0 flattened values of the first date from the earlier burst, real and imaginary
   *     part in turn, NaN no data; not modified
   * @param first1 of the first date from the later burst; not modified
   * @param second0 of the second date from the earlier burst; not modified
   * @param second1 of the second date from the later burst; not modified
   * @param dopplerDifferences f₀ - f₁ in Hz, one per cell; not modified
   */
  public void add(
      int rows,
      int columns,
      float[] first0,
      float[] first1,
      float[] second0,
      float[] second1,
      float[] dopplerDifferences) {
    Block block = new Block();
    for (int row = 0; row + parameters.rows() <= rows; row += parameters.rows()) {
      for (int column = 0; column + parameters.columns() <= columns; ) {
        block.clear();
        for (int i = row; i < row + parameters.rows(); i++) {
          for (int j = column; j < column + parameters.columns(); j++) {
            int at = i * columns + j;
            block.add(at, first0, first1, second0, second1, dopplerDifferences);
          }
        }
        keep(block);
        column += parameters.columns();
      }
    }
  }

  private static final class Block {
    private final double[] sums = new double[9];
    private int cells;

    void clear() {
      Arrays.fill(sums, 0);
      cells = 0;
    }

    void add(int at, float[] a0, float[] a1, float[] b0, float[] b1, float[] doppler) {
      int re = 2 * at;
      int im = re + 1;
      double check = (double) a0[re] + a1[re] + b0[re] + b1[re] + doppler[at];
      if (Double.isNaN(check)) {
        return;
      }
      sums[0] += a0[re] * b0[re] + a0[im] * b0[im];
      sums[1] += a0[im] * b0[re] - a0[re] * b0[im];
      sums[2] += a1[re] * b1[re] + a1[im] * b1[im];
      sums[3] += a1[im] * b1[re] - a1[re] * b1[im];
      sums[4] += a0[re] * a0[re] + a0[im] * a0[im];
      sums[5] += a1[re] * a1[re] + a1[im] * a1[im];
      sums[6] += b0[re] * b0[re] + b0[im] * b0[im];
      sums[7] += b1[re] * b1[re] + b1[im] * b1[im];
      sums[8] += doppler[at];
      cells++;
    }

    double squaredCoherence(int burst) {
      double real = sums[2 * burst];
      double imaginary = sums[2 * burst + 1];
      return (real * real + imaginary * imaginary) / (sums[4 + burst] * sums[6 + burst]);
    }
  }

  private void keep(Block block) {
    int full = parameters.rows() * parameters.columns();
    if (2 * block.cells < full) {
      return;
    }
    double looks = parameters.effectiveLooks() * block.cells / full;
    double variance = 0;
    for (int burst = 0; burst < 2; burst++) {
      double squared = (looks * block.squaredCoherence(burst) - 1) / (looks - 1);
      if (!(squared >= LEAST_SQUARED_COHERENCE)) {
        return;
      }
      // A perfectly coherent block would drown all others.
      squared = Math.min(squared, 0.999);
      variance += (1 - squared) / (2 * looks * squared);
    }
    if (count == phases.length) {
      phases = Arrays.copyOf(phases, 2 * count);
      dopplers = Arrays.copyOf(dopplers, 2 * count);
      variances = Arrays.copyOf(variances, 2 * count);
    }
    double[] s = block.sums;
    phases[count] = Math.atan2(s[1] * s[2] - s[0] * s[3], s[0] * s[2] + s[1] * s[3]);
    dopplers[count] = s[8] / block.cells;
    variances[count] = variance;
    count++;
  }

  /** The shift from all that was added; empty where no block was coherent enough. */
  public Optional<Estimate> estimate() {
    if (count == 0) {
      return Optional.empty();
    }
    double real = 0;
    double imaginary = 0;
    double doppler = 0;
    double weights = 0;
    for (int i = 0; i < count; i++) {
      double weight = 1 / variances[i];
      real += weight * Math.cos(phases[i]);
      imaginary += weight * Math.sin(phases[i]);
      doppler += weight * dopplers[i];
      weights += weight;
    }
    doppler /= weights;
    double shift = Math.atan2(imaginary, real) / (2 * Math.PI * doppler);
    double information = 0;
    double scatter = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double step = 0;
      information = 0;
      scatter = 0;
      for (int i = 0; i < count; i++) {
        double slope = 2 * Math.PI * dopplers[i];
        double residual = wrap(phases[i] - slope * shift);
        double normal = Math.abs(residual) / Math.sqrt(variances[i]);
        double weight = Math.min(1, HUBER / normal) / variances[i];
        step += weight * slope * residual;
        information += weight * slope * slope;
        scatter += weight * residual * residual;
      }
      shift += step / information;
    }
    double inflation = Math.max(1, Math.sqrt(scatter / count));
    return Optional.of(new Estimate(shift, inflation / Math.sqrt(information), count, doppler));
  }

  private static double wrap(double angle) {
    return angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI));
  }

  /**
   * The weighted mean of several overlaps' shifts of the same pair of dates.
   *
   * @param estimates at least one; taken to the same ambiguity before the mean
   */
  public static Estimate combine(List<Estimate> estimates) {
    if (estimates.isEmpty()) {
      throw new IllegalArgumentException("no estimate to combine");
    }
    Estimate best = estimates.get(0);
    for (Estimate estimate : estimates) {
      if (estimate.standardErrorSeconds() < best.standardErrorSeconds()) {
        best = estimate;
      }
    }
    List<Double> shifts = new ArrayList<>();
    double sum = 0;
    double weights = 0;
    double doppler = 0;
    int blocks = 0;
    for (Estimate estimate : estimates) {
      double period = estimate.ambiguitySeconds();
      double turns = Math.rint((best.shiftSeconds() - estimate.shiftSeconds()) / period);
      double shift = estimate.shiftSeconds() + turns * period;
      double weight = Math.pow(estimate.standardErrorSeconds(), -2);
      shifts.add(shift);
      sum += weight * shift;
      doppler += weight * estimate.dopplerDifference();
      weights += weight;
      blocks += estimate.blocks();
    }
    double mean = sum / weights;
    double chiSquare = 0;
    for (int i = 0; i < shifts.size(); i++) {
      double normal = (shifts.get(i) - mean) / estimates.get(i).standardErrorSeconds();
      chiSquare += normal * normal;
    }
    double freedom = Math.max(1, shifts.size() - 1);
    double inflation = Math.max(1, Math.sqrt(chiSquare / freedom));
    return new Estimate(mean, inflation / Math.sqrt(weights), blocks, doppler / weights);
  }
}
