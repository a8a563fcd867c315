package org.geofringe.unwrapping;

/**
 * Costs of whole cycles on every edge, from the noise of its cells and its offset from the slope.
 */
final class StepCosts {

  private final StepDensity density;
  private final float[] wrapped;
  private final EdgeCosts costs;

  private StepCosts(StepDensity density, float[] wrapped, EdgeCosts costs) {
    this.density = density;
    this.wrapped = wrapped;
    this.costs = costs;
  }

  static EdgeCosts of(
      int rows,
      int columns,
      float[] wrapped,
      float[] variance,
      float[] across,
      float[] down,
      EdgeCycles cycles,
      StepDensity density,
      boolean growing) {
    int cells = rows * columns;
    EdgeCosts costs =
        new EdgeCosts(
            rows,
            columns,
            new short[cells],
            new short[cells],
            new short[cells],
            new short[cells],
            growing);
    StepCosts step = new StepCosts(density, wrapped, costs);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        if (c + 1 < columns) {
          step.edge(
              i,
              i + 1,
              variance,
              across[i],
              cycles.across()[i],
              costs.acrossUp(),
              costs.acrossDown());
        }
        if (r + 1 < rows) {
          step.edge(
              i,
              i + columns,
              variance,
              down[i],
              cycles.down()[i],
              costs.downUp(),
              costs.downDown());
        }
      }
    }
    return costs;
  }

  private void edge(
      int from, int to, float[] variance, float slope, int cycles, short[] up, short[] down) {
    float a = wrapped[from];
    float b = wrapped[to];
    if (Float.isNaN(a) || Float.isNaN(b)) {
      return;
    }
    double step = (double) b - a + 2 * Math.PI * (LoopCharges.wraps(a, b) + cycles);
    double offset = step - slope;
    int level = StepDensity.level((variance[from] + variance[to]) / 2);
    if (offset > 0) {
      up[from] = density.far(level, offset);
      down[from] = density.near(level, offset);
    } else {
      up[from] = density.near(level, offset);
      down[from] = density.far(level, offset);
    }
  }
}
