package org.geofringe.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Fft2Test {

  @Property(tries = 50)
  void inverseUndoesForward(
      @ForAll @IntRange(min = 1, max = 33) int rows,
      @ForAll @IntRange(min = 1, max = 33) int columns,
      @ForAll long seed) {
    double[] given = noise(rows, columns, seed);
    double[] data = given.clone();
    Fft2 transform = new Fft2(rows, columns);
    transform.forward(data);
    transform.inverse(data);
    assertArrayEquals(given, data, 1e-12);
  }

  @Test
  void equalsTheSumItStandsFor() {
    int rows = 5;
    int columns = 8;
    double[] given = noise(rows, columns, 7);
    double[] data = given.clone();
    new Fft2(rows, columns).forward(data);
    for (int k = 0; k < rows; k++) {
      for (int l = 0; l < columns; l++) {
        double re = 0;
        double im = 0;
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            double angle = -2 * Math.PI * ((double) k * r / rows + (double) l * c / columns);
            double x = given[2 * (r * columns + c)];
            double y = given[2 * (r * columns + c) + 1];
            re += x * Math.cos(angle) - y * Math.sin(angle);
            im += x * Math.sin(angle) + y * Math.cos(angle);
          }
        }
        assertEquals(re, data[2 * (k * columns + l)], 1e-12);
        assertEquals(im, data[2 * (k * columns + l) + 1], 1e-12);
      }
    }
  }

  @Test
  void refusesAnotherSize() {
    assertThrows(
        IllegalArgumentException.class, () -> new Fft2(4, 4).forward(new double[2 * 4 * 5]));
  }

  private static double[] noise(int rows, int columns, long seed) {
    return new Random(seed).doubles(2L * rows * columns, -1, 1).toArray();
  }
}
