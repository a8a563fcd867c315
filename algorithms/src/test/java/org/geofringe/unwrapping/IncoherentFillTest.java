package org.geofringe.unwrapping;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.geofringe.grid.FloatGrid;
import org.geofringe.simulation.Turbulence;
import org.junit.jupiter.api.Test;

class IncoherentFillTest {

  private static final IncoherentFill.Parameters EIGHT = new IncoherentFill.Parameters(0.7, 8, 20);

  /** Scattered good points amid noise: four looks, coherence 0.9 and 0. */
  private static WrappedField points(int n, double share, long seed) {
    Random random = new Random(seed);
    boolean[] good = new boolean[n * n];
    for (int i = 0; i < good.length; i++) {
      good[i] = random.nextDouble() < share;
    }
    FloatGrid weather = Turbulence.field(n, n, -8.0 / 3, 3, random);
    return WrappedField.of(
        n,
        n,
        4,
        seed,
        (r, c) ->
            0.1 * c
                + weather.get(r, c)
                - 20 * Math.exp(-(r * r + (c - 100.0) * (c - 100.0)) / 1800),
        (r, c) -> good[r * n + c] ? 0.9 : 0,
        (r, c) -> 1);
  }

  private static double percentWrong(WrappedField field, boolean fill) {
    int n = field.rows();
    float[] phase = field.wrapped();
    float[] coherence = field.estimated();
    if (fill) {
      IncoherentFill.Filled filled =
          IncoherentFill.apply(n, n, phase, coherence, EIGHT, SolverContext.alone());
      phase = filled.phase();
      coherence = filled.coherence();
    }
    float[] unwrapped =
        Unwrapper.apply(
                n,
                n,
                phase,
                coherence,
                4,
                new Unwrapper.Parameters(Unwrapper.Cost.SMOOTH, 0),
                SolverContext.alone())
            .phase();
    IncoherentFill.restore(field.wrapped(), unwrapped);
    return Score.of(field, unwrapped, 0.5).percentWrong();
  }

  /** 15 % of good points are too few for the flow by itself. */
  @Test
  void scatteredPointsAreUnwrappedThroughTheNoiseBetweenThem() {
    WrappedField field = points(200, 0.15, 3);
    double plain = percentWrong(field, false);
    double filled = percentWrong(field, true);
    assertTrue(filled < 0.5, "filled: " + filled + " %");
    assertTrue(filled < 0.2 * plain, "plain " + plain + " %, filled " + filled + " %");
  }

  @Test
  void persistentScatterersAreNotHurt() {
    assertTrue(percentWrong(points(200, 0.3, 5), true) < 0.05);
  }

  @Test
  void coherentAndEmptyCellsKeepTheirPhase() {
    WrappedField field = points(60, 0.3, 1);
    field.wrapped()[100] = Float.NaN;
    IncoherentFill.Filled filled =
        IncoherentFill.apply(
            60, 60, field.wrapped(), field.coherence(), EIGHT, SolverContext.alone());
    for (int i = 0; i < 3600; i++) {
      if (Float.isNaN(field.wrapped()[i]) || field.coherence()[i] >= 0.7) {
        assertEquals(field.wrapped()[i], filled.phase()[i]);
        assertEquals(field.coherence()[i], filled.coherence()[i]);
      } else {
        assertTrue(filled.coherence()[i] >= 0 && filled.coherence()[i] <= 1);
      }
    }
  }

  /** Four equal neighbours at one distance: the mean phasor of 0.2 and 0.6 twice is at 0.4. */
  @Test
  void theFilledPhaseIsTheMeanOfTheNearest() {
    float[] phase = new float[25];
    float[] coherence = new float[25];
    int[] near = {7, 11, 13, 17};
    for (int i = 0; i < 4; i++) {
      phase[near[i]] = i % 2 == 0 ? 0.2f : 0.6f;
      coherence[near[i]] = 0.8f;
    }
    IncoherentFill.Filled filled =
        IncoherentFill.apply(
            5,
            5,
            phase,
            coherence,
            new IncoherentFill.Parameters(0.5, 4, 2),
            SolverContext.alone());
    assertEquals(0.4, filled.phase()[12], 1e-6);
    assertEquals(0.8 * Math.cos(0.2), filled.coherence()[12], 1e-6);
  }

  @Test
  void cellsOutOfReachStayAsTheyAre() {
    float[] phase = new float[40];
    Arrays.fill(phase, 1);
    float[] coherence = new float[40];
    coherence[0] = 1;
    phase[0] = 2;
    IncoherentFill.Filled filled =
        IncoherentFill.apply(
            1,
            40,
            phase,
            coherence,
            new IncoherentFill.Parameters(0.5, 3, 4),
            SolverContext.alone());
    assertEquals(2, filled.phase()[4], 1e-6);
    assertEquals(1, filled.phase()[5]);
    assertEquals(0, filled.coherence()[5]);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused("minCoherence must be 0 to 1", () -> new IncoherentFill.Parameters(2, 1, 1));
    assertRefused("neighbours must be 1 or more", () -> new IncoherentFill.Parameters(0, 0, 1));
    assertRefused("radius must be 1 to 200", () -> new IncoherentFill.Parameters(0, 1, 201));
    assertRefused(
        "phase and coherence have 3 and 4 cells, not 2 x 2",
        () -> IncoherentFill.apply(2, 2, new float[3], new float[4], EIGHT, SolverContext.alone()));
  }
}
