package org.geofringe.simulation;

import java.util.Random;
import org.geofringe.grid.FloatGrid;
import org.geofringe.numeric.Fft2;

/**
 * Isotropic power-law noise: white noise filtered in the frequency domain so that its power along a
 * line falls as f<sup>slope</sup>. -8/3 is what turbulent water vapour shows between about 100 m
 * and some 50 km (Hanssen 2001, Radar Interferometry, section 4.7); the two-dimensional density is
 * one power steeper, f<sup>-11/3</sup>.
 */
public final class Turbulence {

  private Turbulence() {}

  /**
   * A field of zero mean and of the given root mean square over the grid.
   *
   * @param slope power along a line over frequency, negative
   * @param rms in the unit wanted
   */
  public static FloatGrid field(int rows, int columns, double slope, double rms, Random random) {
    int size = Math.max(2, Integer.highestOneBit(Math.max(rows, columns) * 5 / 4 - 1) * 2);
    double[] data = new double[2 * size * size];
    for (int r = 0; r < size; r++) {
      double fr = Math.min(r, size - r);
      for (int c = 0; c < size; c++) {
        double fc = Math.min(c, size - c);
        double squared = fr * fr + fc * fc;
        double amplitude = squared == 0 ? 0 : StrictMath.pow(squared, (slope - 1) / 4);
        int at = 2 * (r * size + c);
        data[at] = amplitude * random.nextGaussian();
        data[at + 1] = amplitude * random.nextGaussian();
      }
    }
    new Fft2(size, size).inverse(data);

    double mean = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        mean += data[2 * (r * size + c)];
      }
    }
    mean /= (double) rows * columns;
    double power = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = data[2 * (r * size + c)] - mean;
        power += value * value;
      }
    }
    double scale = rms / Math.sqrt(power / ((double) rows * columns));
    FloatGrid field = new FloatGrid(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        field.set(r, c, (float) (scale * (data[2 * (r * size + c)] - mean)));
      }
    }
    return field;
  }
}
