package org.geofringe.timeseries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.junit.jupiter.api.Test;

/** The cell that stands still among many that move. */
class UsualMotionTest {

  private static final double WAVELENGTH = 0.05546576;

  /**
   * A city that sinks by 10 to 150 mm/yr in 70 of 100 cells, the more coherent ones, beside stable
   * ground, and a storm of 2 rad on one date. Noise of 0.3 rad in each of 20 pairs over 0.8 years
   * lets a velocity scatter by about 1 mm/yr, and the least strange of 300 cells has less.
   */
  @Test
  void stableGroundIsFoundThoughMostCellsSink() {
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      dates.add(LocalDate.of(2020, 1, 6).plusDays(24L * i));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      for (int j = i + 1; j < Math.min(i + 3, dates.size()); j++) {
        pairs.add(new Pair(dates.get(i), dates.get(j)));
      }
    }
    Network network = new Network(pairs);
    Random random = new Random(3);
    int cells = 1000;
    double[] rate = new double[cells];
    float[] coherence = new float[cells];
    float[] storm = new float[cells];
    for (int i = 0; i < cells; i++) {
      boolean sinks = i % 10 < 7;
      rate[i] = sinks ? -10 - 140 * random.nextDouble() : 0;
      coherence[i] = (float) ((sinks ? 0.7 : 0.6) + 0.2 * random.nextDouble());
      storm[i] = (float) (2 * random.nextGaussian());
    }
    float[] phases = new float[pairs.size() * cells];
    for (int p = 0; p < pairs.size(); p++) {
      Pair pair = network.pairs().get(p);
      double years = ChronoUnit.DAYS.between(pair.reference(), pair.secondary()) / 365.25;
      double constant = 20 * random.nextGaussian();
      int sign =
          pair.reference().equals(dates.get(5))
              ? 1
              : pair.secondary().equals(dates.get(5)) ? -1 : 0;
      for (int i = 0; i < cells; i++) {
        double towards = 4 * Math.PI / WAVELENGTH * rate[i] / 1000 * years;
        phases[p * cells + i] =
            (float) (constant - towards + sign * storm[i] + 0.3 * random.nextGaussian());
      }
    }
    int chosen = new UsualMotion(network, WAVELENGTH, phases, coherence).cell();
    assertEquals(0, rate[chosen], "stable");
    assertTrue(Math.abs(storm[chosen]) < 2, "not where the storm was: " + storm[chosen]);
  }

  @Test
  void oneCellIsItself() {
    Network network =
        new Network(List.of(new Pair(LocalDate.of(2020, 1, 6), LocalDate.of(2020, 1, 18))));
    assertEquals(
        0, new UsualMotion(network, WAVELENGTH, new float[] {3}, new float[] {0.5f}).cell());
    assertThrows(
        IllegalArgumentException.class,
        () -> new UsualMotion(network, WAVELENGTH, new float[] {3}, new float[0]));
  }
}
