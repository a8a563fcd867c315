package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NearestComponentTest {

  /** Vectors carried along may miss the nearest cell by less than a cell, as Danielsson showed. */
  @Property(tries = 100)
  void theCellFoundIsTheNearestButForAFraction(
      @ForAll @IntRange(min = 1, max = 25) int rows,
      @ForAll @IntRange(min = 1, max = 25) int columns,
      @ForAll @IntRange(min = 0, max = 6) int sources,
      @ForAll long seed) {
    Random random = new Random(seed);
    int[] components = new int[rows * columns];
    for (int i = 0; i < sources; i++) {
      components[random.nextInt(components.length)] = 1 + i;
    }
    NearestComponent nearest =
        new NearestComponent(rows, columns, components, SolverContext.alone());
    for (int cell = 0; cell < components.length; cell++) {
      double best = Double.POSITIVE_INFINITY;
      for (int other = 0; other < components.length; other++) {
        if (components[other] != 0) {
          best = Math.min(best, distance(cell, other, columns));
        }
      }
      int found = nearest.cell(cell / columns, cell % columns);
      if (sources == 0) {
        assertEquals(-1, found);
        assertEquals(0, nearest.component(cell / columns, cell % columns));
      } else {
        assertTrue(components[found] != 0);
        assertEquals(best, distance(cell, found, columns), 0.5);
      }
    }
  }

  private static double distance(int cell, int other, int columns) {
    return Math.hypot(cell / columns - other / columns, cell % columns - other % columns);
  }
}
