package org.geofringe.filtering;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.grid.FloatGrid;
import org.junit.jupiter.api.Test;

class GapFillTest {

  private static final GapFill.Parameters UNLIMITED = new GapFill.Parameters(0);

  private static FloatGrid plane(int rows, int columns) {
    FloatGrid grid = new FloatGrid(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        grid.set(row, column, 5 + 0.25f * row - 0.5f * column);
      }
    }
    return grid;
  }

  private static void punch(FloatGrid grid, int row, int column, int height, int width) {
    for (int r = row; r < row + height; r++) {
      for (int c = column; c < column + width; c++) {
        grid.set(r, c, Float.NaN);
      }
    }
  }

  @Test
  void aFullGridStaysAsItIs() {
    FloatGrid grid = plane(9, 13);
    GapFill.Result result = GapFill.apply(grid, UNLIMITED);
    assertEquals(grid, result.filled());
    for (byte mask : result.interpolated()) {
      assertEquals(0, mask);
    }
  }

  /**
   * A plane solves Laplace's equation, so only what multigrid leaves is off: the stop is at
   * residuals of 1e-5 of the range, which over a hole of 60 cells may add up to 1e-3 of it.
   */
  @Test
  void aPlaneIsContinuedAcrossHoles() {
    FloatGrid truth = plane(150, 131);
    FloatGrid grid = truth.copy();
    punch(grid, 10, 20, 60, 50);
    punch(grid, 100, 90, 7, 21);
    punch(grid, 80, 5, 1, 1);
    GapFill.Result result = GapFill.apply(grid, UNLIMITED);
    double range = 0.25 * 149 + 0.5 * 130;
    for (int cell = 0; cell < truth.values().length; cell++) {
      boolean hole = Float.isNaN(grid.values()[cell]);
      assertEquals(hole ? 1 : 0, result.interpolated()[cell]);
      assertEquals(truth.values()[cell], result.filled().values()[cell], hole ? 1e-3 * range : 0);
    }
  }

  @Property(tries = 60)
  void knownCellsKeepTheirBitsAndFilledCellsLieBetweenThem(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 1, max = 99) int percentKnown,
      @ForAll long seed) {
    Random random = new Random(seed);
    FloatGrid grid = new FloatGrid(rows, columns);
    for (int cell = 0; cell < grid.values().length; cell++) {
      boolean known = cell == 0 || random.nextInt(100) < percentKnown;
      grid.values()[cell] = known ? random.nextFloat() : Float.NaN;
    }
    FloatGrid before = grid.copy();
    FloatGrid filled = GapFill.apply(grid, UNLIMITED).filled();
    assertEquals(before, grid);
    for (int cell = 0; cell < grid.values().length; cell++) {
      float value = filled.values()[cell];
      if (Float.isNaN(grid.values()[cell])) {
        assertTrue(value >= -1e-3 && value <= 1.001, "value " + value);
      } else {
        assertEquals(grid.values()[cell], value);
      }
    }
  }

  /** Against the definition of distance, cell by cell. */
  @Property(tries = 60)
  void onlyCellsWithinReachAreFilled(
      @ForAll @IntRange(min = 1, max = 30) int rows,
      @ForAll @IntRange(min = 1, max = 30) int columns,
      @ForAll @IntRange(min = 1, max = 9) int distance,
      @ForAll long seed) {
    Random random = new Random(seed);
    FloatGrid grid = FloatGrid.filled(rows, columns, Float.NaN);
    for (int k = 0; k < 4; k++) {
      grid.set(random.nextInt(rows), random.nextInt(columns), k);
    }
    GapFill.Result result = GapFill.apply(grid, new GapFill.Parameters(distance));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        boolean reached = false;
        for (int cell = 0; cell < rows * columns; cell++) {
          int down = cell / columns - row;
          int across = cell % columns - column;
          reached |=
              !Float.isNaN(grid.values()[cell])
                  && down * down + across * across <= distance * distance;
        }
        assertEquals(!reached, Float.isNaN(result.filled().get(row, column)));
        boolean wasEmpty = Float.isNaN(grid.get(row, column));
        assertEquals(reached && wasEmpty ? 1 : 0, result.interpolated()[row * columns + column]);
      }
    }
  }

  @Test
  void edgesAreContinuedWithoutSlope() {
    FloatGrid grid = FloatGrid.filled(30, 30, Float.NaN);
    for (int row = 0; row < 30; row++) {
      grid.set(row, 10, 3);
      grid.set(row, 20, 5);
    }
    FloatGrid filled = GapFill.apply(grid, UNLIMITED).filled();
    assertEquals(3, filled.get(15, 0), 1e-3);
    assertEquals(5, filled.get(4, 29), 1e-3);
    assertEquals(4, filled.get(29, 15), 1e-3);
  }

  @Test
  void anEmptyGridStaysEmpty() {
    FloatGrid grid = FloatGrid.filled(4, 5, Float.NaN);
    for (GapFill.Parameters parameters :
        new GapFill.Parameters[] {UNLIMITED, new GapFill.Parameters(3)}) {
      GapFill.Result result = GapFill.apply(grid, parameters);
      assertEquals(grid, result.filled());
      assertEquals(0, result.interpolated()[7]);
    }
  }

  @Test
  void oneKnownCellFillsAll() {
    FloatGrid grid = FloatGrid.filled(33, 50, Float.NaN);
    grid.set(12, 40, -2.5f);
    for (float value : GapFill.apply(grid, UNLIMITED).filled().values()) {
      assertEquals(-2.5f, value, 1e-5);
    }
  }

  @Test
  void aNegativeDistanceIsRefused() {
    assertRefused("maxDistance must be 0 or more, got -1", () -> new GapFill.Parameters(-1));
  }
}
