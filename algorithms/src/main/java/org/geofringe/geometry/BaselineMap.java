package org.geofringe.geometry;

import org.geofringe.orbit.Orbit;

/**
 * Perpendicular and parallel {@link Baseline}s over a box of the map, as polynomials in x, y and
 * height ({@link PolynomialPair}). Immutable: safe for many threads.
 */
public final class BaselineMap {

  /** Greatest error over the box, metres. */
  public static final double TOLERANCE = 1e-3;

  private final PolynomialPair polynomials;

  private BaselineMap(PolynomialPair polynomials) {
    this.polynomials = polynomials;
  }

  /**
   * Fits the baselines of two passes over a box; orbits and guesses as of {@link Baseline#at}, box
   * and errors as of {@link RadarPolynomial#fit}.
   */
  public static BaselineMap fit(
      Orbit reference,
      double referenceGuess,
      Orbit secondary,
      double secondaryGuess,
      MapProjection projection,
      double west,
      double south,
      double east,
      double north,
      double minHeight,
      double maxHeight) {
    double[] geographic = new double[2];
    double[] position = new double[3];
    return new BaselineMap(
        PolynomialPair.fit(
            new double[] {west, south, minHeight},
            new double[] {east, north, maxHeight},
            new double[] {TOLERANCE, TOLERANCE},
            (x, y, height, values) -> {
              projection.toGeographic(x, y, geographic);
              Ellipsoid.toCartesian(geographic[0], geographic[1], height, position);
              Baseline baseline =
                  Baseline.at(reference, referenceGuess, secondary, secondaryGuess, position);
              values[0] = baseline.perpendicular();
              values[1] = baseline.parallel();
            }));
  }

  /**
   * Baselines of a row of cells; parameters as of {@link RadarGeometry#locate}. Cells without a
   * height get NaN.
   *
   * @param perpendicular receives metres, from index 0; modified
   * @param parallel receives metres, from index 0; modified
   * @throws IllegalArgumentException where a cell lies beyond the box
   */
  public void baselines(
      double x,
      double spacingX,
      double y,
      float[] heights,
      int offset,
      int count,
      double[] perpendicular,
      double[] parallel) {
    polynomials.evaluate(x, spacingX, y, heights, offset, count, perpendicular, parallel);
  }
}
