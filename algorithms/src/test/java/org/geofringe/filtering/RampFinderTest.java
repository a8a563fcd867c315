package org.geofringe.filtering;

import static org.geofringe.Refusal.assertRefused;
import static org.geofringe.filtering.NoisyPhase.part;
import static org.geofringe.filtering.NoisyPhase.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampFinderTest {

  private static PhaseRamp found(ComplexGrid grid) {
    RampFinder finder = new RampFinder();
    finder.add(grid, 0, 0);
    return finder.find();
  }

  /**
   * Below 1 rad over 10,000 cells. The Cramér-Rao bound of 480 x 448 single-look cells at coherence
   * 0.3, whose mean unit phasor is 0.236, is √12 · 3.0 / (464 · 480) = 4.7e-5 rad per cell: half as
   * many cells have 6.6e-5, and 1e-4 is asked of the three sigma of those at coherence 0.5.
   */
  @ParameterizedTest
  @CsvSource({
    "0,0,0.5,0,1e-4",
    "0.01,-0.02,0.5,0,1e-4",
    "1,0.3,0.5,0.5,1.2e-4",
    "-2.9,0,0.5,0,1e-4",
    "3.1,-3.1,0.5,0,1e-4",
    "0.0982,-0.2945,0.5,0,1e-4",
    "0.5,0.5,0.3,0,1.5e-4",
    "-0.7,1,0.3,0.5,2e-4",
    "0.3,-0.4,0.9,0,4e-5"
  })
  void rampsAreFound(double down, double across, double coherence, double missing, double within) {
    ComplexGrid grid = NoisyPhase.of(480, 448, coherence, 1, 1, (r, c) -> down * r + across * c);
    punch(grid, missing, 2);
    PhaseRamp ramp = found(grid);
    assertEquals(down, ramp.radiansPerRow(), within);
    assertEquals(across, ramp.radiansPerColumn(), within);
  }

  /** Over 2,000 cells the error falls with the power 3/2 of the length: 1 rad over 10,000 cells. */
  @Test
  void aLongStripIsKnownToAFractionOfARadian() {
    PhaseRamp ramp =
        found(NoisyPhase.of(2000, 120, 0.3, 1, 3, (r, c) -> 0.123456 * r + 0.0654321 * c));
    assertEquals(0.123456, ramp.radiansPerRow(), 0.5 / 10_000);
    assertEquals(0.0654321, ramp.radiansPerColumn(), 1e-3);
  }

  @Test
  void tilesGiveWhatTheWholeGives() {
    ComplexGrid grid = NoisyPhase.of(300, 260, 0.5, 1, 4, (r, c) -> 0.7 * r - 0.2 * c);
    RampFinder finder = new RampFinder();
    for (int row = 0; row < 300; row += 77) {
      for (int column = 0; column < 260; column += 101) {
        int rows = Math.min(77, 300 - row);
        int columns = Math.min(101, 260 - column);
        finder.add(part(grid, row, column, rows, columns), row, column);
      }
    }
    PhaseRamp whole = found(grid);
    assertEquals(whole.radiansPerRow(), finder.find().radiansPerRow(), 2e-4);
    assertEquals(whole.radiansPerColumn(), finder.find().radiansPerColumn(), 2e-4);
  }

  /** Half the scene under water, the rest along a coast: patches are cut anyhow. */
  @Test
  void aCoastIsNoRamp() {
    ComplexGrid grid = NoisyPhase.of(400, 400, 0.5, 1, 5, (r, c) -> -0.31 * r + 0.17 * c);
    for (int r = 0; r < 400; r++) {
      punch(grid, r, 0, 1, (int) (200 + 150 * Math.sin(r / 40.0)));
    }
    PhaseRamp ramp = found(grid);
    assertEquals(-0.31, ramp.radiansPerRow(), 3e-4);
    assertEquals(0.17, ramp.radiansPerColumn(), 3e-4);
  }

  /**
   * A bowl of 80 rad and 80 cells across in 600 x 600 cells. A line fitted to its unwrapped phase
   * would rise by 0.0064 rad per cell towards it and so leave 3.8 rad; what is found leaves 1 rad.
   */
  @Test
  void aBowlIsNoRamp() {
    ComplexGrid grid =
        NoisyPhase.of(
            600,
            600,
            0.5,
            4,
            6,
            (r, c) -> {
              double squared = (r - 200.) * (r - 200.) + (c - 350.) * (c - 350.);
              return 0.04 * r - 0.02 * c + 80 * Math.exp(-squared / (2 * 80 * 80));
            });
    PhaseRamp ramp = found(grid);
    assertEquals(0.04, ramp.radiansPerRow(), 1 / 600.);
    assertEquals(-0.02, ramp.radiansPerColumn(), 1 / 600.);
  }

  @Test
  void smallGridsAreKnownAsWellAsTheirSizeAllows() {
    PhaseRamp ramp = found(NoisyPhase.of(40, 30, 0.9, 8, 7, (r, c) -> 0.5 * r - 0.25 * c));
    assertEquals(0.5, ramp.radiansPerRow(), 0.02);
    assertEquals(-0.25, ramp.radiansPerColumn(), 0.02);
  }

  @Test
  void withoutDataItIsFlat() {
    assertEquals(new PhaseRamp(0, 0), new RampFinder().find());
    ComplexGrid empty = new ComplexGrid(40, 40);
    punch(empty, 0, 0, 40, 40);
    assertEquals(new PhaseRamp(0, 0), found(empty));
    assertRefused("row -1", () -> new RampFinder().add(empty, -1, 0));
    assertRefused("NaN", () -> new PhaseRamp(Double.NaN, 0));
  }

  @Test
  void whatIsSubtractedGrowsWithRowsAndColumns() {
    PhaseRamp ramp = new PhaseRamp(0.5, -0.25);
    assertEquals(3.5, ramp.at(10, 6));
    FloatGrid phase = ramp.at(new Window(10, 6, 2, 3));
    assertEquals(3.5f, phase.get(0, 0));
    assertEquals(3.5f, phase.get(1, 2));
  }
}
