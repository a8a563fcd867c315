package org.geofringe.filtering;

import static org.geofringe.Refusal.assertRefused;
import static org.geofringe.filtering.NoisyPhase.part;
import static org.geofringe.filtering.NoisyPhase.punch;
import static org.geofringe.filtering.NoisyPhase.wrapped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.filtering.GoldsteinFilter.Parameters;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldsteinFilterTest {

  private static ComplexGrid filtered(ComplexGrid grid, double alpha, int size) {
    return new GoldsteinFilter(new Parameters(alpha, false, size)).apply(grid, null, 0, 0);
  }

  /** Two transforms there and two back, each good to some 1e-6 of a patch's largest value. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64, 128, 256})
  void strengthZeroChangesNothing(int size) {
    ComplexGrid grid = NoisyPhase.of(150, 170, 0.6, 4, 1, (r, c) -> 0.3 * c);
    punch(grid, 0.1, 2);
    ComplexGrid result = filtered(grid, 0, size);
    for (int i = 0; i < grid.values().length; i++) {
      assertEquals(grid.values()[i], result.values()[i], 5e-6);
    }
  }

  @Property(tries = 60)
  void tiledIsTheWhole(
      @ForAll @IntRange(min = 0, max = 80) int row,
      @ForAll @IntRange(min = 0, max = 80) int column,
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 60) int columns,
      @ForAll boolean byCoherence) {
    Parameters parameters = new Parameters(0.7, byCoherence, row % 2 == 0 ? 16 : 32);
    int height = 141;
    int width = 143;
    ComplexGrid grid = NoisyPhase.of(height, width, 0.5, 2, 3, (r, c) -> 0.2 * r);
    punch(grid, 0.2, 4);
    punch(grid, 30, 40, 50, 45);
    FloatGrid coherence = new FloatGrid(height, width);
    Random random = new Random(5);
    for (int i = 0; i < coherence.values().length; i++) {
      coherence.values()[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
    }
    ComplexGrid whole = new GoldsteinFilter(parameters).apply(grid, coherence, 0, 0);

    int halo = GoldsteinFilter.halo(parameters);
    int top = Math.max(0, row - halo);
    int left = Math.max(0, column - halo);
    int down = Math.min(height, row + rows + halo) - top;
    int across = Math.min(width, column + columns + halo) - left;
    FloatGrid near = new FloatGrid(down, across);
    for (int r = 0; r < down; r++) {
      for (int c = 0; c < across; c++) {
        near.set(r, c, coherence.get(top + r, left + c));
      }
    }
    ComplexGrid tile =
        new GoldsteinFilter(parameters).apply(part(grid, top, left, down, across), near, top, left);
    assertEquals(
        part(whole, row, column, rows, columns),
        part(tile, row - top, column - left, rows, columns));
  }

  /** A filter that has seen other data before gives the same. */
  @Test
  void nothingIsLeftOverBetweenGrids() {
    ComplexGrid grid = NoisyPhase.of(70, 90, 0.5, 2, 6, (r, c) -> 0);
    GoldsteinFilter filter = new GoldsteinFilter(new Parameters(1, false, 32));
    ComplexGrid first = filter.apply(grid, null, 5, 7);
    filter.apply(NoisyPhase.of(300, 40, 0.5, 2, 7, (r, c) -> 0), null, 0, 0);
    assertEquals(first, filter.apply(grid, null, 5, 7));
  }

  @Test
  void noDataStaysWhereItIs() {
    ComplexGrid grid = NoisyPhase.of(200, 200, 0.6, 4, 8, (r, c) -> 0.1 * r);
    ComplexGrid before = filtered(grid, 0.8, 32);
    ComplexGrid holed = new ComplexGrid(200, 200, grid.values().clone());
    punch(holed, 90, 80, 20, 30);
    holed.values()[2 * (150 * 200 + 150)] = Float.POSITIVE_INFINITY;
    ComplexGrid after = filtered(holed, 0.8, 32);
    int reach = GoldsteinFilter.halo(new Parameters(0.8, false, 32));
    for (int r = 0; r < 200; r++) {
      for (int c = 0; c < 200; c++) {
        boolean hole = r >= 90 && r < 110 && c >= 80 && c < 110 || r == 150 && c == 150;
        assertEquals(hole, Float.isNaN(after.real(r, c)), "at " + r + ", " + c);
        assertEquals(hole, Float.isNaN(after.imaginary(r, c)));
        boolean far =
            (r < 90 - reach || r >= 110 + reach || c < 80 - reach || c >= 110 + reach)
                && (Math.abs(r - 150) > reach || Math.abs(c - 150) > reach);
        if (far) {
          assertEquals(before.real(r, c), after.real(r, c));
        }
      }
    }
  }

  /** Beside water the coast's own fringes go on: what counts as zero there has no phase. */
  @Test
  void fringesGoOnUpToTheShore() {
    ComplexGrid grid = NoisyPhase.of(256, 256, 0.8, 8, 9, (r, c) -> 0.4 * c);
    punch(grid, 0, 128, 256, 128);
    ComplexGrid result = filtered(grid, 0.7, 32);
    double sum = 0;
    for (int r = 0; r < 256; r++) {
      for (int c = 120; c < 128; c++) {
        sum += wrapped(result.phase(r, c) - 0.4 * c);
      }
    }
    assertEquals(0, sum / (256 * 8), 0.02);
  }

  @Test
  void anEmptyGridStaysEmpty() {
    ComplexGrid grid = new ComplexGrid(40, 50);
    punch(grid, 0, 0, 40, 50);
    assertEquals(grid, filtered(grid, 0.5, 16));
  }

  /**
   * The acceptance: a mean phase error below 0.02 rad on ramps of up to 1 rad per cell. 160 x 160
   * cells of 8 looks at coherence 0.5 have a mean that is off by 0.55 / 160 = 0.0035 rad at random.
   */
  @ParameterizedTest
  @CsvSource({
    "0,0,0.5",
    "1,0,0.5",
    "0,1,0.5",
    "0.3,-0.7,0.5",
    "1,1,0.5",
    "-1,0,0.7",
    "0,-1,0.9",
    "0.61,0.83,0.7",
    "1,1,0.9"
  })
  void rampsComeOutUnbiased(double down, double across, double coherence) {
    int side = 192;
    ComplexGrid grid = NoisyPhase.of(side, side, coherence, 8, 10, (r, c) -> down * r + across * c);
    for (int size : new int[] {32, 64}) {
      for (double alpha : new double[] {0.5, 1}) {
        ComplexGrid result = filtered(grid, alpha, size);
        double sum = 0;
        double squares = 0;
        double squaresBefore = 0;
        for (int r = 16; r < side - 16; r++) {
          for (int c = 16; c < side - 16; c++) {
            double error = wrapped(result.phase(r, c) - down * r - across * c);
            double before = wrapped(grid.phase(r, c) - down * r - across * c);
            sum += error;
            squares += error * error;
            squaresBefore += before * before;
          }
        }
        double cells = (side - 32.) * (side - 32);
        assertEquals(0, sum / cells, 0.02, "mean error, patch " + size + ", alpha " + alpha);
        assertTrue(squares < 0.25 * squaresBefore, "rms at least halved");
        if (alpha == 1) {
          assertSlope(result, down, across, side);
        }
      }
    }
  }

  /** Neighbours differ by the ramp: a slope that was off by 1e-3 would add up over a scene. */
  private static void assertSlope(ComplexGrid result, double down, double across, int side) {
    double sumDown = 0;
    double sumAcross = 0;
    for (int r = 16; r < side - 16; r++) {
      for (int c = 16; c < side - 16; c++) {
        sumDown += wrapped(result.phase(r + 1, c) - result.phase(r, c) - down);
        sumAcross += wrapped(result.phase(r, c + 1) - result.phase(r, c) - across);
      }
    }
    double cells = (side - 32.) * (side - 32);
    assertEquals(0, sumDown / cells, 1e-3);
    assertEquals(0, sumAcross / cells, 1e-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void fewerResiduesAreLeft(double alpha) {
    ComplexGrid grid = NoisyPhase.of(256, 256, 0.4, 4, 11, (r, c) -> 0.2 * r - 0.1 * c);
    double before = Residues.count(grid).freeShare();
    double after = Residues.count(filtered(grid, alpha, 32)).freeShare();
    assertTrue(before < 0.93, "share before: " + before);
    assertTrue(1 - after < 0.5 * (1 - before), before + " became " + after);
  }

  /** The left half is sure of its phase and hardly changes; the right half is not. */
  @Test
  void coherenceDecidesHowMuch() {
    ComplexGrid grid = NoisyPhase.of(128, 256, 0.6, 4, 12, (r, c) -> 0);
    FloatGrid coherence = new FloatGrid(128, 256);
    for (int r = 0; r < 128; r++) {
      for (int c = 0; c < 256; c++) {
        coherence.set(r, c, c < 128 ? 1 : 0.1f);
      }
    }
    ComplexGrid result =
        new GoldsteinFilter(new Parameters(0, true, 32)).apply(grid, coherence, 0, 0);
    double left = 0;
    double right = 0;
    for (int r = 0; r < 128; r++) {
      for (int c = 0; c < 90; c++) {
        left = Math.max(left, Math.abs(wrapped(result.phase(r, c) - grid.phase(r, c))));
        right += Math.abs(result.phase(r, 166 + c)) / (128 * 90);
      }
    }
    assertEquals(0, left, 1e-3);
    ComplexGrid strong = filtered(grid, 0.9, 32);
    double expected = 0;
    for (int r = 0; r < 128; r++) {
      for (int c = 0; c < 90; c++) {
        expected += Math.abs(strong.phase(r, 166 + c)) / (128 * 90);
      }
    }
    assertEquals(expected, right, 0.01 * expected, "alpha is known to 1/512");
  }

  /** Bright cells do not change the scale: phase is what counts. */
  @Test
  void magnitudesOfAnySizeGiveTheSamePhase() {
    ComplexGrid grid = NoisyPhase.of(64, 64, 0.6, 4, 13, (r, c) -> 0.3 * r);
    ComplexGrid bright = new ComplexGrid(64, 64, grid.values().clone());
    for (int i = 0; i < bright.values().length; i++) {
      bright.values()[i] *= 0x1p30f;
    }
    ComplexGrid one = filtered(grid, 0.5, 32);
    ComplexGrid other = filtered(bright, 0.5, 32);
    for (int r = 0; r < 64; r++) {
      for (int c = 0; c < 64; c++) {
        assertEquals(0, wrapped(one.phase(r, c) - other.phase(r, c)), 1e-4);
      }
    }
  }

  @Test
  void refusals() {
    assertRefused("alpha must lie within 0 and 1, got 1.1", () -> new Parameters(1.1, false, 32));
    assertRefused("alpha", () -> new Parameters(Double.NaN, false, 32));
    assertRefused(
        "patchSize must be 8, 16, 32, 64, 128 or 256, got 48",
        () -> new Parameters(0.5, false, 48));
    assertRefused(
        "patchSize must be 8, 16, 32, 64, 128 or 256, got 512",
        () -> new Parameters(0.5, false, 512));
    ComplexGrid grid = new ComplexGrid(10, 10);
    assertRefused("needs the coherence", () -> byCoherence(grid, null, 0));
    assertRefused("does not fit", () -> byCoherence(grid, new FloatGrid(10, 9), 0));
    assertRefused("row -1", () -> byCoherence(grid, new FloatGrid(10, 10), -1));
  }

  private static void byCoherence(ComplexGrid grid, @Nullable FloatGrid coherence, int row) {
    new GoldsteinFilter(new Parameters(0.5, true, 32)).apply(grid, coherence, row, 0);
  }
}
