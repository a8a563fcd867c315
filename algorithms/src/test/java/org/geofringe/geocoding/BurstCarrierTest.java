package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.TopsCarrier;
import org.junit.jupiter.api.Test;

class BurstCarrierTest {

  /** 1e-7 cycles over a burst of full size; phases there reach 1,800 cycles. */
  @Test
  void polynomialsEqualTheFormula() {
    Burst burst = SyntheticBurst.burst("IW2", 1509, 24_500, SyntheticBurst.START);
    TopsCarrier exact = new TopsCarrier(burst);
    int count = 20_000;
    double[] lines = new double[count];
    double[] samples = new double[count];
    double[] cycles = new double[count];
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      lines[i] = 1508 * random.nextDouble();
      samples[i] = 24_499 * random.nextDouble();
    }
    new BurstCarrier(burst).cycles(lines, samples, 0, count, cycles);
    double most = 0;
    for (int i = 0; i < count; i++) {
      assertEquals(exact.cycles(lines[i], samples[i]), cycles[i], 1e-7);
      most = Math.max(most, Math.abs(cycles[i]));
    }
    assertTrue(most > 1000, most + " cycles");
  }

  @Test
  void phasorsAreExactToFloat() {
    int count = 10_000;
    double[] cycles = new double[count];
    double[] phasors = new double[2 * count];
    Random random = new Random(2);
    for (int i = 0; i < count; i++) {
      cycles[i] = 3e7 * (random.nextDouble() - 0.5);
    }
    UnitPhasor.of(cycles, count, phasors, 0, count);
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * (cycles[i] - Math.rint(cycles[i]));
      assertEquals(Math.cos(angle), phasors[i], 3e-9);
      assertEquals(Math.sin(angle), phasors[count + i], 3e-9);
    }
  }
}
