package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.geofringe.numeric.PhaseStep;
import org.junit.jupiter.api.Test;

class LoopChargesTest {

  @Property
  void stepsComeIntoHalfACycle(
      @ForAll @FloatRange(min = -20, max = 20) float from,
      @ForAll @FloatRange(min = -20, max = 20) float to) {
    double step = (double) to - from + 2 * Math.PI * PhaseStep.wraps(from, to);
    assertTrue(step > -Math.PI - 1e-12 && step <= Math.PI + 1e-12, "step " + step);
  }

  @Test
  void halfACycleEitherWayIsOneMore() {
    assertEquals(0, PhaseStep.wraps(0, (float) 3.14159));
    assertEquals(-1, PhaseStep.wraps(0, (float) 3.1416));
    assertEquals(1, PhaseStep.wraps(0, (float) -3.1416));
    assertEquals(0, PhaseStep.wraps(Float.NaN, 1));
    assertEquals(0, PhaseStep.wraps(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
  }

  @Test
  void aVortexIsAResidueOfOne() {
    float[] wrapped = {0, 2, -2, -0.1f};
    // Around (0,0), (0,1), (1,1), (1,0): 2, then -2.1, then -1.9, then 2.
    assertArrayEquals(new byte[4], LoopCharges.of(wrapped, EdgeCycles.none(2, 2)));
    float[] vortex = {0, 1.5f, -1.6f, 3};
    // 1.5 + 1.5 + 1.68 + 1.6 make a whole cycle.
    assertEquals(1, LoopCharges.of(vortex, EdgeCycles.none(2, 2))[0]);
  }

  @Test
  void chargesAroundAHoleAddUpToItsStepsAround() {
    int side = 6;
    float[] wrapped = new float[side * side];
    for (int i = 0; i < wrapped.length; i++) {
      int r = i / side;
      int c = i % side;
      wrapped[i] = (float) Math.atan2(r - 2.4, c - 2.4);
    }
    for (int i : new int[] {14, 15, 20, 21}) {
      wrapped[i] = Float.NaN;
    }
    int sum = 0;
    for (byte charge : LoopCharges.of(wrapped, EdgeCycles.none(side, side))) {
      sum += charge;
    }
    assertEquals(1, sum);
  }

  @Test
  void cyclesToBeginWithCount() {
    EdgeCycles cycles = EdgeCycles.none(2, 2);
    cycles.across()[0] = 3;
    cycles.across()[2] = 1;
    cycles.down()[0] = -1;
    cycles.down()[1] = 2;
    assertEquals(5, LoopCharges.of(new float[4], cycles)[0]);
  }

  @Test
  void sizesAreChecked() {
    assertThrows(
        IllegalArgumentException.class, () -> LoopCharges.of(new float[3], EdgeCycles.none(2, 2)));
    EdgeCycles cycles = EdgeCycles.none(2, 2);
    cycles.across()[0] = 127;
    cycles.down()[1] = 1;
    assertThrows(IllegalArgumentException.class, () -> LoopCharges.of(new float[4], cycles));
  }
}
