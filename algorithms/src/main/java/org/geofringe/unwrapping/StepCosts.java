package org.geofringe.unwrapping;

import org.geofringe.numeric.PhaseStep;

/**
 * Costs of whole cycles on every edge, from how far its step is from the likeliest one.
 *
 * <p>An edge with data on both sides costs at least 1, others nothing.
 */
final class StepCosts {

  private static final int BAND = 64;

  /** What is likeliest on an edge. */
  interface Expected {
    /** Step from a cell to another, radians, not wrapped. */
    double step(int from, int to);

    /** Level of the noise on the edge, of {@link StepDensity}. */
    int level(int from, int to);
  }

  private final float[] wrapped;
  private final StepDensity density;
  private final Expected expected;

  private StepCosts(float[] wrapped, StepDensity density, Expected expected) {
    this.wrapped = wrapped;
    this.density = density;
    this.expected = expected;
  }

  /**
   * Fills in the costs.
   *
   * @param wrapped phase in radians, NaN = no data; not modified
   * @param cycles cycles that cost nothing; not modified
   * @param costs modified: costs of all edges
   */
  static void fill(
      float[] wrapped,
      EdgeCycles cycles,
      StepDensity density,
      Expected expected,
      EdgeCosts costs,
      SolverContext context) {
    StepCosts edges = new StepCosts(wrapped, density, expected);
    int rows = costs.rows();
    int columns = costs.columns();
    context.each(
        (rows + BAND - 1) / BAND,
        band -> {
          context.checkCancelled();
          int end = Math.min(rows, (band + 1) * BAND);
          for (int r = band * BAND; r < end; r++) {
            int first = r * columns;
            for (int i = first; i < first + columns - 1; i++) {
              edges.set(i, i + 1, cycles.across()[i], costs.acrossUp(), costs.acrossDown());
            }
            for (int i = first; r + 1 < rows && i < first + columns; i++) {
              edges.set(i, i + columns, cycles.down()[i], costs.downUp(), costs.downDown());
            }
          }
        });
  }

  private void set(int from, int to, int cycles, short[] up, short[] down) {
    float a = wrapped[from];
    float b = wrapped[to];
    if (Float.isNaN(a) || Float.isNaN(b)) {
      up[from] = 0;
      down[from] = 0;
      return;
    }
    double step = (double) b - a + 2 * Math.PI * (PhaseStep.wraps(a, b) + cycles);
    double offset = step - expected.step(from, to);
    int level = expected.level(from, to);
    up[from] = density.cost(level, offset);
    down[from] = density.cost(level, -offset);
  }
}
