package org.geofringe.unwrapping;

import java.util.List;

/**
 * An unwrapped image.
 *
 * @param phase unwrapped phase in radians, row-major, equal to the wrapped one but for whole
 *     cycles; NaN = no data
 * @param components connected components, 1 for the largest and so on; 0 = in none: no data, or not
 *     to be trusted. Within a component no whole cycle is likely to be wrong
 * @param reliability how likely a cell's cycles are right against its surroundings', 0 to 1; NaN =
 *     no data
 * @param bridges how components were set against each other where no phase joins them
 * @param figures counts of what was done
 */
public record Unwrapped(
    float[] phase, int[] components, float[] reliability, List<Bridge> bridges, Figures figures) {

  /**
   * The relation decided between two components.
   *
   * @param from component whose level was taken as given
   * @param to component that was moved with it
   * @param cycles whole cycles added to it
   * @param gap width of the gap between them, cells
   * @param certainty 0 to 1: how much likelier this whole number is than the next
   */
  public record Bridge(int from, int to, int cycles, double gap, double certainty) {}

  /**
   * Counts of one image.
   *
   * @param cells cells with data
   * @param residues loops whose wrapped steps did not add up to zero
   * @param cutEdges edges whose cycles the flow changed from the likeliest
   * @param cost cost of the flow, in units of {@link EdgeCosts}
   */
  public record Figures(long cells, long residues, long cutEdges, long cost) {}
}
