package org.geofringe.geometry;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.geofringe.grid.FloatGrid;
import org.junit.jupiter.api.Test;

class BicubicSamplerTest {

  private static FloatGrid grid(int rows, int columns, DoubleBinaryOperator surface) {
    FloatGrid grid = new FloatGrid(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        grid.set(row, column, (float) surface.applyAsDouble(row, column));
      }
    }
    return grid;
  }

  @Test
  void quadraticsAreReproducedInside() {
    DoubleBinaryOperator surface = (r, c) -> 3 + 2 * r - c + 0.5 * r * r - r * c + 0.25 * c * c;
    BicubicSampler sampler = new BicubicSampler(grid(9, 12, surface));
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      double row = 1 + 6 * random.nextDouble();
      double column = 1 + 9 * random.nextDouble();
      // The answer is a float of some tens.
      assertEquals(surface.applyAsDouble(row, column), sampler.at(row, column), 1e-5);
    }
  }

  @Test
  void planesAreReproducedToTheVeryEdge() {
    DoubleBinaryOperator surface = (r, c) -> 3 + 2 * r - c;
    BicubicSampler sampler = new BicubicSampler(grid(2, 5, surface));
    for (double row = -0.5; row <= 1.5; row += 0.25) {
      for (double column = -0.5; column <= 4.5; column += 0.25) {
        assertEquals(surface.applyAsDouble(row, column), sampler.at(row, column), 1e-5);
      }
    }
    assertTrue(Float.isNaN(sampler.at(-0.51, 2)));
    assertTrue(Float.isNaN(sampler.at(0, 4.51)));
    assertTrue(Float.isNaN(sampler.at(Double.NaN, 2)));
  }

  @Test
  void cellsKeepTheirValuesAndTheSlopeHasNoStep() {
    Random random = new Random(2);
    FloatGrid grid = grid(8, 8, (r, c) -> random.nextGaussian());
    BicubicSampler sampler = new BicubicSampler(grid);
    double step = 1e-3;
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        assertEquals(grid.get(row, column), sampler.at(row, column), 1e-6);
        double here = sampler.at(row, column);
        if (row > 0 && row < 7) {
          double before = (here - sampler.at(row - step, column)) / step;
          double after = (sampler.at(row + step, column) - here) / step;
          // Differences over a thousandth of a cell of values rounded to floats.
          assertEquals(before, after, 2e-2);
        }
      }
    }
  }

  @Test
  void noDataReachesAsFarAsTheNeighbourhood() {
    FloatGrid grid = grid(9, 9, (r, c) -> 1);
    grid.set(4, 4, Float.NaN);
    BicubicSampler sampler = new BicubicSampler(grid);
    assertTrue(Float.isNaN(sampler.at(2.5, 4)));
    assertEquals(1, sampler.at(1.9, 4), 0);
    assertEquals(1, sampler.at(6.1, 4), 0);
  }

  @Test
  void alongALineItIsTheSame() {
    Random random = new Random(4);
    BicubicSampler sampler = new BicubicSampler(grid(6, 7, (r, c) -> random.nextDouble()));
    double[] rows = {-1, 0.2, 3.3};
    double[] columns = {2, 5.9, 4.4};
    float[] found = new float[5];
    sampler.sample(rows, columns, 3, found, 2);
    assertTrue(Float.isNaN(found[2]));
    assertEquals(sampler.at(0.2, 5.9), found[3], 0);
    assertEquals(sampler.at(3.3, 4.4), found[4], 0);
    assertRefused("2 x 2", () -> new BicubicSampler(new FloatGrid(1, 5)));
  }
}
