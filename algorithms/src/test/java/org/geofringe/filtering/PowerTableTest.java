package org.geofringe.filtering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerTableTest {

  /** A straight line over 1/64 of x to the power a is off by a (1 - a) / 8 / 64² at most: 8e-6. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.77, 1})
  void powersAreRight(double alpha) {
    PowerTable table = new PowerTable(alpha);
    for (double x = 1e-30; x < 1e30; x *= 1.37) {
      double expected = Math.pow((float) x, alpha);
      assertEquals(expected, table.of((float) x), 1e-5 * expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1})
  void zeroIsNearlyZero(double alpha) {
    assertEquals(Math.pow(2, -127 * alpha), new PowerTable(alpha).of(0), 1e-6);
  }
}
