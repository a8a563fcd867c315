package org.geofringe.unwrapping;

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

  private static final int BAND = 128;
  private static final int FIRST_SLOPE = 3;
  private static final int FIRST_MEAN = 1;
  private static final int SECOND_SLOPE = 4;
  private static final int LAST_SLOPE = 2;
  private static final int[] REACHES = {1, 3, 5};
  private static final int HALO = 17;

  /** Below this variance, rad², two cells' noise all but never makes a residue. */
  private static final float QUIET = 0.05f;

  private static final double MOST_ERROR = Math.PI * Math.PI / 3;
  private static final float MISFIT_SHARE = 0.5f;
  private static final float LEAST_RESULTANT = 1e-3f;

  private static final byte[] SCATTER_LEVELS = new byte[1025];

  static {
    for (int i = 0; i < SCATTER_LEVELS.length; i++) {
      double variance = Math.min(MOST_ERROR, -Math.log((double) i / (SCATTER_LEVELS.length - 1)));
      SCATTER_LEVELS[i] = (byte) StepDensity.level(variance);
    }
  }

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
          int from = Math.max(0, first - HALO);
          int to = Math.min(rows, end + HALO);
          new Band(wrapped, coherence, noise, from, to, columns, context)
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
        cycles += LoopCharges.wraps(wrapped[to], phase[to]);
        cycles -= LoopCharges.wraps(wrapped[from], phase[from]);
        return (double) phase[to] - phase[from] + 2 * Math.PI * cycles;
      }

      @Override
      public int level(int from, int to) {
        return (noises[from] + noises[to] + 1) / 2;
      }
    };
  }

  /** Rows that are smoothed at one time, with rows about them that are only looked at. */
  private static final class Band {

    private final float[] wrapped;
    private final CellNoise noise;
    private final SolverContext context;
    private final int from;
    private final PhaseStrip raw;
    private final byte[] steps;
    private final float[] weights;
    private boolean quiet = true;

    Band(
        float[] wrapped,
        byte @Nullable [] coherence,
        CellNoise noise,
        int from,
        int to,
        int columns,
        SolverContext context) {
      this.wrapped = wrapped;
      this.noise = noise;
      this.context = context;
      this.from = from * columns;
      raw = new PhaseStrip(to - from, columns);
      int cells = raw.real.length;
      weights = new float[cells];
      for (int i = 0; i < cells; i++) {
        set(i, 1);
      }
      steps = coherence == null ? stepsByScatter() : new byte[cells];
      if (coherence != null) {
        System.arraycopy(coherence, this.from, steps, 0, cells);
      }
      for (int i = 0; i < cells; i++) {
        weights[i] = Float.isNaN(wrapped[this.from + i]) ? 0 : noise.weight(steps[i]);
        quiet &= weights[i] == 0 || noise.variance(steps[i]) < QUIET;
        raw.real[i] *= weights[i];
        raw.imaginary[i] *= weights[i];
      }
    }

    private void set(int i, float length) {
      float phase = wrapped[from + i];
      if (!Float.isNaN(phase)) {
        int index = Phasor.index(phase);
        raw.real[i] = length * Phasor.cosine(index);
        raw.imaginary[i] = length * Phasor.sine(index);
      }
    }

    /** Coherence by how much the steps of the phase scatter: their resultant is ρ². */
    private byte[] stepsByScatter() {
      PhaseStrip[] products = {raw.productsAcross(), raw.productsDown()};
      byte[] found = new byte[raw.real.length];
      float[] squares = new float[raw.real.length];
      float[] counts = new float[raw.real.length];
      for (PhaseStrip product : products) {
        float[] count = new float[counts.length];
        for (int i = 0; i < count.length; i++) {
          count[i] = product.real[i] == 0 && product.imaginary[i] == 0 ? 0 : 1;
        }
        product.sum(SECOND_SLOPE);
        BoxSums.square(count, raw.rows, raw.columns, SECOND_SLOPE);
        for (int i = 0; i < count.length; i++) {
          float power =
              product.real[i] * product.real[i] + product.imaginary[i] * product.imaginary[i];
          squares[i] += Math.max(0, power - count[i]);
          counts[i] += count[i] * (count[i] - 1);
        }
      }
      for (int i = 0; i < found.length; i++) {
        double share = counts[i] > 0 ? squares[i] / counts[i] : 0;
        found[i] = noise.stepOf(Math.sqrt(Math.sqrt(share)));
      }
      return found;
    }

    void smooth(SmoothPhase into, int first, int end) {
      context.checkCancelled();
      float[] errors = new float[weights.length];
      for (int i = 0; i < errors.length; i++) {
        errors[i] = noise.variance(steps[i]);
      }
      PhaseStrip best = raw;
      if (!quiet) {
        float[] across = raw.slopesAcross(FIRST_SLOPE);
        float[] down = raw.slopesDown(FIRST_SLOPE);
        PhaseStrip mean = raw.turnedSum(across, down, FIRST_MEAN);
        across = mean.slopesAcross(SECOND_SLOPE);
        down = mean.slopesDown(SECOND_SLOPE);
        context.checkCancelled();
        best = bestMeans(across, down, errors);
        context.checkCancelled();
      }
      PhaseStrip alongRows = best.productsAcross();
      PhaseStrip alongColumns = best.productsDown();
      byte[] acrossScatter = scatter(alongRows);
      byte[] downScatter = scatter(alongColumns);
      float[] across = alongRows.angles();
      float[] down = alongColumns.angles();
      int columns = raw.columns;
      for (int i = first * columns - from; i < end * columns - from; i++) {
        int cell = from + i;
        boolean own = Float.isNaN(wrapped[cell]) || noise.variance(steps[i]) == errors[i];
        into.phase[cell] = own ? wrapped[cell] : Phasor.angle(best.real[i], best.imaginary[i]);
        into.errors[cell] = (byte) StepDensity.level(errors[i]);
        into.noises[cell] = (byte) StepDensity.level(noise.variance(steps[i]));
        into.acrossScatter[cell] = acrossScatter[i];
        into.downScatter[cell] = downScatter[i];
        into.across[cell] = (short) Math.round(across[i] * SLOPE_STEPS);
        into.down[cell] = (short) Math.round(down[i] * SLOPE_STEPS);
      }
    }

    /** Sums products over windows; scatter of their angles about that of the sum, for one cell. */
    private static byte[] scatter(PhaseStrip products) {
      float[] lengths = products.lengths();
      BoxSums.square(lengths, products.rows, products.columns, LAST_SLOPE);
      products.sum(LAST_SLOPE);
      float[] sums = products.lengths();
      byte[] scatter = new byte[sums.length];
      for (int i = 0; i < sums.length; i++) {
        // The resultant of a difference of two normal deviates of variance v is exp(-v).
        double resultant = lengths[i] > 0 ? Math.min(1, sums[i] / lengths[i]) : 0;
        scatter[i] = SCATTER_LEVELS[(int) (resultant * (SCATTER_LEVELS.length - 1))];
      }
      return scatter;
    }

    /** The mean of least expected error at each cell, with the weight of that error. */
    private PhaseStrip bestMeans(float[] across, float[] down, float[] errors) {
      int cells = weights.length;
      PhaseStrip best = new PhaseStrip(raw.rows, raw.columns);
      System.arraycopy(raw.real, 0, best.real, 0, cells);
      System.arraycopy(raw.imaginary, 0, best.imaginary, 0, cells);
      for (int reach : REACHES) {
        context.checkCancelled();
        PhaseStrip mean = raw.turnedSum(across, down, reach);
        float[] sums = weights.clone();
        BoxSums.square(sums, raw.rows, raw.columns, reach);
        float[] squares = new float[cells];
        float[] promised = new float[cells];
        for (int i = 0; i < cells; i++) {
          squares[i] = weights[i] * weights[i];
          promised[i] = weights[i] * noise.resultant(steps[i]);
        }
        BoxSums.square(squares, raw.rows, raw.columns, reach);
        BoxSums.square(promised, raw.rows, raw.columns, reach);
        for (int i = 0; i < cells; i++) {
          if (weights[i] == 0 || noise.variance(steps[i]) < QUIET) {
            continue;
          }
          float power = mean.real[i] * mean.real[i] + mean.imaginary[i] * mean.imaginary[i];
          float error = error(power, sums[i], squares[i], promised[i]);
          if (error < errors[i]) {
            errors[i] = error;
            best.real[i] = mean.real[i];
            best.imaginary[i] = mean.imaginary[i];
          }
        }
      }
      for (int i = 0; i < cells; i++) {
        double power = best.real[i] * best.real[i] + best.imaginary[i] * best.imaginary[i];
        if (power > 0) {
          float scale = (float) (0.1 / (0.1 + errors[i]) / Math.sqrt(power));
          best.real[i] *= scale;
          best.imaginary[i] *= scale;
        }
      }
      return best;
    }

    /**
     * Expected square error of a mean.
     *
     * @param power of the sum of phasors
     * @param sum of the weights
     * @param squares sum of the squared weights
     * @param promised sum of the weights times the resultants of their cells
     */
    private static float error(float power, float sum, float squares, float promised) {
      float all = sum * sum;
      float alone = all - squares;
      if (alone <= 0.01f * all) {
        return Float.POSITIVE_INFINITY;
      }
      float count = all / squares;
      // What noise alone adds to the power is taken off.
      float measured = Math.max(LEAST_RESULTANT, Math.min(1, (power - squares) / alone));
      float expected = Math.max(LEAST_RESULTANT, promised * promised / all);
      float least = Math.min(measured, expected);
      float left = (1 - least) / (2 * count * least);
      float misfit = expected > measured ? (float) Math.log(expected / measured) : 0;
      return (float) Math.min(MOST_ERROR, left + MISFIT_SHARE * misfit);
    }
  }
}
