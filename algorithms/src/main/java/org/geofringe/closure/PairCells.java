package org.geofringe.closure;

import org.jspecify.annotations.Nullable;

/**
 * Cells of all pairs of a network, pair by pair: pair p of the network's order begins at {@code p *
 * cells}. Nothing of it is modified.
 *
 * @param cells number of cells
 * @param phases unwrapped phases in rad; NaN = no data
 * @param coherence 0 to 1; null where it is not known
 * @param components connected components of the unwrapping, 1 and up; 0 and NaN = in none; null
 *     where it is not known, and every phase counts as of one component
 * @param reliability of the cycles, 0 to 1; NaN and null = not known
 */
public record PairCells(
    int cells,
    float[] phases,
    float @Nullable [] coherence,
    float @Nullable [] components,
    float @Nullable [] reliability) {

  /** Components with greater numbers are small ones, and are looked at cell by cell alone. */
  public static final int LARGEST_COMPONENT = 255;

  public PairCells {
    checkLength("coherence", coherence, phases.length);
    checkLength("components", components, phases.length);
    checkLength("reliability", reliability, phases.length);
  }

  private static void checkLength(String name, float @Nullable [] values, int expected) {
    if (values != null && values.length != expected) {
      throw new IllegalArgumentException(
          name + " must be " + expected + " values as the phases are, got " + values.length);
    }
  }

  /**
   * The component of a phase.
   *
   * @param index place in the blocks
   * @return 0 where the phase is no data, in none, or in a very small one
   */
  int component(int index) {
    if (Float.isNaN(phases[index])) {
      return 0;
    }
    if (components == null) {
      return 1;
    }
    float number = components[index];
    return number >= 1 && number <= LARGEST_COMPONENT ? (int) number : 0;
  }
}
