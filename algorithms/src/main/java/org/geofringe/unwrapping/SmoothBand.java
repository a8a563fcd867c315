package org.geofringe.unwrapping;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a phase that are smoothed at one time, with rows about them that are only looked at.
 *
 * <p>First slopes from the phase as it is, a light mean turned back by them, better slopes from
 * that, and with those the means of which each cell gets the best.
 */
final class SmoothBand {

  private static final int FIRST_SLOPE = 3;
  private static final int FIRST_MEAN = 1;
  private static final int SECOND_SLOPE = 4;
  private static final int LAST_SLOPE = 2;
  private static final int[] REACHES = {1, 3, 5};

  /** Rows about the smoothed ones that have a say. */
  static final int HALO = 17;

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

  private final float[] wrapped;
  private final CellNoise noise;
  private final SolverContext context;
  private final int from;
  private final PhaseStrip raw;
  private final byte[] steps;
  private final float[] weights;
  private boolean quiet = true;

  SmoothBand(
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
      PhaseStrip.Turn turn = PhaseStrip.Turn.of(across, down, raw.columns);
      context.checkCancelled();
      PhaseStrip mean = raw.turnedSum(turn, FIRST_MEAN).turned(turn.down(), 1);
      across = mean.slopesAcross(SECOND_SLOPE);
      down = mean.slopesDown(SECOND_SLOPE);
      context.checkCancelled();
      best = bestMeans(PhaseStrip.Turn.of(across, down, raw.columns), errors);
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
      into.phase()[cell] = own ? wrapped[cell] : Phasor.angle(best.real[i], best.imaginary[i]);
      into.errors()[cell] = (byte) StepDensity.level(errors[i]);
      into.noises()[cell] = (byte) StepDensity.level(noise.variance(steps[i]));
      into.acrossScatter()[cell] = acrossScatter[i];
      into.downScatter()[cell] = downScatter[i];
      into.across()[cell] = (short) Math.round(across[i] * SmoothPhase.SLOPE_STEPS);
      into.down()[cell] = (short) Math.round(down[i] * SmoothPhase.SLOPE_STEPS);
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
  private PhaseStrip bestMeans(PhaseStrip.Turn turn, float[] errors) {
    int cells = weights.length;
    PhaseStrip best = raw.turned(turn.down(), -1);
    PhaseStrip turned = raw.turned(turn.across(), -1);
    float[] squares = new float[cells];
    float[] promised = new float[cells];
    for (int i = 0; i < cells; i++) {
      squares[i] = weights[i] * weights[i];
      promised[i] = weights[i] * noise.resultant(steps[i]);
    }
    for (int reach : REACHES) {
      context.checkCancelled();
      PhaseStrip mean = turned.restOfTurnedSum(turn, reach);
      float[] sumsHere = sums(weights, reach);
      float[] squaresHere = sums(squares, reach);
      float[] promisedHere = sums(promised, reach);
      for (int i = 0; i < cells; i++) {
        if (weights[i] == 0 || noise.variance(steps[i]) < QUIET) {
          continue;
        }
        float power = mean.real[i] * mean.real[i] + mean.imaginary[i] * mean.imaginary[i];
        float error = error(power, sumsHere[i], squaresHere[i], promisedHere[i]);
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
    return best.turned(turn.down(), 1);
  }

  private float[] sums(float[] values, int reach) {
    float[] sums = values.clone();
    BoxSums.square(sums, raw.rows, raw.columns, reach);
    return sums;
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
