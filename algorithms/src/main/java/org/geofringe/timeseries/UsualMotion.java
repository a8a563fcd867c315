package org.geofringe.timeseries;

import java.util.Arrays;
import org.geofringe.network.Network;
import org.geofringe.numeric.Robust;

/**
 * Which of some cells moves as most ground does. Stable ground shares one velocity while sinking or
 * sliding ground spreads over many, so the cells that stand are those in the shortest interval of
 * velocities that holds a quarter of all (after Rousseeuw and Leroy 1988, whose shortest interval
 * holds half). A median would not do: in a city that sinks, most cells move.
 *
 * <p>Of the most coherent of these the cell is taken whose velocity, displacement at each date, and
 * contradictions between pairs are together closest to the usual. Each counts in units of its own
 * scatter, so that a stormy date does not outweigh the others. All are told apart from the air by
 * number alone: where the air of few dates bends the scene, the usual is bent.
 */
public final class UsualMotion {

  private static final double STANDING_SHARE = 0.25;

  /** Below, noise moves as nothing does. */
  private static final float NOISE = 0.3f;

  private static final int ENOUGH_CELLS = 100;
  private static final double COHERENT_SHARE = 0.25;
  private static final double SMALLEST_SPREAD = 1e-9;

  private final float[] coherence;
  private final int cells;
  private final int dates;
  private final float[] displacement;
  private final float[] velocity;
  private final float[] residual;

  /**
   * Inverts the cells, each pair measured against its median.
   *
   * @param network whose pairs the phases follow; pieces that no pair joins count as one
   * @param wavelengthMetres radar wavelength
   * @param phases unwrapped, rad; pair p of the network's order at {@code p * coherence.length}; no
   *     NaN; modified: the medians are taken away
   * @param coherence mean coherence of each cell, 0 to 1, at least one; not modified
   * @throws IllegalArgumentException where there is no cell or a block has another length
   */
  public UsualMotion(Network network, double wavelengthMetres, float[] phases, float[] coherence) {
    if (coherence.length == 0 || phases.length != network.pairs().size() * coherence.length) {
      throw new IllegalArgumentException(
          "phases of "
              + network.pairs().size()
              + " pairs x "
              + coherence.length
              + " cells, at least one, expected, got "
              + phases.length);
    }
    this.coherence = coherence;
    this.cells = coherence.length;
    this.dates = network.dates().size();
    for (int p = 0; p < network.pairs().size(); p++) {
      double[] ofPair = new double[cells];
      for (int i = 0; i < cells; i++) {
        ofPair[i] = phases[p * cells + i];
      }
      float median = (float) Robust.median(ofPair);
      for (int i = 0; i < cells; i++) {
        phases[p * cells + i] -= median;
      }
    }
    SbasInversion.Result inverted =
        new SbasInversion(
                network,
                new SbasInversion.Parameters(
                    SbasInversion.Weighting.UNIFORM,
                    1,
                    SbasInversion.Disconnected.MINIMUM_NORM,
                    wavelengthMetres))
            .apply(phases, null, cells);
    displacement = inverted.displacement();
    residual = inverted.residualRms();
    velocity = new VelocityFit(network.dates()).apply(displacement, cells).velocity();
  }

  /** Index of the cell that moves as most ground does. */
  public int cell() {
    boolean[] typical = clear();
    double[] standing = standingVelocities(typical);
    boolean[] stands = new boolean[cells];
    boolean[] coherent = atLeast(COHERENT_SHARE, coherence);
    boolean any = false;
    for (int i = 0; i < cells; i++) {
      stands[i] = typical[i] && velocity[i] >= standing[0] && velocity[i] <= standing[1];
      any |= stands[i] && coherent[i];
    }
    double[] strangeness = new double[cells];
    add(strangeness, velocity, 0, stands, 1);
    for (int date = 1; date < dates; date++) {
      add(strangeness, displacement, date * cells, stands, 1.0 / (dates - 1));
    }
    double usualResidual = Robust.median(where(stands, residual, 0));
    int best = -1;
    for (int i = 0; i < cells; i++) {
      if (stands[i] && (coherent[i] || !any)) {
        strangeness[i] += residual[i] / Math.max(SMALLEST_SPREAD, usualResidual);
        best = best < 0 || strangeness[i] < strangeness[best] ? i : best;
      }
    }
    return best;
  }

  /** Cells that are more than noise; all, where those are few. */
  private boolean[] clear() {
    boolean[] clear = new boolean[cells];
    int n = 0;
    for (int i = 0; i < cells; i++) {
      clear[i] = coherence[i] >= NOISE;
      n += clear[i] ? 1 : 0;
    }
    if (n < ENOUGH_CELLS) {
      Arrays.fill(clear, true);
    }
    return clear;
  }

  /** The greatest share of values, all that equal the least of them included. */
  private static boolean[] atLeast(double share, float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float least = sorted[(int) ((1 - share) * (sorted.length - 1))];
    boolean[] chosen = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      chosen[i] = values[i] >= least;
    }
    return chosen;
  }

  /** Ends of the shortest interval that holds the share; the middle one where several do. */
  private double[] standingVelocities(boolean[] typical) {
    double[] sorted = where(typical, velocity, 0);
    Arrays.sort(sorted);
    int held = Math.max(1, (int) Math.round(STANDING_SHARE * sorted.length));
    int best = 0;
    for (int i = 0; i + held <= sorted.length; i++) {
      if (sorted[i + held - 1] - sorted[i] < sorted[best + held - 1] - sorted[best]) {
        best = i;
      }
    }
    return new double[] {sorted[best], sorted[best + held - 1]};
  }

  /** Adds how far each value is from the median of the cells that stand. */
  private void add(
      double[] strangeness, float[] values, int offset, boolean[] stands, double weight) {
    double[] usual = where(stands, values, offset);
    double median = Robust.median(usual);
    double spread = Math.max(SMALLEST_SPREAD, Robust.sigma(usual));
    for (int i = 0; i < cells; i++) {
      strangeness[i] += weight * Math.abs(values[offset + i] - median) / spread;
    }
  }

  private double[] where(boolean[] chosen, float[] values, int offset) {
    double[] some = new double[cells];
    int n = 0;
    for (int i = 0; i < cells; i++) {
      if (chosen[i]) {
        some[n++] = values[offset + i];
      }
    }
    return Arrays.copyOf(some, n);
  }
}
