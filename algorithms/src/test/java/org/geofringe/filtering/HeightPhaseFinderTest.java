package org.geofringe.filtering;

import static org.geofringe.Refusal.assertRefused;
import static org.geofringe.filtering.NoisyPhase.part;
import static org.geofringe.filtering.NoisyPhase.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.simulation.Turbulence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeightPhaseFinderTest {

  private static final int SIDE = 500;

  /** Relief of 250 m rms, as rough as mountains are. */
  private static final FloatGrid HEIGHTS = Turbulence.field(SIDE, SIDE, -2.2, 250, new Random(77));

  private static ComplexGrid scene(double growth, double air, long seed) {
    FloatGrid turbulence =
        Turbulence.field(SIDE, SIDE, -8.0 / 3, Math.max(air, 1e-9), new Random(seed));
    return NoisyPhase.of(
        SIDE,
        SIDE,
        0.5,
        8,
        seed,
        (r, c) -> 0.3 * r - 0.8 * c + turbulence.get(r, c) + growth * HEIGHTS.get(r, c));
  }

  private static HeightPhase found(ComplexGrid grid, FloatGrid heights) {
    HeightPhaseFinder finder = new HeightPhaseFinder();
    finder.add(grid, heights, 0, 0);
    return finder.find();
  }

  /** The acceptance: within 2 %, under a ramp of 0.85 rad per cell and 1 rad rms of turbulence. */
  @ParameterizedTest
  @CsvSource({"0.02,1,1", "-0.01,1,2", "0.01,0,3", "-0.002,0,4", "0.03,2,5"})
  void growthIsFound(double growth, double air, long seed) {
    HeightPhase phase = found(scene(growth, air, seed), HEIGHTS);
    assertEquals(growth, phase.radiansPerMetre(), 0.02 * Math.abs(growth));
    assertTrue(phase.significant());
    assertTrue(phase.standardError() < 0.02 * Math.abs(growth));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "2,3", "0,4"})
  void airAloneIsNotSignificant(double air, long seed) {
    HeightPhase phase = found(scene(0, air, seed), HEIGHTS);
    assertFalse(phase.significant(), phase.toString());
    assertEquals(0, phase.radiansPerMetre(), 3e-4);
  }

  /** Differences across tiles' edges are left out, nothing comes twice. */
  @Test
  void tilesWithHolesGiveTheSame() {
    ComplexGrid grid = scene(0.01, 0.5, 6);
    punch(grid, 0.4, 7);
    punch(grid, 100, 100, 200, 100);
    HeightPhaseFinder finder = new HeightPhaseFinder();
    for (int row = 0; row < SIDE; row += 90) {
      int rows = Math.min(90, SIDE - row);
      finder.add(
          part(grid, row, 0, rows, SIDE),
          new FloatGrid(
              rows,
              SIDE,
              java.util.Arrays.copyOfRange(HEIGHTS.values(), row * SIDE, (row + rows) * SIDE)),
          row,
          0);
    }
    assertEquals(0.01, finder.find().radiansPerMetre(), 0.02 * 0.01);
    assertEquals(
        found(grid, HEIGHTS).radiansPerMetre(), finder.find().radiansPerMetre(), 0.01 * 0.01);
  }

  @Test
  void flatLandOrNoLandTellsNothing() {
    ComplexGrid grid = scene(0, 0, 8);
    assertFalse(found(grid, FloatGrid.filled(SIDE, SIDE, 100)).significant());
    assertFalse(found(grid, FloatGrid.filled(SIDE, SIDE, Float.NaN)).significant());
    assertFalse(new HeightPhaseFinder().find().significant());
    ComplexGrid small = part(grid, 0, 0, 40, 40);
    assertEquals(
        Double.POSITIVE_INFINITY, found(small, FloatGrid.filled(40, 40, 1)).standardError());
  }

  @Test
  void whatIsSubtractedFollowsTheHeights() {
    HeightPhase phase = new HeightPhase(0.01, 1e-4);
    assertEquals(5, phase.at(500), 1e-12);
    FloatGrid heights = new FloatGrid(1, 2, new float[] {200, Float.NaN});
    assertEquals(2, phase.at(heights).get(0, 0), 1e-6);
    assertTrue(Float.isNaN(phase.at(heights).get(0, 1)));
  }

  @Test
  void refusals() {
    ComplexGrid grid = new ComplexGrid(3, 3);
    assertRefused(
        "does not fit", () -> new HeightPhaseFinder().add(grid, new FloatGrid(3, 4), 0, 0));
    assertRefused("-2", () -> new HeightPhaseFinder().add(grid, new FloatGrid(3, 3), 0, -2));
    assertRefused("-1", () -> new HeightPhase(0.1, -1));
    assertRefused("NaN", () -> new HeightPhase(Double.NaN, 1));
  }
}
