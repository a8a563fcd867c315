package org.geofringe.filtering;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.geofringe.grid.ComplexGrid;
import org.junit.jupiter.api.Test;

class ResiduesTest {

  /** Two vortices of opposite sense, between cells: one residue each. */
  private static ComplexGrid vortices() {
    ComplexGrid grid = new ComplexGrid(20, 30);
    for (int r = 0; r < 20; r++) {
      for (int c = 0; c < 30; c++) {
        double phase = Math.atan2(r - 8.5, c - 7.5) - Math.atan2(r - 11.5, c - 20.5);
        grid.values()[2 * (r * 30 + c)] = (float) Math.cos(phase);
        grid.values()[2 * (r * 30 + c) + 1] = (float) Math.sin(phase);
      }
    }
    return grid;
  }

  @Test
  void vorticesAreFound() {
    Residues residues = Residues.count(vortices());
    assertEquals(new Residues(19 * 29, 2), residues);
    assertEquals(1 - 2.0 / (19 * 29), residues.freeShare());
    assertEquals(new Residues(2 * 19 * 29, 4), residues.plus(residues));
  }

  @Test
  void loopsWithoutDataDoNotCount() {
    ComplexGrid grid = vortices();
    NoisyPhase.punch(grid, 8, 7, 1, 1);
    assertEquals(new Residues(19 * 29 - 4, 1), Residues.count(grid));
  }

  @Test
  void aRowHasNoLoop() {
    Residues none = Residues.count(new ComplexGrid(1, 5));
    assertEquals(0, none.loops());
    assertTrue(Double.isNaN(none.freeShare()));
    assertRefused("2 residues in 1 loops", () -> new Residues(1, 2));
  }

  /** Phase that is noise alone: a third of all loops, as four independent uniform phases give. */
  @Test
  void pureNoiseHasAThird() {
    Residues residues = Residues.count(NoisyPhase.of(300, 300, 0, 1, 1, (r, c) -> 0));
    assertEquals(2.0 / 3, residues.freeShare(), 0.01);
  }
}
