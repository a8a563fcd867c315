package org.geofringe.orbit;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.geofringe.SharedData;
import org.geofringe.sentinel1.SafeProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrbitTest {

  private static final Instant EPOCH = Instant.parse("2020-05-11T13:51:20Z");

  /** Files give micrometres; found are 2 to 3 of them. A millimetre is what is asked. */
  private static final double TOLERANCE_METRES = 2e-5;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static List<StateVector> polynomial(int count, int degree) {
    List<StateVector> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double t = i - 3;
      double value = 0;
      for (int k = 0; k <= degree; k++) {
        value += (k + 1) * Math.pow(t / 4, k);
      }
      vectors.add(
          new StateVector(EPOCH.plusSeconds(10L * i - 30), value, -value, 1, 2 * value, 0, 3));
    }
    return vectors;
  }

  @Test
  void polynomialsOfDegreeSevenAreExact() {
    List<StateVector> vectors = polynomial(12, 7);
    Collections.shuffle(vectors, new Random(1));
    Orbit orbit = new Orbit(EPOCH, vectors);
    double[] state = new double[6];
    for (double time = -30; time <= 80; time += 0.7) {
      double value = 0;
      for (int k = 0; k <= 7; k++) {
        value += (k + 1) * Math.pow(time / 40, k);
      }
      orbit.state(time, state);
      double tolerance = 1e-11 * Math.max(1, Math.abs(value));
      assertEquals(value, state[0], tolerance);
      assertEquals(-value, state[1], tolerance);
      assertEquals(1, state[2], 1e-11);
      assertEquals(2 * value, state[3], 2 * tolerance);
      assertEquals(0, state[4]);
      assertEquals(3, state[5], 1e-11);
    }
  }

  @Test
  void vectorsAreMetExactlyAndTheEndsAreIncluded() {
    List<StateVector> vectors = polynomial(9, 5);
    Orbit orbit = new Orbit(EPOCH, vectors);
    double[] state = new double[6];
    for (StateVector vector : vectors) {
      orbit.state(orbit.seconds(vector.time()), state);
      assertArrayEquals(
          new double[] {vector.x(), vector.y(), vector.z(), vector.vx(), vector.vy(), vector.vz()},
          state);
    }
    assertEquals(-30, orbit.start());
    assertEquals(50, orbit.end());
    assertTrue(orbit.covers(50));
  }

  @Test
  void whatIsNoOrbitIsRefused() {
    assertRefused("at least 4 state vectors, got 3", () -> new Orbit(EPOCH, polynomial(3, 2)));
    List<StateVector> twice = polynomial(8, 2);
    twice.add(twice.get(4));
    assertRefused("share the time 2020-05-11T13:51:30Z", () -> new Orbit(EPOCH, twice));
    Orbit orbit = new Orbit(EPOCH, polynomial(8, 2));
    assertRefused("not to 41", () -> orbit.state(41, new double[6]));
    assertRefused("not to NaN", () -> orbit.state(Double.NaN, new double[6]));
    assertRefused("holds no numbers", () -> new StateVector(EPOCH, 1, 2, Double.NaN, 4, 5, 6));
  }

  /**
   * Taking away one vector leaves its neighbours 20 s apart, and taking away every second leaves
   * all so: both make the interpolation worse than it is between vectors that are 10 s apart, by
   * powers of two. So what is below 1 mm here is far below in use.
   */
  private static double[] leftOut(List<StateVector> vectors) {
    double one = 0;
    double half = 0;
    List<StateVector> even = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i += 2) {
      even.add(vectors.get(i));
    }
    Orbit coarse = new Orbit(vectors.get(0).time(), even);
    // Between four vectors before and after, as a scene always lies in an orbit file.
    for (int i = 7; i < vectors.size() - 7; i++) {
      StateVector left = vectors.get(i);
      List<StateVector> others = new ArrayList<>(vectors.subList(i - 7, i));
      others.addAll(vectors.subList(i + 1, i + 8));
      one = Math.max(one, distance(new Orbit(left.time(), others), left));
      if (i % 2 == 1) {
        half = Math.max(half, distance(coarse, left));
      }
    }
    return new double[] {one, half};
  }

  private static double distance(Orbit orbit, StateVector vector) {
    double[] state = new double[6];
    orbit.state(orbit.seconds(vector.time()), state);
    return Math.sqrt(
        Math.pow(state[0] - vector.x(), 2)
            + Math.pow(state[1] - vector.y(), 2)
            + Math.pow(state[2] - vector.z(), 2));
  }

  @Test
  void leftOutVectorsOfAnOrbitFileAreFound() throws IOException {
    Path orbits = SharedData.folder("scenes-small").resolve("orbits");
    for (OrbitFile file : OrbitFolder.open(orbits).files()) {
      Instant noon = file.validFrom().plusSeconds(13 * 3600);
      // All around the Earth.
      List<StateVector> vectors = file.vectors(noon, noon.plusSeconds(5900));
      double[] errors = leftOut(vectors);
      assertTrue(errors[0] < TOLERANCE_METRES, () -> "one left out: " + errors[0] + " m");
      assertTrue(errors[1] < TOLERANCE_METRES, () -> "every second left out: " + errors[1] + " m");
    }
  }

  @Test
  void leftOutVectorsOfARealAnnotationAreFound() throws IOException {
    SafeProduct product = SafeProduct.open(SharedData.realProduct(folder));
    double[] errors = leftOut(product.swath("IW2", "VV").orbit());
    assertTrue(errors[0] < TOLERANCE_METRES, () -> "one left out: " + errors[0] + " m");
    assertTrue(errors[1] < TOLERANCE_METRES, () -> "every second left out: " + errors[1] + " m");
  }
}
