package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.interferometry.PhaseNoise;
import org.junit.jupiter.api.Test;

class StepDensityTest {

  @Test
  void costsAreTheLogarithmOfDensitiesThatWereDrawn() {
    // Differences of two draws of noise by five looks, coherence 0.5: as often near d as it says.
    WrappedField field = WrappedField.of(500, 1000, 5, 3, (r, c) -> 0, (r, c) -> 0.5, (r, c) -> 1);
    double square = 0;
    int bins = 16;
    int[] counts = new int[2 * bins];
    for (int i = 0; i + 1 < field.wrapped().length; i += 2) {
      double difference = Math.abs((double) field.wrapped()[i + 1] - field.wrapped()[i]);
      counts[(int) (difference / Math.PI * bins)]++;
      square += field.wrapped()[i] * field.wrapped()[i];
    }
    double variance = 2 * square / field.wrapped().length;
    StepDensity density = new StepDensity(new PhaseNoise(5), 1e-9, 1);
    for (int bin = bins / 2; bin < bins; bin++) {
      double offset = (bin + 0.5) / bins * Math.PI;
      double drawn = Math.log((double) counts[bin] / counts[2 * bins - 1 - bin]);
      // Levels are 3 % of a cycle apart, and the rarer bin holds 500 draws or more: 0.05 each, and
      // 10 % for the level's place.
      double cost = density.cost(StepDensity.level(variance), -offset) / 100.0;
      assertEquals(drawn, cost, 0.1 + 0.1 * drawn);
    }
  }

  @Test
  void costsRiseFromHalfACycleToTheLikeliestStepAndAreNeverZero() {
    StepDensity density = new StepDensity(new PhaseNoise(4.5), 1e-4, 2);
    for (int level = 0; level < StepDensity.LEVELS; level++) {
      int last = 1;
      // The far side costs no less than the near one.
      assertTrue(density.cost(level, 1) >= density.cost(level, -1));
      for (double offset = -7; offset <= 0; offset += 0.05) {
        int cost = density.cost(level, offset);
        assertTrue(cost >= last, "level " + level + ", offset " + offset);
        assertTrue(cost <= EdgeCosts.LARGEST);
        last = cost;
      }
      assertEquals(1, density.cost(level, -Math.PI));
    }
  }

  @Test
  void moreNoiseMakesCyclesCheaper() {
    StepDensity density = new StepDensity(new PhaseNoise(10), 1e-4, 2);
    for (int level = 1; level < StepDensity.LEVELS; level++) {
      assertTrue(density.cost(level, 0) <= density.cost(level - 1, 0), "level " + level);
    }
  }

  @Test
  void jumpsPutACeilingOnCosts() {
    StepDensity smooth = new StepDensity(new PhaseNoise(10), 1e-4, 2);
    StepDensity jumpy = new StepDensity(new PhaseNoise(10), 1e-2, 30);
    assertEquals(EdgeCosts.LARGEST, smooth.cost(5, 0));
    // log(D(0) · 60 / 0.01) + 2π / 30, and D(0) = 1 / (√(4π) · 0.16) = 1.8.
    assertEquals(945, jumpy.cost(5, 0), 10);
    // Where a step lies far outside its noise either number is a jump, the shorter a bit likelier.
    assertEquals(100 * (2 * Math.PI - 5) / 30, jumpy.cost(3, -2.5), 1);
  }
}
