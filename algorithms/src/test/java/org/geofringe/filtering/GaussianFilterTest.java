package org.geofringe.filtering;

import static org.geofringe.Refusal.assertRefused;
import static org.geofringe.filtering.NoisyPhase.part;
import static org.geofringe.filtering.NoisyPhase.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geofringe.filtering.GaussianFilter.Parameters;
import org.geofringe.grid.ComplexGrid;
import org.junit.jupiter.api.Test;

class GaussianFilterTest {

  @Test
  void aConstantStaysTheSameBesideHolesAndEdges() {
    ComplexGrid grid = new ComplexGrid(30, 40);
    for (int i = 0; i < grid.values().length; i += 2) {
      grid.values()[i] = 2;
      grid.values()[i + 1] = -3;
    }
    punch(grid, 0.4, 1);
    ComplexGrid result = GaussianFilter.apply(grid, new Parameters(2, 1.5));
    for (int i = 0; i < grid.values().length; i++) {
      assertEquals(grid.values()[i], result.values()[i], 1e-5);
    }
  }

  /** Against the sum over all cells, written as the definition says. */
  @Test
  void weightsAreGaussian() {
    ComplexGrid grid = NoisyPhase.of(25, 21, 0.7, 2, 2, (r, c) -> 0.5 * c);
    punch(grid, 0.3, 3);
    ComplexGrid result = GaussianFilter.apply(grid, new Parameters(1.2, 2));
    for (int r = 0; r < 25; r++) {
      for (int c = 0; c < 21; c++) {
        double real = 0;
        double weights = 0;
        for (int i = Math.max(0, r - 4); i < Math.min(25, r + 5); i++) {
          for (int j = Math.max(0, c - 6); j < Math.min(21, c + 7); j++) {
            double down = (i - r) / 1.2;
            double across = (j - c) / 2.0;
            double weight = Math.exp(-(down * down + across * across) / 2);
            if (!Float.isNaN(grid.real(i, j))) {
              real += weight * grid.real(i, j);
              weights += weight;
            }
          }
        }
        double expected = Float.isNaN(grid.real(r, c)) ? Double.NaN : real / weights;
        assertEquals(expected, result.real(r, c), 1e-5);
      }
    }
  }

  @Property(tries = 60)
  void tiledIsTheWhole(
      @ForAll @IntRange(min = 0, max = 40) int row,
      @ForAll @IntRange(min = 0, max = 40) int column,
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 1, max = 20) int columns) {
    Parameters parameters = new Parameters(1.7, 2.3);
    ComplexGrid grid = NoisyPhase.of(60, 60, 0.5, 2, 4, (r, c) -> 0);
    punch(grid, 0.2, 5);
    ComplexGrid whole = GaussianFilter.apply(grid, parameters);
    int halo = GaussianFilter.halo(parameters);
    int top = Math.max(0, row - halo);
    int left = Math.max(0, column - halo);
    int down = Math.min(60, row + rows + halo) - top;
    int across = Math.min(60, column + columns + halo) - left;
    ComplexGrid tile = GaussianFilter.apply(part(grid, top, left, down, across), parameters);
    assertEquals(
        part(whole, row, column, rows, columns),
        part(tile, row - top, column - left, rows, columns));
  }

  @Test
  void noWidthChangesNothingAndSomeMakesFewerResidues() {
    ComplexGrid grid = NoisyPhase.of(100, 100, 0.4, 4, 6, (r, c) -> 0.1 * r);
    assertEquals(grid, GaussianFilter.apply(grid, new Parameters(0, 0)));
    assertEquals(0, GaussianFilter.halo(new Parameters(0, 0)));
    ComplexGrid result = GaussianFilter.apply(grid, new Parameters(1, 1));
    assertTrue(Residues.count(result).residues() < Residues.count(grid).residues() / 4);
  }

  @Test
  void refusals() {
    assertRefused("sigmaRows must lie within 0 and 100, got -1", () -> new Parameters(-1, 0));
    assertRefused("sigmaColumns must lie within 0 and 100, got 101", () -> new Parameters(0, 101));
  }
}
