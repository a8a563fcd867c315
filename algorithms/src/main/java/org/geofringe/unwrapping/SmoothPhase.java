package org.geofringe.unwrapping;

import org.geofringe.numeric.PhaseStep;
import org.jspecify.annotations.Nullable;

/**
 * A wrapped phase with less noise, its slopes, and how far it may be from the true phase.
 *
 * <p>Noisy cells are averaged with their surroundings, turned back by the slope. Of some windows
 * each cell gets the one of least expected error: the noise that is left, and what the window's
 * resultant falls short of the one that the coherence of its cells promises, for then the phase is
 * not as the slopes say. Cells of little noise are left as they are. Its integers are easily found,
 * for few residues are left, and decide those of the noisy cells.
 *
 * @param phase smoothed phase, radians; NaN = no data
 * @param errors expected error of each cell, a level of {@link StepDensity}
 * @param noises expected noise of each cell before, a level of {@link StepDensity}
 * @param across slope from every cell to the next in its row, {@value #SLOPE_STEPS} a radian
 * @param down slope from every cell to the next in its column
 * @param acrossScatter how far steps along rows scatter about that slope, a level
 * @param downScatter how far steps along columns scatter about that slope, a level
 */
record SmoothPhase(
    float[] phase,
    byte[] errors,
    byte[] noises,
    short[] across,
    short[] down,
    byte[] acrossScatter,
    byte[] downScatter) {

  /** Steps of the slopes in a radian. */
  static final int SLOPE_STEPS = 10_000;

  private static final int BAND = 256;

  /**
   * Smooths a phase.
   *
   * @param wrapped radians, row-major, NaN = no data; not modified
   * @param coherence steps of {@link CellNoise}; null = by the scatter of the phase; not modified
   */
  static SmoothPhase of(
      int rows,
      int columns,
      float[] wrapped,
      byte @Nullable [] coherence,
      CellNoise noise,
      SolverContext context) {
    int cells = rows * columns;
    SmoothPhase smooth =
        new SmoothPhase(
            new float[cells],
            new byte[cells],
            new byte[cells],
            new short[cells],
            new short[cells],
            new byte[cells],
            new byte[cells]);
    context.each(
        (rows + BAND - 1) / BAND,
        band -> {
          int first = band * BAND;
          int end = Math.min(rows, first + BAND);
          int from = Math.max(0, first - SmoothBand.HALO);
          int to = Math.min(rows, end + SmoothBand.HALO);
          new SmoothBand(wrapped, coherence, noise, from, to, columns, context)
              .smooth(smooth, first, end);
        });
    return smooth;
  }

  /** What is likeliest on the edges of the smooth phase: its slopes. */
  StepCosts.Expected expected(int columns) {
    return new StepCosts.Expected() {
      @Override
      public double step(int from, int to) {
        boolean along = to - from < columns;
        return (along ? across[from] : down[from]) * (1.0 / SLOPE_STEPS);
      }

      @Override
      public int level(int from, int to) {
        boolean along = to - from < columns;
        int scatter = along ? acrossScatter[from] : downScatter[from];
        return Math.max(scatter, (errors[from] + errors[to] + 1) / 2);
      }
    };
  }

  /**
   * What is likeliest on the edges of the phase as it was: the steps of the smooth one unwrapped.
   *
   * @param wrapped the phase as it was, radians
   * @param nearest its cycles that bring it nearest to the smooth phase unwrapped
   */
  StepCosts.Expected expected(float[] wrapped, int[] nearest) {
    return new StepCosts.Expected() {
      @Override
      public double step(int from, int to) {
        int cycles = nearest[to] - nearest[from];
        cycles += PhaseStep.wraps(wrapped[to], phase[to]);
        cycles -= PhaseStep.wraps(wrapped[from], phase[from]);
        return (double) phase[to] - phase[from] + 2 * Math.PI * cycles;
      }

      @Override
      public int level(int from, int to) {
        return (noises[from] + noises[to] + 1) / 2;
      }
    };
  }
}
