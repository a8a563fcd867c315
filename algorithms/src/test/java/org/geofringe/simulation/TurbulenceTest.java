package org.geofringe.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.geofringe.grid.FloatGrid;
import org.geofringe.numeric.Fft2;
import org.junit.jupiter.api.Test;

class TurbulenceTest {

  @Test
  void hasZeroMeanAndTheRmsAskedFor() {
    FloatGrid field = Turbulence.field(120, 170, -8.0 / 3, 0.02, Seeds.source(3, "test"));
    double sum = 0;
    double squares = 0;
    for (float value : field.values()) {
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / field.values().length, 1e-8);
    assertEquals(0.02, Math.sqrt(squares / field.values().length), 1e-7);
  }

  /**
   * Power along rows and along columns falls with the slope asked for. 10 fields of 256 x 256 give
   * some 2560 spectra, so chance is far below the tolerance of 0.15; what remains is the leakage of
   * the Hann window and the square of frequencies at the high end.
   */
  @Test
  void powerFallsAsAskedInBothDirections() {
    int size = 256;
    double[] alongRows = new double[size / 2];
    double[] alongColumns = new double[size / 2];
    for (int k = 0; k < 10; k++) {
      FloatGrid field = Turbulence.field(size, size, -8.0 / 3, 1, Seeds.source(k, "spectrum"));
      addSpectra(field, false, alongRows);
      addSpectra(field, true, alongColumns);
    }
    assertEquals(-8.0 / 3, slope(alongRows), 0.15);
    assertEquals(-8.0 / 3, slope(alongColumns), 0.15);
  }

  private static void addSpectra(FloatGrid field, boolean columns, double[] power) {
    int size = field.rows();
    Fft2 transform = new Fft2(1, size);
    for (int line = 0; line < size; line++) {
      double[] data = new double[2 * size];
      for (int i = 0; i < size; i++) {
        double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / size);
        data[2 * i] = hann * (columns ? field.get(i, line) : field.get(line, i));
      }
      transform.forward(data);
      for (int f = 0; f < power.length; f++) {
        power[f] += data[2 * f] * data[2 * f] + data[2 * f + 1] * data[2 * f + 1];
      }
    }
  }

  /** Of the straight line through log power over log frequency, 6 to 40 cycles per line. */
  private static double slope(double[] power) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int f = 6; f <= 40; f++) {
      double x = Math.log(f);
      double y = Math.log(power[f]);
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
  }
}
