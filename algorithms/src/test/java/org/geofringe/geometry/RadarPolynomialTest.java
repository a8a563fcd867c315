package org.geofringe.geometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;

class RadarPolynomialTest {

  private static final Orbit ORBIT = TestPasses.circular(0.7);

  private static RadarPolynomial fit(double width, double length, double height) {
    return RadarPolynomial.fit(
        ORBIT,
        0,
        TestPasses.local(ORBIT),
        -width / 2,
        -length / 2,
        width / 2,
        length / 2,
        0,
        height);
  }

  @Test
  void aBurstsGeometryIsMetToAThousandthOfAMillimetre() {
    RadarPolynomial fit = fit(90_000, 40_000, 900);
    assertTrue(fit.maxRangeError() < 2e-6, "range " + fit.maxRangeError());
    assertTrue(fit.maxTimeError() < 2e-10, "time " + fit.maxTimeError());
    assertTrue(Arrays.stream(fit.terms()).max().orElseThrow() <= 7, Arrays.toString(fit.terms()));
  }

  @Test
  void aWholeSceneIsMetWithinTheTolerance() {
    RadarPolynomial fit = fit(270_000, 200_000, 8_000);
    assertTrue(fit.maxRangeError() < 1e-5, "range " + fit.maxRangeError());
    assertTrue(fit.maxTimeError() < 1e-9, "time " + fit.maxTimeError());
  }

  @Test
  void anywhereInTheBoxItAgreesWithTheExactGeometry() {
    RadarPolynomial fit = fit(270_000, 200_000, 8_000);
    ExactRadarGeometry exact = new ExactRadarGeometry(ORBIT, TestPasses.local(ORBIT), 0);
    Random random = new Random(3);
    int count = 200;
    for (int row = 0; row < 20; row++) {
      double y = (random.nextDouble() - 0.5) * 200_000;
      float[] heights = new float[count + 3];
      for (int i = 0; i < heights.length; i++) {
        heights[i] = 8_000 * random.nextFloat();
      }
      heights[10] = Float.NaN;
      double[][] found = new double[4][count];
      fit.locate(-135_000, 1_350, y, heights, 3, count, found[0], found[1]);
      exact.locate(-135_000, 1_350, y, heights, 3, count, found[2], found[3]);
      assertArrayEquals(found[2], found[0], 1e-9);
      assertArrayEquals(found[3], found[1], 1e-5);
      assertTrue(Double.isNaN(found[0][7]) && Double.isNaN(found[1][7]));
    }
  }

  @Test
  void aBoxTooLargeIsRefused() {
    assertRefused("split it", () -> fit(3_000_000, 1_500_000, 8_000));
  }

  @Test
  void aBoxBeyondThePassIsRefused() {
    assertRefused("does not pass", () -> fit(100_000, 6_000_000, 900));
    assertRefused("west < east", () -> fit(-1, 1, 1));
  }

  @Test
  void cellsBeyondTheBoxAreRefused() {
    RadarPolynomial fit = fit(90_000, 40_000, 900);
    double[] found = new double[1];
    assertRefused(
        "beyond the box",
        () -> fit.locate(0, 5, 25_000, new float[] {10}, 0, 1, found, new double[1]));
    assertRefused(
        "beyond the box",
        () -> fit.locate(0, 5, 0, new float[] {1_000}, 0, 1, found, new double[1]));
  }

  @Test
  void flatGroundHasAFit() {
    RadarPolynomial fit = fit(90_000, 40_000, 0);
    assertEquals(0, fit.maxRangeError(), 2e-6);
  }
}
