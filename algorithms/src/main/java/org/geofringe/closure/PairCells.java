package org.geofringe.closure;

/**
 * Cells of all pairs of a network, pair by pair: pair p of the network's order begins at {@code p *
 * cells}. Nothing of it is modified.
 *
 * @param cells number of cells
 * @param phases unwrapped phases in rad; NaN = no data
 * @param coherence 0 to 1; empty where it is not known
 * @param components connected components of the unwrapping, 1 and up; 0 and NaN = in none; empty
 *     where it is not known, and every phase counts as of one component
 * @param reliability of the cycles, 0 to 1; NaN = not known, and so is empty
 */
public record PairCells(
    int cells, float[] phases, float[] coherence, float[] components, float[] reliability) {

  /** Components with greater numbers are small ones, and are looked at cell by cell alone. */
  public static final int LARGEST_COMPONENT = 255;

  /** Values that are not known of any cell. */
  public static float[] unknown() {
    return new float[0];
  }

  public PairCells {
    checkLength("coherence", coherence, phases.length);
    checkLength("components", components, phases.length);
    checkLength("reliability", reliability, phases.length);
  }

  private static void checkLength(String name, float[] values, int expected) {
    if (values.length != 0 && values.length != expected) {
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
    if (components.length == 0) {
      return 1;
    }
    float number = components[index];
    return number >= 1 && number <= LARGEST_COMPONENT ? (int) number : 0;
  }
}
