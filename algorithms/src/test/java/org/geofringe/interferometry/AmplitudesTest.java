package org.geofringe.interferometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calibration of dates against each other, and the dispersion of calibrated amplitudes. */
class AmplitudesTest {

  private static final double[] GAINS = {1, 1.3, 0.8, 1.05, 0.9};

  private static float[] scaled(float[] image, double gain) {
    float[] scaled = new float[image.length];
    for (int k = 0; k < image.length; k++) {
      scaled[k] = (float) (gain * image[k]);
    }
    return scaled;
  }

  /**
   * Windows of 400 cells know their mean amplitude to 0.52/20 = 2.6 %, their median over 50 to 0.5
   * %. A third of the windows of two dates is twice as bright: that moves medians by half a
   * deviation or so of the windows, a per cent.
   */
  @Test
  void factorsUndoGains() {
    Random random = new Random(81);
    int windows = 50;
    AmplitudeCalibration calibration = new AmplitudeCalibration(GAINS.length, windows);
    for (int date = 0; date < GAINS.length; date++) {
      for (int window = 0; window < windows; window++) {
        double rain = date > 2 && window % 3 == 0 ? 2 : 1;
        double brightness = 1 + 10 * (window % 7);
        calibration.add(
            date,
            window,
            scaled(SpeckledImages.speckle(400, random), GAINS[date] * rain * brightness));
      }
    }
    double product = 1;
    double[] factors = calibration.factors();
    for (int date = 0; date < GAINS.length; date++) {
      assertEquals(factors[0] * GAINS[0], factors[date] * GAINS[date], 0.05);
      product *= factors[date];
    }
    assertEquals(1, product, 1e-9);
  }

  @Test
  void windowsWithoutDataDoNotCount() {
    AmplitudeCalibration calibration = new AmplitudeCalibration(3, 2);
    calibration.add(0, 0, new float[] {2, 0, Float.NaN, 0, 2, 0});
    calibration.add(0, 1, new float[] {0, 0, 0, 0});
    calibration.add(1, 0, new float[] {0, 8});
    calibration.add(1, 1, new float[] {1, Float.NaN, Float.NaN, 1, 5, 5});
    calibration.add(2, 1, new float[2]);
    double[] factors = calibration.factors();
    assertEquals(2, factors[0], 1e-9);
    assertEquals(0.5, factors[1], 1e-9);
    assertTrue(Double.isNaN(factors[2]));
    assertRefused("at least 1", () -> new AmplitudeCalibration(0, 4));
  }

  @Test
  void dispersionIsDeviationOverMean() {
    AmplitudeDispersion dispersion = new AmplitudeDispersion(5);
    float none = Float.NaN;
    dispersion.add(new float[] {3, 4, 1000, 0, none, 0, 0, 0, 1, 0}, 1);
    dispersion.add(new float[] {0, 2, 0, 500.5f, 1, none, 0, 0, none, 0}, 2);
    dispersion.add(new float[] {12, 0, 0, 2004, 1, 0, 0, 0, 3, 0}, 0.5);
    float[] result = dispersion.dispersion(2);
    // 5, 4, 6: mean 5, mean square of differences 2/3; 1000, 1001, 1002 likewise.
    assertEquals(Math.sqrt(2.0 / 3) / 5, result[0], 1e-7);
    assertEquals(Math.sqrt(2.0 / 3) / 1001, result[1], 1e-7);
    assertTrue(Float.isNaN(result[2]));
    assertTrue(Float.isNaN(result[3]));
    assertEquals(5, dispersion.mean(2)[0], 1e-6);
    assertEquals(0.5, dispersion.mean(1)[2], 1e-6);
    assertTrue(Float.isNaN(dispersion.mean(2)[2]));
    // 1 and 1.5 on two dates.
    assertEquals(0.25 / 1.25, result[4], 1e-7);
    assertTrue(Float.isNaN(dispersion.dispersion(3)[4]));
  }

  /** Rayleigh amplitudes have √(4/π - 1) = 0.523; a point ten times as strong as them 0.05 √2. */
  @Test
  void speckleAndPointsHaveTheirDispersion() {
    Random random = new Random(82);
    int dates = 400;
    AmplitudeDispersion dispersion = new AmplitudeDispersion(200);
    for (int date = 0; date < dates; date++) {
      float[] image = SpeckledImages.speckle(200, random);
      for (int cell = 100; cell < 200; cell++) {
        image[2 * cell] += 10;
      }
      dispersion.add(image, 1);
    }
    float[] result = dispersion.dispersion(2);
    double speckle = 0;
    double points = 0;
    for (int cell = 0; cell < 100; cell++) {
      speckle += result[cell] / 100;
      points += result[100 + cell] / 100;
    }
    assertEquals(Math.sqrt(4 / Math.PI - 1), speckle, 0.01);
    assertEquals(Math.sqrt(0.5) / 10, points, 0.002);
    assertEquals(7, AmplitudeDispersion.psFunction((float) points), 0.3);
  }

  @Test
  void weightIsHalfTheInverseWithinBounds() {
    assertArrayEquals(
        new float[] {2, 1, 50, 50},
        new float[] {
          AmplitudeDispersion.psFunction(0.25f),
          AmplitudeDispersion.psFunction(0.5f),
          AmplitudeDispersion.psFunction(0.01f),
          AmplitudeDispersion.psFunction(0)
        });
    assertTrue(Float.isNaN(AmplitudeDispersion.psFunction(Float.NaN)));
  }

  @Test
  void impossibleArgumentsAreRefused() {
    AmplitudeDispersion dispersion = new AmplitudeDispersion(2);
    assertRefused("do not fit", () -> dispersion.add(new float[2], 1));
    assertRefused("factor", () -> dispersion.add(new float[4], 0));
    assertRefused("factor", () -> dispersion.add(new float[4], Double.NaN));
    assertRefused("leastDates", () -> dispersion.dispersion(1));
    assertRefused("cells", () -> new AmplitudeDispersion(0));
  }
}
