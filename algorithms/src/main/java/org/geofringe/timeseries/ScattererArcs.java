package org.geofringe.timeseries;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Whole cycles at single scatterers, found along the arcs that join neighbours (after Ferretti et
 * al. 2001 and Kampes 2006, who unwrap over arcs; here the phases are unwrapped already and the
 * arcs check them).
 *
 * <p>Along an arc the air, the orbit and most of the motion cancel; what is left in pair p is
 *
 * <pre>
 * Δφ_p = a·Δt_p + b·ΔB_p + 2π·k_p + noise
 * </pre>
 *
 * with a the difference in velocity and b that in height error (where baselines are known). a and b
 * are fitted by least absolute residuals, which pairs that are off by cycles do not move while they
 * are few; k_p is what rounds the residual. In each pair, points joined by arcs with k = 0 form
 * groups; the largest stays, and the others are moved by the cycles that most of their arcs ask
 * for, the clearest first. Then all arcs are fitted again, until nothing moves.
 *
 * <p>An arc is inconsistent where it ends with cycles or its residuals do not agree (|mean exp(jr)|
 * below a threshold). Points most of whose arcs are so are left out one after the other, the worst
 * first, each with its arcs: their neighbours are not to blame.
 *
 * <p>Cycles that all neighbours share, and those in most of the pairs, are not seen.
 */
public final class ScattererArcs {

  private static final double TWO_PI = 2 * Math.PI;
  private static final int MOST_ROUNDS = 4;
  private static final int ITERATIONS = 20;
  private static final double SMALLEST_RESIDUAL = 0.02;

  /** Fewer pairs than this leave nothing to check the two terms of an arc with. */
  private static final int FEWEST_PAIRS = 5;

  private static final int ARCS_BETWEEN_CHECKS = 4096;

  private final int pairs;
  private final double[] years;
  private final double @Nullable [] baselines;
  private final double leastCoherence;

  /**
   * What was found.
   *
   * @param phases as they were given, with cycles put right; pair p at {@code p * points}
   * @param arcs of each point
   * @param inconsistent those of them that do not agree
   * @param mended pairs of each point that were moved by cycles
   * @param kept false where a point has no arc or most of its arcs are inconsistent
   */
  public record Result(
      float[] phases, int[] arcs, int[] inconsistent, int[] mended, boolean[] kept) {}

  /**
   * A check.
   *
   * @param network whose pairs the phases follow
   * @param baselines perpendicular baseline in metres of each date of the network; null where they
   *     are not known
   * @param leastCoherence of an arc that agrees, 0 to 1
   */
  public ScattererArcs(Network network, double @Nullable [] baselines, double leastCoherence) {
    if (!(leastCoherence >= 0 && leastCoherence <= 1)) {
      throw new IllegalArgumentException(
          "leastCoherence must be within 0 to 1, got " + leastCoherence);
    }
    if (baselines != null && baselines.length != network.dates().size()) {
      throw new IllegalArgumentException(
          "baselines must be of " + network.dates().size() + " dates, got " + baselines.length);
    }
    List<Pair> list = network.pairs();
    pairs = list.size();
    if (pairs < FEWEST_PAIRS) {
      throw new IllegalArgumentException(
          "arcs need " + FEWEST_PAIRS + " pairs to be checked, got " + pairs);
    }
    this.leastCoherence = leastCoherence;
    years = new double[pairs];
    double[] across = baselines == null ? null : new double[pairs];
    for (int p = 0; p < pairs; p++) {
      Pair pair = list.get(p);
      years[p] = ChronoUnit.DAYS.between(pair.reference(), pair.secondary()) / 365.25;
      if (across != null && baselines != null) {
        across[p] =
            baselines[network.index(pair.secondary())] - baselines[network.index(pair.reference())];
      }
    }
    this.baselines = across;
  }

  /**
   * Checks and mends.
   *
   * @param phases unwrapped, rad; pair p of the network's order at {@code p * points}; NaN is no
   *     data; not modified
   * @param points number of points
   * @param from index of one end of each arc
   * @param to index of the other
   * @param checkCancelled called now and then; may throw
   */
  public Result apply(float[] phases, int points, int[] from, int[] to, Runnable checkCancelled) {
    if (phases.length != (long) pairs * points || from.length != to.length) {
      throw new IllegalArgumentException(
          "phases of "
              + pairs
              + " pairs x "
              + points
              + " points expected and arcs of two ends, got "
              + phases.length
              + ", "
              + from.length
              + " and "
              + to.length);
    }
    float[] mendedPhases = phases.clone();
    byte[] cycles = new byte[Math.multiplyExact(pairs, from.length)];
    boolean[] agrees = new boolean[from.length];
    boolean moved = true;
    for (int round = 0; moved; round++) {
      fit(mendedPhases, points, from, to, cycles, agrees, checkCancelled);
      moved = round < MOST_ROUNDS && move(mendedPhases, points, from, to, cycles, agrees);
    }
    int[] mended = new int[points];
    for (int i = 0; i < phases.length; i++) {
      mended[i % points] += Math.abs(mendedPhases[i] - phases[i]) > 1 ? 1 : 0;
    }
    boolean[] inconsistent = new boolean[from.length];
    for (int arc = 0; arc < from.length; arc++) {
      inconsistent[arc] = !agrees[arc];
      for (int p = 0; p < pairs && !inconsistent[arc]; p++) {
        inconsistent[arc] = cycles[p * from.length + arc] != 0;
      }
    }
    return judge(mendedPhases, points, from, to, inconsistent, mended);
  }

  /** Cycles of each arc in each pair, and whether what is left over agrees. */
  private void fit(
      float[] phases,
      int points,
      int[] from,
      int[] to,
      byte[] cycles,
      boolean[] agrees,
      Runnable checkCancelled) {
    double[] difference = new double[pairs];
    double[] residual = new double[pairs];
    for (int arc = 0; arc < from.length; arc++) {
      if (arc % ARCS_BETWEEN_CHECKS == 0) {
        checkCancelled.run();
      }
      for (int p = 0; p < pairs; p++) {
        difference[p] = (double) phases[p * points + to[arc]] - phases[p * points + from[arc]];
      }
      int known = leastAbsolute(difference, residual);
      double real = 0;
      double imaginary = 0;
      for (int p = 0; p < pairs; p++) {
        double r = residual[p];
        cycles[p * from.length + arc] =
            Double.isNaN(r) ? 0 : (byte) Math.max(-100, Math.min(100, Math.round(r / TWO_PI)));
        real += Double.isNaN(r) ? 0 : Math.cos(r);
        imaginary += Double.isNaN(r) ? 0 : Math.sin(r);
      }
      agrees[arc] = known >= FEWEST_PAIRS && Math.hypot(real, imaginary) >= leastCoherence * known;
    }
  }

  /** Fits a and b by reweighting with 1/|r|; gives the number of pairs with a value. */
  private int leastAbsolute(double[] values, double[] residual) {
    double a = 0;
    double b = 0;
    int known = 0;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      known = 0;
      double tt = 0;
      double tb = 0;
      double bb = 0;
      double ty = 0;
      double by = 0;
      for (int p = 0; p < pairs; p++) {
        if (Double.isNaN(values[p])) {
          continue;
        }
        double across = baselines == null ? 0 : baselines[p];
        double r = values[p] - a * years[p] - b * across;
        double weight = iteration == 0 ? 1 : 1 / Math.max(SMALLEST_RESIDUAL, Math.abs(r));
        known++;
        tt += weight * years[p] * years[p];
        tb += weight * years[p] * across;
        bb += weight * across * across;
        ty += weight * years[p] * values[p];
        by += weight * across * values[p];
      }
      double determinant = tt * bb - tb * tb;
      if (determinant > 1e-6 * tt * bb) {
        a = (bb * ty - tb * by) / determinant;
        b = (tt * by - tb * ty) / determinant;
      } else if (tt > 0) {
        a = ty / tt;
        b = 0;
      }
    }
    for (int p = 0; p < pairs; p++) {
      residual[p] = values[p] - a * years[p] - (baselines == null ? 0 : b * baselines[p]);
    }
    return known;
  }

  /** Moves groups of points by cycles; false where there is nothing to move. */
  private boolean move(
      float[] phases, int points, int[] from, int[] to, byte[] cycles, boolean[] agrees) {
    boolean moved = false;
    for (int p = 0; p < pairs; p++) {
      boolean any = false;
      for (int arc = 0; arc < from.length; arc++) {
        any |= agrees[arc] && cycles[p * from.length + arc] != 0;
      }
      if (any) {
        int[] added = new GroupCycles(points, from, to, cycles, p * from.length, agrees).solve();
        for (int i = 0; i < points; i++) {
          if (added[i] != 0 && !Float.isNaN(phases[p * points + i])) {
            phases[p * points + i] -= (float) (TWO_PI * added[i]);
            moved = true;
          }
        }
      }
    }
    return moved;
  }

  private static Result judge(
      float[] phases, int points, int[] from, int[] to, boolean[] inconsistent, int[] mended) {
    int[] arcs = new int[points];
    int[] bad = new int[points];
    for (int arc = 0; arc < from.length; arc++) {
      for (int end : new int[] {from[arc], to[arc]}) {
        arcs[end]++;
        bad[end] += inconsistent[arc] ? 1 : 0;
      }
    }
    int[][] arcsOf = new int[points][];
    int[] filled = new int[points];
    for (int i = 0; i < points; i++) {
      arcsOf[i] = new int[arcs[i]];
    }
    for (int arc = 0; arc < from.length; arc++) {
      arcsOf[from[arc]][filled[from[arc]]++] = arc;
      arcsOf[to[arc]][filled[to[arc]]++] = arc;
    }
    int[] left = arcs.clone();
    int[] leftBad = bad.clone();
    boolean[] kept = new boolean[points];
    Arrays.fill(kept, true);
    TreeSet<Integer> worst =
        new TreeSet<>(
            Comparator.<Integer>comparingDouble(i -> -leftBad[i] / (double) Math.max(1, left[i]))
                .thenComparingInt(i -> -leftBad[i])
                .thenComparingInt(i -> i));
    for (int i = 0; i < points; i++) {
      if (bad[i] > 0) {
        worst.add(i);
      }
    }
    while (!worst.isEmpty() && 2 * leftBad[worst.first()] > left[worst.first()]) {
      int point = worst.first();
      worst.remove(point);
      kept[point] = false;
      for (int arc : arcsOf[point]) {
        int other = from[arc] == point ? to[arc] : from[arc];
        if (kept[other]) {
          worst.remove(other);
          left[other]--;
          leftBad[other] -= inconsistent[arc] ? 1 : 0;
          if (leftBad[other] > 0) {
            worst.add(other);
          }
        }
      }
    }
    for (int i = 0; i < points; i++) {
      kept[i] &= arcs[i] > 0;
    }
    return new Result(phases, arcs, bad, mended, kept);
  }
}
