package org.geofringe.geocoding;

import java.util.Arrays;
import java.util.Locale;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.BurstSamples;
import org.jspecify.annotations.Nullable;

/**
 * Resamples one burst onto a window of the map: azimuth time and slant range of each cell, carrier
 * off, windowed-sinc interpolation of the samples, carrier back on at the cell's own fractional
 * line and sample, and exp(+j4πR/λ) on top, which takes the phase of flat earth and terrain away.
 *
 * <p>Cells are worked through in tiles that lie at multiples of 128 rows and 256 columns of the
 * grid, so that windows cut there give the same bits as one window; otherwise the carrier's phasors
 * start elsewhere and cells agree to the rounding of float.
 *
 * <p>Keeps work arrays: one object per thread.
 */
public final class BurstGeocoder {

  private static final int TILE_ROWS = 128;
  private static final int TILE_COLUMNS = 256;

  /** Samples of a rectangle beyond which a tile is halved: 4 MB of complex numbers. */
  private static final long MOST_SAMPLES = 1 << 19;

  /** What a cell holds. */
  public enum Output {
    /** The single-look complex value times exp(+j4πR/λ): what two dates are multiplied from. */
    FLATTENED,
    /** The interpolated sample without carrier, band-limited: for offsets and point targets. */
    DERAMPED
  }

  /**
   * How to resample.
   *
   * @param azimuth weights across lines
   * @param range weights along the line
   * @param output what a cell holds
   */
  public record Parameters(ResamplingKernel azimuth, ResamplingKernel range, Output output) {

    /**
     * Kernels that suit a sub-swath's bandwidths, each β the one with the least error power over
     * the processed band under its Hamming window (0.75). Range: IW1 fills 88 % of its sampling
     * rate (56.5 of 64.3 MHz), so 16 taps with β 3.5 (-44 dB; 12 taps leave -36 dB); IW2 75 %, 8
     * taps with β 3.75 (-41 dB); IW3 67 %, 8 taps with β 4.75 (-50 dB). Azimuth: 64 to 67 % of the
     * line rate, 8 taps with β 4.75 (-50 to -53 dB).
     *
     * @param swath such as {@code IW2}
     */
    public static Parameters standard(String swath, Output output) {
      ResamplingKernel range =
          switch (swath.toUpperCase(Locale.ROOT)) {
            case "IW1" -> new ResamplingKernel(16, 3.5);
            case "IW3" -> new ResamplingKernel(8, 4.75);
            default -> new ResamplingKernel(8, 3.75);
          };
      return new Parameters(new ResamplingKernel(8, 4.75), range, output);
    }
  }

  private final Burst burst;
  private final Parameters parameters;
  private final BurstCarrier carrier;
  private final Support support;
  private final DerampedTile tile;
  private final double[] lines = new double[TILE_ROWS * TILE_COLUMNS];
  private final double[] positions = new double[TILE_ROWS * TILE_COLUMNS];
  private final double[] cycles = new double[TILE_COLUMNS];
  private final double[] phasors = new double[2 * TILE_COLUMNS];
  private final double[] times = new double[TILE_COLUMNS];
  private final double[] ranges = new double[TILE_COLUMNS];
  private final float[] values = new float[2 * TILE_COLUMNS];
  private final Interpolator interpolator;
  private final @Nullable CalibrationTable calibration;

  /** Gives digital numbers, as the samples have. */
  public BurstGeocoder(Burst burst, Parameters parameters) {
    this(burst, parameters, null);
  }

  /**
   * Gives calibrated values.
   *
   * @param calibration that every value is multiplied with; null for digital numbers
   */
  public BurstGeocoder(
      Burst burst, Parameters parameters, @Nullable CalibrationTable calibration) {
    this.burst = burst;
    this.parameters = parameters;
    this.carrier = new BurstCarrier(burst);
    this.support = new Support(burst, parameters.azimuth(), parameters.range());
    this.tile = new DerampedTile(carrier);
    this.interpolator = new Interpolator(parameters.azimuth(), parameters.range());
    this.calibration = calibration;
  }

  /**
   * Geocodes a window.
   *
   * @param samples of the burst; not modified
   * @param geometry where cells lie in time and range, of this date's orbit
   * @param burstStartSeconds zero-Doppler time of the burst's line 0, in seconds from the epoch
   *     that the geometry's times count from
   * @param azimuthShiftSeconds added to every cell's time: this date's azimuth correction
   * @param grid of the map
   * @param window of the grid
   * @param heights metres above the ellipsoid, one per cell of the window, NaN unknown; not
   *     modified
   * @param wanted which cells to fill, others are left as they are; null for all; not modified
   * @param slc receives real and imaginary part in turn, 2 numbers per cell of the window, NaN
   *     where the cell has no height or its interpolation would need a sample that is not valid;
   *     modified
   */
  public void geocode(
      BurstSamples samples,
      RadarGeometry geometry,
      double burstStartSeconds,
      double azimuthShiftSeconds,
      MapGrid grid,
      Window window,
      float[] heights,
      boolean @Nullable [] wanted,
      float[] slc) {
    int cells = window.cells();
    if (heights.length < cells
        || slc.length < 2 * cells
        || (wanted != null && wanted.length < cells)) {
      throw new IllegalArgumentException(
          "a window of %d cells needs as many heights and twice as many numbers, got %d and %d"
              .formatted(cells, heights.length, slc.length));
    }
    Work work =
        new Work(
            samples,
            geometry,
            burstStartSeconds - azimuthShiftSeconds,
            grid,
            window,
            heights,
            wanted,
            slc);
    int bottom = window.row() + window.rows();
    int right = window.column() + window.columns();
    for (int row = window.row(); row < bottom; ) {
      int nextRow = Math.min(bottom, (row / TILE_ROWS + 1) * TILE_ROWS);
      for (int column = window.column(); column < right; ) {
        int nextColumn = Math.min(right, (column / TILE_COLUMNS + 1) * TILE_COLUMNS);
        tile(work, new Window(row, column, nextRow - row, nextColumn - column));
        column = nextColumn;
      }
      row = nextRow;
    }
  }

  private record Work(
      BurstSamples samples,
      RadarGeometry geometry,
      double start,
      MapGrid grid,
      Window window,
      float[] heights,
      boolean @Nullable [] wanted,
      float[] slc) {

    boolean wants(int index) {
      boolean[] which = wanted;
      return which == null || which[index];
    }

    /** Index of a cell of the grid in the window's arrays. */
    int index(int row, int column) {
      return (row - window.row()) * window.columns() + column - window.column();
    }
  }

  private void tile(Work work, Window part) {
    int firstLine = Integer.MAX_VALUE;
    int lastLine = -1;
    int firstSample = Integer.MAX_VALUE;
    int lastSample = -1;
    for (int i = 0; i < part.rows(); i++) {
      locate(work, part, i);
      int offset = i * part.columns();
      for (int k = offset; k < offset + part.columns(); k++) {
        if (support.holds(lines[k], positions[k])) {
          int line = (int) lines[k];
          int sample = (int) positions[k];
          firstLine = Math.min(firstLine, line);
          lastLine = Math.max(lastLine, line);
          firstSample = Math.min(firstSample, sample);
          lastSample = Math.max(lastSample, sample);
        } else {
          lines[k] = Double.NaN;
        }
      }
    }
    if (lastLine >= 0) {
      int height = lastLine - firstLine + parameters.azimuth().taps();
      int width = lastSample - firstSample + parameters.range().taps();
      if ((long) height * width > MOST_SAMPLES && part.cells() > 1) {
        halves(work, part);
        return;
      }
      tile.load(
          work.samples,
          firstLine + 1 - parameters.azimuth().before(),
          firstSample + 1 - parameters.range().before(),
          height,
          width);
    }
    for (int i = 0; i < part.rows(); i++) {
      fill(work, part, i);
    }
  }

  private void halves(Work work, Window part) {
    if (part.columns() >= part.rows()) {
      int half = part.columns() / 2;
      tile(work, new Window(part.row(), part.column(), part.rows(), half));
      tile(work, new Window(part.row(), part.column() + half, part.rows(), part.columns() - half));
    } else {
      int half = part.rows() / 2;
      tile(work, new Window(part.row(), part.column(), half, part.columns()));
      tile(work, new Window(part.row() + half, part.column(), part.rows() - half, part.columns()));
    }
  }

  private void locate(Work work, Window part, int i) {
    int count = part.columns();
    int index = work.index(part.row() + i, part.column());
    boolean any = false;
    for (int j = 0; j < count && !any; j++) {
      any = work.wants(index + j);
    }
    int offset = i * count;
    if (!any) {
      Arrays.fill(lines, offset, offset + count, Double.NaN);
      return;
    }
    MapGrid grid = work.grid;
    work.geometry.locate(
        grid.x(part.column()),
        grid.spacingX(),
        grid.y(part.row() + i),
        work.heights,
        index,
        count,
        times,
        ranges);
    double perLine = 1 / burst.lineInterval();
    double perSample = 1 / burst.rangeSpacing();
    double nearest = burst.firstRange();
    for (int j = 0; j < count; j++) {
      lines[offset + j] = (times[j] - work.start) * perLine;
      positions[offset + j] = (ranges[j] - nearest) * perSample;
    }
  }

  private void fill(Work work, Window part, int i) {
    int count = part.columns();
    int index = work.index(part.row() + i, part.column());
    int offset = i * count;
    interpolator.row(tile, lines, positions, offset, count, values);
    if (parameters.output() == Output.FLATTENED) {
      turn(offset, count);
    }
    if (calibration != null) {
      calibration.apply(lines, positions, offset, count, values);
    }
    float[] slc = work.slc;
    if (work.wanted == null) {
      System.arraycopy(values, 0, slc, 2 * index, 2 * count);
      return;
    }
    for (int j = 0; j < count; j++) {
      if (work.wants(index + j)) {
        slc[2 * (index + j)] = values[2 * j];
        slc[2 * (index + j) + 1] = values[2 * j + 1];
      }
    }
  }

  /** Carrier back and flattening, as one phase. */
  private void turn(int offset, int count) {
    carrier.cycles(lines, positions, offset, count, cycles);
    double perSample = 2 * burst.rangeSpacing() / burst.wavelength();
    double first = 2 * burst.firstRange() / burst.wavelength();
    for (int j = 0; j < count; j++) {
      cycles[j] = first + positions[offset + j] * perSample - cycles[j];
    }
    UnitPhasor.of(cycles, count, phasors, 0, TILE_COLUMNS);
    for (int j = 0; j < count; j++) {
      float real = values[2 * j];
      float imaginary = values[2 * j + 1];
      float cosine = (float) phasors[j];
      float sine = (float) phasors[TILE_COLUMNS + j];
      values[2 * j] = real * cosine - imaginary * sine;
      values[2 * j + 1] = real * sine + imaginary * cosine;
    }
  }
}
