package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geofringe.geocoding.EsdNetwork.Observation;
import org.geofringe.geocoding.EsdNetwork.Solution;
import org.junit.jupiter.api.Test;

class EsdNetworkTest {

  private static final double LINE = 2.0555563e-3;
  private static final int DATES = 20;

  private static List<Observation> observations(double[] truth, Random random) {
    List<Observation> observations = new ArrayList<>();
    for (int[] pair : EsdNetwork.nearest(DATES, 3)) {
      double error = (pair[1] - pair[0]) * 0.0005 * LINE;
      observations.add(
          new Observation(
              pair[0],
              pair[1],
              truth[pair[1]] - truth[pair[0]] + error * random.nextGaussian(),
              error));
    }
    return observations;
  }

  private static double[] truth(Random random) {
    double[] truth = new double[DATES];
    for (int i = 1; i < DATES; i++) {
      truth[i] = 0.03 * LINE * random.nextGaussian();
    }
    return truth;
  }

  /** Standard errors foretell the errors: their ratio over 100 networks is near 1. */
  @Test
  void shiftsAreFoundWithinTheirErrors() {
    double squares = 0;
    int count = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      double[] truth = truth(random);
      Solution solution = EsdNetwork.solve(DATES, observations(truth, random));
      assertEquals(0, solution.shiftsSeconds()[0]);
      assertEquals(0, solution.standardErrorsSeconds()[0]);
      for (int i = 1; i < DATES; i++) {
        double error = solution.shiftsSeconds()[i] - truth[i];
        squares += Math.pow(error / solution.standardErrorsSeconds()[i], 2);
        count++;
      }
    }
    assertEquals(1, Math.sqrt(squares / count), 0.2);
  }

  /** Three of 54 pairs off by a whole ambiguity of 0.12 lines: a twentieth of a standard error. */
  @Test
  void wrappedPairsDoNotSpread() {
    Random random = new Random(11);
    double[] truth = truth(random);
    List<Observation> clean = observations(truth, random);
    List<Observation> wrong = new ArrayList<>(clean);
    for (int i : new int[] {4, 20, 41}) {
      Observation o = clean.get(i);
      wrong.set(
          i,
          new Observation(
              o.reference(),
              o.secondary(),
              o.shiftSeconds() + 0.12 * LINE,
              o.standardErrorSeconds()));
    }
    Solution solution = EsdNetwork.solve(DATES, wrong);
    for (int i = 0; i < DATES; i++) {
      assertEquals(truth[i], solution.shiftsSeconds()[i], 0.003 * LINE, "date " + i);
    }
    for (int i : new int[] {4, 20, 41}) {
      assertEquals(0.12 * LINE, solution.residualsSeconds()[i], 0.005 * LINE);
    }
  }

  @Test
  void oneChainIsSolvedExactly() {
    Solution solution =
        EsdNetwork.solve(
            3, List.of(new Observation(0, 1, 2e-5, 1e-6), new Observation(2, 1, 5e-5, 2e-6)));
    assertArrayEquals(new double[] {0, 2e-5, -3e-5}, solution.shiftsSeconds(), 1e-15);
    assertArrayEquals(
        new double[] {0, 1e-6, Math.sqrt(5) * 1e-6}, solution.standardErrorsSeconds(), 1e-12);
  }

  @Test
  void dateWithoutPairsIsNamed() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> EsdNetwork.solve(3, List.of(new Observation(0, 1, 0, 1e-6))));
    assertTrue(String.valueOf(refused.getMessage()).contains("date 2"));
  }
}
