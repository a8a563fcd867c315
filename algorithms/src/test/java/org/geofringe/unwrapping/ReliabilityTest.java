package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.numeric.Robust;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  private static FlatImage random(int rows, int columns, Random random) {
    FlatImage image = new FlatImage(rows, columns, 1);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int cell = r * columns + c;
        if (c + 1 < columns) {
          image.costs.acrossUp()[cell] = (short) (1 + random.nextInt(300));
          image.costs.acrossDown()[cell] = (short) (1 + random.nextInt(300));
        }
        if (r + 1 < rows) {
          image.costs.downUp()[cell] = (short) (1 + random.nextInt(300));
          image.costs.downDown()[cell] = (short) (1 + random.nextInt(300));
        }
      }
    }
    return image;
  }

  /** What a block's move costs, from the change of every edge of the image. */
  private static int moved(FlatImage image, int top, int left, int side, int cycles) {
    Margins margins = image.margins();
    int cost = 0;
    for (int r = 0; r < image.rows; r++) {
      for (int c = 0; c < image.columns; c++) {
        int own = within(r, c, top, left, side) ? cycles : 0;
        int cell = r * image.columns + c;
        int right = within(r, c + 1, top, left, side) ? cycles : 0;
        int below = within(r + 1, c, top, left, side) ? cycles : 0;
        if (c + 1 < image.columns && right != own) {
          cost += right > own ? margins.acrossMore(cell) : margins.acrossLess(cell);
        }
        if (r + 1 < image.rows && below != own) {
          cost += below > own ? margins.downMore(cell) : margins.downLess(cell);
        }
      }
    }
    return cost;
  }

  private static boolean within(int row, int column, int top, int left, int side) {
    return row >= top && row < top + side && column >= left && column < left + side;
  }

  @Property(tries = 40)
  void reliabilityIsThatOfTheDefinition(
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll long seed) {
    FlatImage image = random(rows, columns, new Random(seed));
    float[] reliability = Reliability.of(image.phase, image.margins(), SolverContext.alone());
    for (int cell = 0; cell < reliability.length; cell++) {
      double risk = 0;
      for (int side : new int[] {1, 3, 5}) {
        double most = 0;
        for (int top = 0; top + side <= rows; top++) {
          for (int left = 0; left + side <= columns; left++) {
            if (within(cell / columns, cell % columns, top, left, side)) {
              double likelihood =
                  Math.exp(-moved(image, top, left, side, 1) / 125.0)
                      + Math.exp(-moved(image, top, left, side, -1) / 125.0);
              most = Math.max(most, likelihood);
            }
          }
        }
        risk += most;
      }
      assertEquals(1 / (1 + risk), reliability[cell], 1e-5);
    }
  }

  @Test
  void cellsWithoutDataHaveNone() {
    FlatImage image = new FlatImage(6, 6, 900);
    image.empty(2, 3);
    float[] reliability = Reliability.of(image.phase, image.margins(), SolverContext.alone());
    assertTrue(Float.isNaN(reliability[2 * 6 + 3]));
    assertTrue(reliability[0] > 0.99 && reliability[0] <= 1);
  }

  /**
   * Five looks and coherences from 0.3: of the cells that are said to be right with some
   * probability at least this share is, less three standard deviations of counting clusters of some
   * ten cells.
   */
  @Test
  void noMoreCellsAreWrongThanIsSaid() {
    double[] limits = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01};
    double[] stated = new double[limits.length];
    double[] right = new double[limits.length];
    int[] cells = new int[limits.length];
    int n = 300;
    for (long seed = 1; seed <= 3; seed++) {
      WrappedField field =
          Objects.requireNonNull(WrappedFields.all().get("speckle5")).make(n, seed);
      Unwrapped unwrapped =
          Unwrapper.apply(
              n,
              n,
              field.wrapped(),
              field.coherence(),
              field.looks(),
              new Unwrapper.Parameters(Unwrapper.Cost.SMOOTH, 0),
              SolverContext.alone());
      long level = Math.round(median(unwrapped.phase(), field) / (2 * Math.PI));
      for (int i = 0; i < n * n; i++) {
        float reliability = unwrapped.reliability()[i];
        int bin = 0;
        while (reliability >= limits[bin]) {
          bin++;
        }
        cells[bin]++;
        stated[bin] += reliability;
        double cycles = (unwrapped.phase()[i] - field.truth()[i]) / (2 * Math.PI);
        right[bin] += Math.round(cycles) == level ? 1 : 0;
      }
    }
    for (int bin = 0; bin < limits.length; bin++) {
      if (cells[bin] < 50) {
        continue;
      }
      double p = stated[bin] / cells[bin];
      double tolerance = 3 * Math.sqrt(10 * p * (1 - p) / cells[bin]);
      assertTrue(
          right[bin] / cells[bin] >= p - tolerance,
          "stated " + p + ", right " + right[bin] / cells[bin] + " of " + cells[bin]);
    }
    assertTrue(cells[limits.length - 1] > 0.9 * 3 * n * n, "most cells are sure");
  }

  private static double median(float[] phase, WrappedField field) {
    double[] differences = new double[phase.length];
    for (int i = 0; i < phase.length; i++) {
      differences[i] = phase[i] - field.truth()[i];
    }
    return Robust.median(differences);
  }
}
