package org.geofringe.filtering;

import org.geofringe.grid.FloatGrid;

/**
 * Fills cells without data from the cells around them by the smoothest surface that meets the data:
 * the solution of Laplace's equation with the known cells held fast, and no slope across the edge
 * of the grid. Known cells keep their bits; filled cells lie between the least and the greatest
 * known value; a plane is continued as a plane across a hole.
 *
 * <p>Solved by multigrid (Brandt 1977): the start comes from averages over ever larger blocks
 * (push-pull), then V-cycles smooth what is left, so the time grows with the number of cells and
 * not with the width of the holes.
 */
public final class GapFill {

  private GapFill() {}

  /**
   * How far to fill.
   *
   * @param maxDistance greatest distance to a known cell in cells, centre to centre; 0 = no limit
   */
  public record Parameters(int maxDistance) {
    public Parameters {
      if (maxDistance < 0) {
        throw new IllegalArgumentException("maxDistance must be 0 or more, got " + maxDistance);
      }
    }
  }

  /**
   * A filled grid.
   *
   * @param filled values; NaN where too far from data
   * @param interpolated row-major, 1 where the value was interpolated, else 0
   */
  public record Result(FloatGrid filled, byte[] interpolated) {}

  /**
   * Fills one grid.
   *
   * @param grid any unit; NaN = no data; not modified
   */
  public static Result apply(FloatGrid grid, Parameters parameters) {
    return apply(grid, parameters, () -> {});
  }

  /**
   * Fills one grid, however large, and can be stopped.
   *
   * @param checkCancelled called before each cycle of the solver; throws to end the work
   */
  public static Result apply(FloatGrid grid, Parameters parameters, Runnable checkCancelled) {
    byte[] unknown = Reach.unknown(grid, parameters.maxDistance);
    FloatGrid filled = grid.copy();
    HarmonicSolver.solve(filled, unknown, checkCancelled);
    byte[] interpolated = unknown;
    for (int cell = 0; cell < interpolated.length; cell++) {
      interpolated[cell] =
          unknown[cell] == Reach.UNKNOWN && !Float.isNaN(filled.values()[cell]) ? (byte) 1 : 0;
    }
    return new Result(filled, interpolated);
  }
}
