package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.geofringe.geocoding.BurstGeocoder.Output;
import org.geofringe.geocoding.BurstGeocoder.Parameters;
import org.geofringe.geocoding.IndependentScenes.Date;
import org.geofringe.geometry.BicubicSampler;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;

/**
 * Pairs of the independent scenes against the deformation and delay that made them, on blocks of 40
 * m.
 */
class IndependentPairsTest {

  private static final int ROWS = 4;
  private static final int COLUMNS = 8;
  private static final double[] DAYS = {0, 12, 24};

  /** Residual phasors of a pair, with amplitude 1, and which blocks are coherent by truth. */
  private record Residual(int rows, int columns, float[] real, float[] imaginary) {}

  /** The signal of all three dates, in strips, through seams fixed by the first date. */
  private static Residual[] residuals(IndependentScenes scenes, short[] owner) throws IOException {
    int rows = scenes.grid.rows() / ROWS;
    int columns = scenes.grid.columns() / COLUMNS;
    Residual[] pairs = new Residual[3];
    for (int i = 0; i < 3; i++) {
      pairs[i] = new Residual(rows, columns, new float[rows * columns], new float[rows * columns]);
      Arrays.fill(pairs[i].real, Float.NaN);
    }
    Arrays.fill(owner, Seams.NONE);
    Seams seams = new Seams(scenes.dates.get(0).bursts());
    RadarGeometry[] geometry = new RadarGeometry[3];
    BurstGeocoder[][] geocoder = new BurstGeocoder[3][2];
    BicubicSampler[] delay = new BicubicSampler[3];
    for (int i = 0; i < 3; i++) {
      Date date = scenes.dates.get(i);
      geometry[i] = scenes.geometry(date);
      delay[i] = new BicubicSampler(scenes.raster("truth/delay_" + date.name() + "_mm.tif"));
      for (int b = 0; b < 2; b++) {
        geocoder[i][b] =
            new BurstGeocoder(
                date.bursts().get(b).burst(), Parameters.standard("IW2", Output.FLATTENED));
      }
    }
    BicubicSampler velocity =
        new BicubicSampler(scenes.raster("truth/los_velocity_mm_per_year.tif"));
    BicubicSampler[] coherence = {
      new BicubicSampler(scenes.raster("truth/coherence_12_days.tif")),
      new BicubicSampler(scenes.raster("truth/coherence_24_days.tif"))
    };
    double wavelength = scenes.dates.get(0).bursts().get(0).burst().wavelength();
    int strip = 128;
    float[][] slc = new float[3][2 * strip * scenes.grid.columns()];
    boolean[] wanted = new boolean[strip * scenes.grid.columns()];
    short[] ordinals = new short[wanted.length];
    double[] at = new double[2];
    for (int row = 0; row < scenes.grid.rows(); row += strip) {
      int height = Math.min(strip, scenes.grid.rows() - row);
      Window window = scenes.reach(row, height, seams, geometry[0]);
      float[] heights = scenes.heights(window);
      seams.choose(geometry[0], scenes.grid, window, heights, ordinals);
      for (int i = 0; i < 3; i++) {
        Date date = scenes.dates.get(i);
        Arrays.fill(slc[i], Float.NaN);
        for (int b = 0; b < 2; b++) {
          for (int cell = 0; cell < window.cells(); cell++) {
            wanted[cell] = ordinals[cell] == b;
          }
          geocoder[i][b].geocode(
              date.samples().get(b),
              geometry[i],
              date.bursts().get(b).startSeconds(),
              0,
              scenes.grid,
              window,
              heights,
              wanted,
              slc[i]);
        }
      }
      for (int r = 0; r < height / ROWS; r++) {
        for (int c = 0; c < window.columns() / COLUMNS; c++) {
          int column = window.column() + c * COLUMNS;
          int block = (row / ROWS + r) * columns + column / COLUMNS;
          scenes.place(scenes.grid.x(column + 3.5), scenes.grid.y(row + r * ROWS + 1.5), at);
          owner[block] = ordinals[r * ROWS * window.columns() + c * COLUMNS];
          for (int pair = 0; pair < 3; pair++) {
            int i = pair == 2 ? 1 : 0;
            int j = pair == 0 ? 1 : 2;
            double path =
                delay[i].at(at[0], at[1])
                    - delay[j].at(at[0], at[1])
                    - velocity.at(at[0], at[1]) * (DAYS[i] - DAYS[j]) / 365.25;
            double truth = -4 * Math.PI / wavelength * path / 1000;
            boolean coherent = coherence[pair == 1 ? 1 : 0].at(at[0], at[1]) > 0.75;
            double real = 0;
            double imaginary = 0;
            for (int k = 0; k < ROWS; k++) {
              for (int m = 0; m < COLUMNS; m++) {
                int cell = 2 * ((r * ROWS + k) * window.columns() + c * COLUMNS + m);
                float ar = slc[i][cell];
                float ai = slc[i][cell + 1];
                float br = slc[j][cell];
                float bi = slc[j][cell + 1];
                real += ar * br + ai * bi;
                imaginary += ai * br - ar * bi;
              }
            }
            double phase = Math.atan2(imaginary, real) - truth;
            pairs[pair].real[block] = coherent ? (float) Math.cos(phase) : Float.NaN;
            pairs[pair].imaginary[block] = coherent ? (float) Math.sin(phase) : Float.NaN;
            if (Double.isNaN(phase)) {
              pairs[pair].real[block] = Float.NaN;
            }
          }
        }
      }
    }
    return pairs;
  }

  /** Gaussian that halves a wave of 200 m, as GMTSAR's: σ 37.5 m, over what is there. */
  private static double[] smooth(Residual pair) {
    double[] weights = new double[7];
    for (int i = -3; i <= 3; i++) {
      weights[i + 3] = Math.exp(-0.5 * Math.pow(40 * i / 37.5, 2));
    }
    double[] phases = new double[pair.real.length];
    Arrays.fill(phases, Double.NaN);
    for (int row = 3; row < pair.rows - 3; row++) {
      for (int column = 3; column < pair.columns - 3; column++) {
        int at = row * pair.columns + column;
        if (Float.isNaN(pair.real[at])) {
          continue;
        }
        double real = 0;
        double imaginary = 0;
        for (int i = -3; i <= 3; i++) {
          for (int j = -3; j <= 3; j++) {
            int k = at + i * pair.columns + j;
            if (!Float.isNaN(pair.real[k])) {
              real += weights[i + 3] * weights[j + 3] * pair.real[k];
              imaginary += weights[i + 3] * weights[j + 3] * pair.imaginary[k];
            }
          }
        }
        phases[at] = Math.atan2(imaginary, real);
      }
    }
    return phases;
  }

  /**
   * How far a plane through the phases rises over the image, along rows and columns, and its mean.
   */
  private static double[] plane(Residual pair) {
    double[][] normal = new double[3][4];
    for (int at = 0; at < pair.real.length; at++) {
      if (Float.isNaN(pair.real[at])) {
        continue;
      }
      double phase = Math.atan2(pair.imaginary[at], pair.real[at]);
      int row = at / pair.columns;
      int column = at % pair.columns;
      double[] term = {
        1, row / (double) pair.rows - 0.5, column / (double) pair.columns - 0.5, phase
      };
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          normal[i][j] += term[i] * term[j];
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        if (k != i) {
          double factor = normal[k][i] / normal[i][i];
          for (int j = i; j < 4; j++) {
            normal[k][j] -= factor * normal[i][j];
          }
        }
      }
    }
    double mean = normal[0][3] / normal[0][0];
    double down = normal[1][3] / normal[1][1];
    double right = normal[2][3] / normal[2][2];
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (int at = 0; at < pair.real.length; at++) {
      if (!Float.isNaN(pair.real[at])) {
        int row = at / pair.columns;
        int column = at % pair.columns;
        double height = down * row / pair.rows + right * column / pair.columns;
        least = Math.min(least, height);
        most = Math.max(most, height);
      }
    }
    return new double[] {mean, most - least};
  }

  /** Mean residual of the 2 km after the seam less that of the 2 km before it. */
  private static double step(Residual pair, short[] owner) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int column = 0; column < pair.columns; column++) {
      int seam = -1;
      for (int row = 1; row < pair.rows; row++) {
        int at = row * pair.columns + column;
        if (owner[at] >= 0
            && owner[at - pair.columns] >= 0
            && owner[at] != owner[at - pair.columns]) {
          seam = row;
        }
      }
      for (int row = Math.max(0, seam - 50);
          seam >= 0 && row < Math.min(pair.rows, seam + 50);
          row++) {
        int at = row * pair.columns + column;
        if (!Float.isNaN(pair.real[at])) {
          int side = row < seam ? 0 : 1;
          sums[side] += Math.atan2(pair.imaginary[at], pair.real[at]);
          counts[side]++;
        }
      }
    }
    assertTrue(
        Math.min(counts[0], counts[1]) > 500, Arrays.toString(counts) + " blocks at the seam");
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  private static double rms(double[] phases) {
    double sum = 0;
    int count = 0;
    for (double phase : phases) {
      if (!Double.isNaN(phase)) {
        sum += phase * phase;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  /**
   * What the chain is for. 40 m blocks of 13.7 looks at coherence 0.75 to 0.98 have 0.04 to 0.17
   * rad of their own by theory; 0.10 rad is their mix over 12 days, and 0.125 over 24. The smoothed
   * phase has a fifth of the noise and shows what is systematic; 80,000 blocks tell a ramp or a
   * mean to 0.002 rad, and 1,000s of blocks beside the seam a step to 0.005.
   */
  @Test
  void pairsAgreeWithTruth() throws IOException {
    double[] fine = {0.10, 0.125, 0.10};
    double[] smoothed = {0.04, 0.05, 0.04};
    try (IndependentScenes scenes = new IndependentScenes()) {
      short[] owner = new short[scenes.grid.rows() / ROWS * (scenes.grid.columns() / COLUMNS)];
      Residual[] pairs = residuals(scenes, owner);
      for (int i = 0; i < 3; i++) {
        Residual pair = pairs[i];
        double[] phases = new double[pair.real.length];
        int count = 0;
        for (int k = 0; k < phases.length; k++) {
          phases[k] = Math.atan2(pair.imaginary[k], pair.real[k]);
          count += Double.isNaN(phases[k]) ? 0 : 1;
        }
        double[] plane = plane(pair);
        double step = step(pair, owner);
        String found =
            "pair %d: %d blocks, %.4f rad, smoothed %.4f, mean %.4f, ramp %.4f, step %.4f"
                .formatted(i, count, rms(phases), rms(smooth(pair)), plane[0], plane[1], step);
        assertTrue(count > 50_000, found);
        assertTrue(rms(phases) < fine[i], found);
        assertTrue(rms(smooth(pair)) < smoothed[i], found);
        assertEquals(0, plane[0], 0.005, found);
        assertEquals(0, plane[1], 0.005, found);
        assertEquals(0, step, 0.01, found);
      }
    }
  }
}
