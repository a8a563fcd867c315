package org.geofringe.simulation.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeviatesTest {

  @Test
  void deviatesAreNormalAndIndependent() {
    int count = 200_000;
    double mean = 0;
    double power = 0;
    double fourth = 0;
    double across = 0;
    double neighbour = 0;
    float last = 0;
    for (int i = 0; i < count; i++) {
      long bits = Deviates.scramble(1000L + i);
      float a = Deviates.half(bits, 0);
      float b = Deviates.half(bits, 3);
      mean += a;
      power += a * a;
      fourth += (double) a * a * a * a;
      across += a * b;
      neighbour += a * last;
      last = a;
    }
    // Five standard errors each: 0.7 / √n for the mean, 0.7 / √n for the rest or less.
    double error = 5 * 0.71 / Math.sqrt(count);
    assertEquals(0, mean / count, error);
    assertEquals(0.5, power / count, error);
    assertEquals(0.75, fourth / count, 0.02);
    assertEquals(0, across / count, error);
    assertEquals(0, neighbour / count, error);
  }

  @Test
  void turnsAreCosinesAndSines() {
    Turn turn = new Turn();
    for (double cycles = -3.7; cycles < 4; cycles += 0.01234) {
      turn.to(cycles);
      assertEquals(Math.cos(2 * Math.PI * cycles), turn.cosine(), 3e-7);
      assertEquals(Math.sin(2 * Math.PI * cycles), turn.sine(), 3e-7);
    }
    turn.to(-1e7 - 0.25);
    assertEquals(0, turn.cosine(), 1e-6);
    assertEquals(-1, turn.sine(), 1e-6);
  }
}
