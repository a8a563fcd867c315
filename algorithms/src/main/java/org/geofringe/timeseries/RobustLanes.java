package org.geofringe.timeseries;

import java.util.Arrays;
import org.geofringe.closure.CycleEvidence;
import org.geofringe.network.Network;
import org.jspecify.annotations.Nullable;

/** The robust inversion of a group of cells, a cell to a lane; see {@link RobustInversion}. */
final class RobustLanes {

  /** Least fall of the sum of squares, in variances: 4 to 5 standard deviations. */
  static final double EVIDENCE = 20;

  /** Where residuals begin to count less, in standard deviations. */
  private static final double HUBER = 2;

  private static final int REWEIGHTINGS = 8;
  private static final int HUBER_STEPS = 6;
  private static final int ROUNDS = 3;

  /** A residual below this part of a standard deviation weighs no more: the corner of |r|. */
  private static final double CORNER = 0.5;

  /** Where weights are no inverse variances, noise is taken for at least this. */
  private static final double LEAST_NOISE_RADIANS = 0.3;

  /** Where more of a cell's pairs are off, nothing is clear. */
  private static final double MOST_OFF = 1 / 3.0;

  /** How near a pair must come to the others by whole cycles: a quarter of one; rad. */
  private static final double NEAR = Math.PI / 2;

  /** Or so many standard deviations, where noise is larger. */
  private static final double NEAR_SIGMAS = 4;

  private static final double CYCLE = 2 * Math.PI;

  private final SbasInversion inversion;
  private final BandedLanes lanes;
  private final int[] reference;
  private final int[] secondary;
  private final int pairs;
  private final CycleEvidence evidence;

  /** Phases and weights as they came. */
  private final double[][] phase;

  private final double[][] weight;

  /** How many cycles too many each pair holds, by lane. */
  private final byte[][] cycles;

  private final double[] sizes;
  private final double[] scale;
  private int[] @Nullable [] pieces = {};

  RobustLanes(SbasInversion inversion) {
    this.inversion = inversion;
    lanes = inversion.lanes();
    Network network = inversion.network();
    pairs = network.pairs().size();
    reference =
        network.pairs().stream().mapToInt(pair -> network.index(pair.reference())).toArray();
    secondary =
        network.pairs().stream().mapToInt(pair -> network.index(pair.secondary())).toArray();
    evidence = new CycleEvidence(network);
    phase = new double[pairs][SbasInversion.LANES];
    weight = new double[pairs][SbasInversion.LANES];
    cycles = new byte[SbasInversion.LANES][pairs];
    sizes = new double[pairs];
    scale = new double[SbasInversion.LANES];
  }

  /** Takes the next group of cells; see {@link SbasInversion#load}. */
  void load(float[] phases, float @Nullable [] coherence, int cells, int start, int n) {
    inversion.load(phases, coherence, cells, start, n, lanes);
    for (int p = 0; p < pairs; p++) {
      System.arraycopy(lanes.phase(p), 0, phase[p], 0, SbasInversion.LANES);
      System.arraycopy(lanes.weight(p), 0, weight[p], 0, SbasInversion.LANES);
    }
    pieces = inversion.connect(lanes, n);
    for (byte[] lane : cycles) {
      Arrays.fill(lane, (byte) 0);
    }
  }

  /** Finds the cycles and solves without them by plain least squares. */
  void mend() {
    inversion.solve(lanes, pieces);
    measure();
    for (int step = 0; step < REWEIGHTINGS; step++) {
      for (int p = 0; p < pairs; p++) {
        towardsAbsolute(p);
      }
      inversion.solve(lanes, pieces);
    }
    for (int lane = 0; lane < pieces.length; lane++) {
      name(lane);
    }
    boolean changed = true;
    for (int round = 0; changed && round < ROUNDS; round++) {
      solveMended();
      measure();
      changed = false;
      for (int lane = 0; lane < pieces.length; lane++) {
        changed |= doubt(lane);
      }
    }
    if (changed) {
      solveMended();
      measure();
    }
  }

  private void solveMended() {
    for (int p = 0; p < pairs; p++) {
      System.arraycopy(weight[p], 0, lanes.weight(p), 0, SbasInversion.LANES);
      double[] mended = lanes.phase(p);
      for (int lane = 0; lane < SbasInversion.LANES; lane++) {
        mended[lane] = phase[p][lane] - CYCLE * cycles[lane][p];
      }
    }
    inversion.solve(lanes, pieces);
  }

  /** One step of reweighting: w / max(√w |r|, corner), which makes Σ w r² of it Σ √w |r|. */
  private void towardsAbsolute(int p) {
    double[] observed = lanes.phase(p);
    double[] from = lanes.solution(reference[p]);
    double[] to = lanes.solution(secondary[p]);
    double[] own = weight[p];
    double[] out = lanes.weight(p);
    for (int lane = 0; lane < SbasInversion.LANES; lane++) {
      double r = observed[lane] - (to[lane] - from[lane]);
      double size = Math.sqrt(own[lane]) * Math.abs(r);
      out[lane] = own[lane] / Math.max(size, CORNER * scale[lane]);
    }
  }

  /** One step of Huber's estimator: w · min(1, HUBER · s / (√w |r|)). */
  private void towardsHuber(int p) {
    double[] observed = lanes.phase(p);
    double[] from = lanes.solution(reference[p]);
    double[] to = lanes.solution(secondary[p]);
    double[] own = weight[p];
    double[] out = lanes.weight(p);
    for (int lane = 0; lane < SbasInversion.LANES; lane++) {
      double r = observed[lane] - (to[lane] - from[lane]);
      double size = Math.sqrt(own[lane]) * Math.abs(r);
      double limit = HUBER * scale[lane];
      out[lane] = own[lane] * limit / Math.max(size, limit);
    }
  }

  /** Cycles from the residuals of a lane, as far as it is clear whose they are. */
  private void name(int lane) {
    byte[] found = cycles[lane];
    int off = 0;
    int present = 0;
    for (int p = 0; p < pairs; p++) {
      if (lanes.valid(p)[lane] == 0) {
        found[p] = CycleEvidence.MISSING;
      } else {
        found[p] = (byte) Math.max(-100, Math.min(100, Math.rint(residual(p, lane) / CYCLE)));
        off += found[p] != 0 ? 1 : 0;
        present++;
      }
    }
    if (off > 0 && off <= MOST_OFF * present) {
      System.arraycopy(evidence.clear(found), 0, found, 0, pairs);
    } else {
      Arrays.fill(found, (byte) 0);
    }
  }

  /**
   * Puts back the cycles without which the fit is hardly worse, and those of pairs that fit neither
   * way; whether there are any.
   */
  private boolean doubt(int lane) {
    boolean changed = false;
    double variance = scale[lane] * scale[lane];
    for (int p = 0; p < pairs; p++) {
      if (cycles[lane][p] != 0) {
        double w = weight[p][lane];
        double delta = CYCLE * cycles[lane][p];
        double checked = 1 - w * lanes.fittedVariance(p, lane);
        double fall = w * delta * (2 * residual(p, lane) + delta * checked);
        // What the other pairs leave of this one, once it is mended.
        double left = Math.abs(residual(p, lane)) / checked;
        double usual = Math.max(NEAR, NEAR_SIGMAS * scale[lane] / Math.sqrt(w));
        if (!(fall >= EVIDENCE * variance && left <= usual)) {
          cycles[lane][p] = 0;
          changed = true;
        }
      }
    }
    return changed;
  }

  private double residual(int p, int lane) {
    return lanes.phase(p)[lane]
        - (lanes.solution(secondary[p])[lane] - lanes.solution(reference[p])[lane]);
  }

  /**
   * The standard deviation of √w r at each lane, from the median of its size over pairs; never less
   * than what weights promise, or than {@link #LEAST_NOISE_RADIANS}.
   */
  private void measure() {
    for (int lane = 0; lane < pieces.length; lane++) {
      int count = 0;
      double squares = 0;
      for (int p = 0; p < pairs; p++) {
        double w = weight[p][lane];
        if (w > 0) {
          sizes[count++] = Math.sqrt(w) * Math.abs(residual(p, lane));
          squares += w;
        }
      }
      double free = Math.max(1, count - lanes.unknowns());
      double median = count == 0 ? 0 : upperMedian(count);
      double floor =
          inversion.noiseFactor() > 0
              ? 1
              : LEAST_NOISE_RADIANS * Math.sqrt(squares / Math.max(1, count));
      scale[lane] = Math.max(floor, 1.4826 * median * Math.sqrt(count / free));
    }
    Arrays.fill(scale, pieces.length, scale.length, 1);
  }

  /** The upper median of the first sizes, by parting them again and again; reorders them. */
  private double upperMedian(int count) {
    int wanted = count / 2;
    int first = 0;
    int last = count - 1;
    while (first < last) {
      double pivot = sizes[(first + last) >>> 1];
      int i = first;
      int j = last;
      while (i <= j) {
        while (sizes[i] < pivot) {
          i++;
        }
        while (sizes[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double size = sizes[i];
          sizes[i++] = sizes[j];
          sizes[j--] = size;
        }
      }
      if (wanted <= j) {
        last = j;
      } else if (wanted >= i) {
        first = i;
      } else {
        break;
      }
    }
    return sizes[wanted];
  }

  /** Number of pairs that were moved, after {@link #mend}. */
  int mendedPairs(int lane) {
    int count = 0;
    for (byte moved : cycles[lane]) {
      count += moved != 0 ? 1 : 0;
    }
    return count;
  }

  /** Sum of the cycles that they were moved by. */
  int mendedCycles(int lane) {
    int sum = 0;
    for (byte moved : cycles[lane]) {
      sum += Math.abs(moved);
    }
    return sum;
  }

  /**
   * Solves cells that still hold outliers by Huber's estimator.
   *
   * @param restrained becomes true for those cells, from {@code start} on; modified
   * @return whether there are any
   */
  boolean restrain(boolean[] restrained, int start) {
    float[] suspicion = new float[pieces.length];
    lanes.suspicion(inversion.noiseFactor(), suspicion, 0, suspicion.length);
    boolean any = false;
    for (int lane = 0; lane < suspicion.length; lane++) {
      restrained[start + lane] = suspicion[lane] > 1;
      any |= restrained[start + lane];
    }
    for (int step = 0; any && step < HUBER_STEPS; step++) {
      for (int p = 0; p < pairs; p++) {
        towardsHuber(p);
      }
      inversion.solve(lanes, pieces);
    }
    return any;
  }

  /** Writes what was solved last. */
  void store(int cells, int start, SbasInversion.Result result) {
    inversion.store(lanes, pieces, cells, start, pieces.length, result);
  }
}
