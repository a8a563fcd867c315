package org.geofringe.filtering;

import org.geofringe.grid.FloatGrid;

/**
 * A phase in proportion to height: what layered air, or a DEM that is off by a share of its own
 * heights, leaves in an interferogram.
 *
 * @param radiansPerMetre growth of phase with height
 * @param standardError how far off that may be, in rad/m, by how far parts of the scene disagree;
 *     infinite where the scene is too small to tell. What turbulent air adds is often underrated,
 *     by up to a factor of two
 */
public record HeightPhase(double radiansPerMetre, double standardError) {

  /** Standard errors that tell a height phase from chance: parts of a scene share their air. */
  private static final double CERTAIN = 5;

  public HeightPhase {
    if (!Double.isFinite(radiansPerMetre) || !(standardError >= 0)) {
      throw new IllegalArgumentException(
          "no height phase of " + radiansPerMetre + " ± " + standardError + " rad/m");
    }
  }

  /** Whether it is more than chance would make: five standard errors. */
  public boolean significant() {
    return Math.abs(radiansPerMetre) > CERTAIN * standardError;
  }

  /** Phase at a height in metres, in radians, not wrapped. */
  public double at(double height) {
    return height * radiansPerMetre;
  }

  /**
   * Phases of cells in radians, not wrapped: what is to be subtracted.
   *
   * @param heights metres, NaN = no data; not modified
   * @return of the same size, NaN where the heights are
   */
  public FloatGrid at(FloatGrid heights) {
    FloatGrid phase = new FloatGrid(heights.rows(), heights.columns());
    for (int i = 0; i < phase.values().length; i++) {
      phase.values()[i] = (float) at(heights.values()[i]);
    }
    return phase;
  }
}
