package org.geofringe.simulation.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.geofringe.geometry.GroundPoint;
import org.geofringe.geometry.RangeDoppler;
import org.geofringe.orbit.Orbit;
import org.junit.jupiter.api.Test;

class SceneOrbitTest {

  private static final SceneOrbit ORBIT = new SceneOrbit(1.2, 80, -60);

  @Test
  void velocityIsTheDerivativeOfPosition() {
    double[] before = new double[6];
    double[] after = new double[6];
    double[] here = new double[6];
    double step = 0.01;
    for (double time : new double[] {-500, 0, 1234.5, 4000}) {
      ORBIT.state(time - step, before);
      ORBIT.state(time + step, after);
      ORBIT.state(time, here);
      for (int k = 0; k < 3; k++) {
        assertEquals((after[k] - before[k]) / (2 * step), here[3 + k], 1e-5);
      }
    }
  }

  @Test
  void theGroundTrackRepeatsAfterTwelveDays() {
    double[] first = new double[6];
    double[] later = new double[6];
    ORBIT.state(2345, first);
    ORBIT.state(2345 + 175 * SceneOrbit.PERIOD, later);
    assertArrayEquals(first, later, 1e-3);
  }

  @Test
  void offsetsAreUpAndToTheLeft() {
    double[] nominal = new double[6];
    double[] beside = new double[6];
    new SceneOrbit(1.2, 0, 0).state(1000, nominal);
    ORBIT.state(1000, beside);
    double radius = SceneOrbit.RADIUS;
    double up = 0;
    double along = 0;
    for (int k = 0; k < 3; k++) {
      up += (beside[k] - nominal[k]) * nominal[k] / radius;
      along += (beside[k] - nominal[k]) * nominal[3 + k];
    }
    assertEquals(80, up, 1e-6);
    // The orbit's normal is not quite at right angles to the flight over the turning Earth.
    assertEquals(0, along / 7500, 60 * 0.07);
  }

  /** The polynomials against the interpolated vectors that a reader would have. */
  @Test
  void theTrackAgreesWithRangeDoppler() {
    Orbit orbit = ORBIT.stretch(2300, 2400);
    GroundPoint ground = new GroundPoint(orbit);
    RangeDoppler reference = new RangeDoppler(orbit);
    Track track = new Track(ORBIT, 2350, 3);
    for (double time = 2347.5; time < 2352.6; time += 0.7) {
      for (double range : new double[] {800e3, 870e3, 950e3}) {
        ground.solve(time, range, 2500);
        double[] point = {ground.x(), ground.y(), ground.z()};
        reference.solve(point, 2340);
        track.solve(point[0], point[1], point[2], 2350);
        assertEquals(time, track.time(), 1e-9);
        assertEquals(reference.time(), track.time(), 1e-9);
        assertEquals(range, track.range(), 1e-6);
      }
    }
  }

  @Test
  void fmRatesAreThoseOfRealProducts() {
    // IW2 of a product of 2020: -2196.0 Hz/s at the near edge and 4.017e5 Hz/s per second of range.
    Scene scene = new Scene(TestScenes.SMALL);
    double[] rate = scene.fmRate(scene.passes().get(0), SubSwath.IW2, 0).coefficients();
    assertEquals(-2196.0, rate[0], 25);
    assertEquals(4.017e5, rate[1], 1e4);
    assertEquals(-6.54e7, rate[2], 1e7);
  }
}
