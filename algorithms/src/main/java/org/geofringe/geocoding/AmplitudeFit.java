package org.geofringe.geocoding;

import java.util.Optional;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;

/**
 * Finds a point target in the amplitude of geocoded cells: least squares of the known response, a
 * Hamming-weighted sinc along lines and along samples, over the 7 x 7 cells about the brightest.
 * Each cell knows its own line and sample, so that the response lies askew on the map as it does in
 * truth, and bends with the terrain. A bell drawn along the map's axes would not fit.
 */
public final class AmplitudeFit {

  private static final int HALF = 3;
  private static final int ROUNDS = 12;
  private static final double HAMMING = 0.75;

  /** Share of the line rate that IW's processed azimuth band fills, 313 to 327 of 486.5 Hz. */
  private static final double AZIMUTH_BAND = 0.65;

  private AmplitudeFit() {}

  /**
   * Where a target is.
   *
   * @param row fractional row of the grid
   * @param column fractional column of the grid
   * @param line fractional line of the burst
   * @param sample fractional sample of the burst
   * @param amplitude at the peak
   */
  public record Place(double row, double column, double line, double sample, double amplitude) {}

  /**
   * Finds the target nearest to a cell.
   *
   * @param placed burst that the cells were taken from
   * @param geometry of the date
   * @param grid of the map
   * @param window of the grid
   * @param heights metres above the ellipsoid, one per cell of the window; not modified
   * @param slc real and imaginary part in turn, NaN no data; not modified
   * @param row of the grid, expected
   * @param column of the grid, expected
   * @param reach how many cells the brightest may lie off
   * @return empty where the cells needed are not in the window or lack data, or no response fits
   */
  public static Optional<Place> find(
      PlacedBurst placed,
      RadarGeometry geometry,
      MapGrid grid,
      Window window,
      float[] heights,
      float[] slc,
      int row,
      int column,
      int reach) {
    int top = row - window.row();
    int left = column - window.column();
    int margin = reach + HALF;
    if (top < margin
        || left < margin
        || top + margin >= window.rows()
        || left + margin >= window.columns()) {
      return Optional.empty();
    }
    int brightest = 0;
    double most = -1;
    for (int i = top - reach; i <= top + reach; i++) {
      for (int j = left - reach; j <= left + reach; j++) {
        int at = i * window.columns() + j;
        double amplitude = Math.hypot(slc[2 * at], slc[2 * at + 1]);
        if (amplitude > most) {
          most = amplitude;
          brightest = at;
        }
      }
    }
    Patch patch = new Patch(placed, geometry, grid, window, heights, slc, brightest);
    return patch.complete ? patch.fit(most) : Optional.empty();
  }

  /** The cells about the brightest, each with its amplitude, line and sample. */
  private static final class Patch {
    private static final int SIZE = 2 * HALF + 1;
    private static final int CENTRE = HALF * SIZE + HALF;

    private final double[] amplitudes = new double[SIZE * SIZE];
    private final double[] lines = new double[SIZE * SIZE];
    private final double[] samples = new double[SIZE * SIZE];
    private final double rangeBand;
    private final int row;
    private final int column;
    private final boolean complete;

    Patch(
        PlacedBurst placed,
        RadarGeometry geometry,
        MapGrid grid,
        Window window,
        float[] heights,
        float[] slc,
        int centre) {
      row = window.row() + centre / window.columns();
      column = window.column() + centre % window.columns();
      rangeBand =
          switch (placed.burst().id().swath()) {
            case "IW1" -> 56.5e6 / placed.burst().samplingRate();
            case "IW3" -> 42.8e6 / placed.burst().samplingRate();
            default -> 48.3e6 / placed.burst().samplingRate();
          };
      double[] times = new double[SIZE];
      double[] ranges = new double[SIZE];
      double sum = 0;
      for (int i = 0; i < SIZE; i++) {
        int from = centre + (i - HALF) * window.columns() - HALF;
        geometry.locate(
            grid.x(column - HALF),
            grid.spacingX(),
            grid.y(row - HALF + i),
            heights,
            from,
            SIZE,
            times,
            ranges);
        for (int j = 0; j < SIZE; j++) {
          int at = i * SIZE + j;
          amplitudes[at] = Math.hypot(slc[2 * (from + j)], slc[2 * (from + j) + 1]);
          lines[at] = placed.line(times[j]);
          samples[at] = placed.burst().sample(ranges[j]);
          sum += amplitudes[at] + lines[at] + samples[at];
        }
      }
      complete = Double.isFinite(sum);
    }

    Optional<Place> fit(double brightest) {
      double line = lines[CENTRE];
      double sample = samples[CENTRE];
      double amplitude = brightest;
      for (int round = 0; round < ROUNDS; round++) {
        double[][] normal = new double[3][4];
        for (int at = 0; at < amplitudes.length; at++) {
          double across = response((lines[at] - line) * AZIMUTH_BAND);
          double along = response((samples[at] - sample) * rangeBand);
          double model = across * along;
          double sign = Math.signum(model);
          double[] slope = {
            Math.abs(model),
            -sign * amplitude * along * AZIMUTH_BAND * slope((lines[at] - line) * AZIMUTH_BAND),
            -sign * amplitude * across * rangeBand * slope((samples[at] - sample) * rangeBand)
          };
          double residual = amplitudes[at] - amplitude * Math.abs(model);
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              normal[i][j] += slope[i] * slope[j];
            }
            normal[i][3] += slope[i] * residual;
          }
        }
        solve(normal);
        amplitude += normal[0][3];
        line += Math.max(-0.5, Math.min(0.5, normal[1][3]));
        sample += Math.max(-0.5, Math.min(0.5, normal[2][3]));
      }
      return place(line, sample, amplitude);
    }

    private Optional<Place> place(double line, double sample, double amplitude) {
      double lineDown = (lines[CENTRE + SIZE] - lines[CENTRE - SIZE]) / 2;
      double lineRight = (lines[CENTRE + 1] - lines[CENTRE - 1]) / 2;
      double sampleDown = (samples[CENTRE + SIZE] - samples[CENTRE - SIZE]) / 2;
      double sampleRight = (samples[CENTRE + 1] - samples[CENTRE - 1]) / 2;
      double determinant = lineDown * sampleRight - lineRight * sampleDown;
      double lines0 = line - lines[CENTRE];
      double samples0 = sample - samples[CENTRE];
      double down = (lines0 * sampleRight - lineRight * samples0) / determinant;
      double right = (lineDown * samples0 - lines0 * sampleDown) / determinant;
      if (!(Math.hypot(down, right) <= HALF)) {
        return Optional.empty();
      }
      return Optional.of(new Place(row + down, column + right, line, sample, amplitude));
    }

    /** Gauss-Jordan on three equations; the last column becomes the answer. */
    private static void solve(double[][] normal) {
      for (int i = 0; i < 3; i++) {
        double pivot = normal[i][i];
        for (int j = i; j < 4; j++) {
          normal[i][j] /= pivot;
        }
        for (int k = 0; k < 3; k++) {
          double factor = normal[k][i];
          for (int j = i; j < 4 && k != i; j++) {
            normal[k][j] -= factor * normal[i][j];
          }
        }
      }
    }
  }

  /** Response of a Hamming-weighted band, 1 at its peak, at an offset in cycles of the band. */
  private static double response(double x) {
    double side = (1 - HAMMING) / 2 / HAMMING;
    return sinc(x) + side * (sinc(x - 1) + sinc(x + 1));
  }

  private static double slope(double x) {
    double step = 1e-4;
    return (response(x + step) - response(x - step)) / (2 * step);
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
