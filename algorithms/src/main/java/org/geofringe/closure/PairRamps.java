package org.geofringe.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.numeric.Robust;

/**
 * Planes that single pairs hold and no date does, such as a refined baseline leaves behind, found
 * from closures alone.
 *
 * <p>A plane fitted to the phase of a pair would mix up its own ramp with orbits, atmosphere and
 * deformation. All these belong to dates and close; what a triplet does not close by is ab + bc -
 * ac of the pairs' own planes ({@link TripletPlane}). Pairs' planes follow but for planes of dates,
 * which change no triplet; of all solutions the one with the least Σ |slope| is taken, so that few
 * pairs hold a ramp ({@link SparsePairs}), and planes of dates stay in the phases.
 *
 * <p>Pairs with significant planes are then fitted again by themselves, without being drawn to
 * zero. A pair is named where no other choice of as few pairs explains the triplets ({@link
 * CycleEvidence}); else they share the plane, which changes an inversion by least squares little
 * and lets the triplets close.
 */
public final class PairRamps {

  /** Rounding of float phases, rad over half the scene. */
  private static final double LEAST_NOISE = 1e-4;

  private static final int ROUNDS = 3;

  private PairRamps() {}

  /**
   * When a plane is taken for a ramp.
   *
   * @param leastRadians least range over the sampled cells, rad, above 0
   * @param significance least size in standard deviations, as the scatter of triplets tells, 1 to
   *     100
   */
  public record Parameters(double leastRadians, double significance) {

    public Parameters {
      if (!(leastRadians > 0) || leastRadians > 1000) {
        throw new IllegalArgumentException(
            "leastRadians must be above 0 and up to 1000, got " + leastRadians);
      }
      if (!(significance >= 1 && significance <= 100)) {
        throw new IllegalArgumentException(
            "significance must be within 1 to 100, got " + significance);
      }
    }
  }

  /** What is known of a pair's plane. */
  public enum Finding {
    /** In no triplet with data. */
    UNCHECKED,
    /** No plane that stands out. */
    NONE,
    /**
     * Triplets do not close, and another pair may be to blame as well: the plane is shared between
     * them, as least squares would.
     */
    SHARED,
    /** A plane of this pair. */
    RAMP
  }

  /**
   * The plane of a pair.
   *
   * @param perColumn rad per column, to be taken away; 0 unless the finding is a ramp or a shared
   *     one
   * @param perRow rad per row
   * @param significance size in standard deviations
   */
  public record Ramp(double perColumn, double perRow, double significance, Finding finding) {}

  /**
   * Finds the planes.
   *
   * @param network gives the order of the block
   * @param phases unwrapped phases in rad of a sample of cells; pair p at {@code p * cells}; NaN =
   *     no data; not modified
   * @param rows row of each cell; not modified
   * @param columns column of each cell; not modified
   * @param checkCancelled called before each triplet; throws to end the work
   * @return a plane for each pair
   * @throws IllegalArgumentException where lengths disagree
   */
  public static List<Ramp> find(
      Network network,
      float[] phases,
      int[] rows,
      int[] columns,
      Parameters parameters,
      Runnable checkCancelled) {
    int cells = rows.length;
    if (columns.length != cells || phases.length != (long) network.pairs().size() * cells) {
      throw new IllegalArgumentException(
          "phases of "
              + network.pairs().size()
              + " pairs x "
              + cells
              + " cells expected, got "
              + phases.length
              + " and "
              + columns.length
              + " columns");
    }
    Scaled x = Scaled.of(columns);
    Scaled y = Scaled.of(rows);
    int[][] triplets = network.triplets().stream().map(network::pairIndices).toArray(int[][]::new);
    double[][] slopes = new double[2][triplets.length];
    boolean[] checked = new boolean[network.pairs().size()];
    double[] misclosure = new double[cells];
    for (int t = 0; t < triplets.length; t++) {
      checkCancelled.run();
      int[] three = triplets[t];
      for (int i = 0; i < cells; i++) {
        misclosure[i] =
            (double) phases[three[0] * cells + i]
                + phases[three[1] * cells + i]
                - phases[three[2] * cells + i];
      }
      double[] plane = TripletPlane.fit(misclosure, x.values, y.values);
      slopes[0][t] = plane == null ? Double.NaN : plane[1];
      slopes[1][t] = plane == null ? Double.NaN : plane[2];
      for (int p : three) {
        checked[p] |= plane != null;
      }
    }
    return solve(network, triplets, slopes, checked, parameters, x.half, y.half);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Scaled(double[] values, double half) {
    static Scaled of(int[] coordinates) {
      double least = Arrays.stream(coordinates).min().orElse(0);
      double greatest = Arrays.stream(coordinates).max().orElse(0);
      double half = Math.max(0.5, (greatest - least) / 2);
      double centre = (greatest + least) / 2;
      return new Scaled(
          Arrays.stream(coordinates).mapToDouble(c -> (c - centre) / half).toArray(), half);
    }
  }

  private static List<Ramp> solve(
      Network network,
      int[][] triplets,
      double[][] slopes,
      boolean[] checked,
      Parameters parameters,
      double halfColumns,
      double halfRows) {
    int pairs = network.pairs().size();
    SparsePairs system = new SparsePairs(pairs, triplets);
    double[][] x = {system.sparsest(slopes[0]), system.sparsest(slopes[1])};
    int[] counts = known(pairs, triplets, slopes[0]);
    double[] significance = new double[pairs];
    boolean[] chosen = choose(x, parameters.leastRadians / 2);
    for (int round = 0; round < ROUNDS; round++) {
      double[] sigma = new double[2];
      for (int axis = 0; axis < 2; axis++) {
        double noise = noise(system, slopes[axis], x[axis], chosen);
        x[axis] = system.refitted(slopes[axis], masked(x[axis], chosen), chosen, noise);
        sigma[axis] = noise(system, slopes[axis], x[axis], chosen);
      }
      chosen = choose(x, parameters.leastRadians);
      for (int p = 0; p < pairs; p++) {
        significance[p] =
            Math.hypot(x[0][p] / sigma[0], x[1][p] / sigma[1]) * Math.sqrt(Math.max(1, counts[p]));
        chosen[p] &= significance[p] >= parameters.significance;
      }
    }
    double least = parameters.leastRadians / 2;
    boolean[] clearX = clear(network, checked, x[0], chosen, least);
    boolean[] clearY = clear(network, checked, x[1], chosen, least);
    List<Ramp> ramps = new ArrayList<>();
    for (int p = 0; p < pairs; p++) {
      Finding finding =
          !checked[p]
              ? Finding.UNCHECKED
              : !chosen[p] ? Finding.NONE : clearX[p] && clearY[p] ? Finding.RAMP : Finding.SHARED;
      ramps.add(
          new Ramp(
              chosen[p] ? x[0][p] / halfColumns : 0,
              chosen[p] ? x[1][p] / halfRows : 0,
              significance[p],
              finding));
    }
    return ramps;
  }

  /** Pairs whose plane ranges over more than so many radians. */
  private static boolean[] choose(double[][] x, double range) {
    boolean[] chosen = new boolean[x[0].length];
    for (int p = 0; p < chosen.length; p++) {
      chosen[p] = 2 * (Math.abs(x[0][p]) + Math.abs(x[1][p])) >= range;
    }
    return chosen;
  }

  private static double[] masked(double[] x, boolean[] chosen) {
    double[] masked = x.clone();
    for (int p = 0; p < masked.length; p++) {
      masked[p] = chosen[p] ? masked[p] : 0;
    }
    return masked;
  }

  private static int[] known(int pairs, int[][] triplets, double[] seen) {
    int[] counts = new int[pairs];
    for (int t = 0; t < triplets.length; t++) {
      for (int p : triplets[t]) {
        counts[p] += Double.isNaN(seen[t]) ? 0 : 1;
      }
    }
    return counts;
  }

  /** Standard deviation of what the chosen pairs leave of the triplets. */
  private static double noise(SparsePairs system, double[] seen, double[] x, boolean[] chosen) {
    double[] masked = masked(x, chosen);
    double[] left = new double[seen.length];
    int count = 0;
    for (int t = 0; t < seen.length; t++) {
      if (!Double.isNaN(seen[t])) {
        left[count++] = Math.abs(seen[t] - system.misclosure(t, masked));
      }
    }
    double median = count == 0 ? 0 : Robust.median(Arrays.copyOf(left, count));
    return Math.max(LEAST_NOISE, Robust.MAD_TO_SIGMA * median);
  }

  /**
   * Whether it is clear that the chosen pairs hold slopes along an axis. A slope that ranges over
   * less than {@code least} is none.
   */
  private static boolean[] clear(
      Network network, boolean[] checked, double[] x, boolean[] chosen, double least) {
    byte[] signs = new byte[x.length];
    for (int p = 0; p < x.length; p++) {
      boolean sloping = chosen[p] && 2 * Math.abs(x[p]) >= least;
      signs[p] = !checked[p] ? CycleEvidence.MISSING : (byte) (sloping ? Math.signum(x[p]) : 0);
    }
    byte[] sure = new CycleEvidence(network).clear(signs);
    boolean[] clear = new boolean[x.length];
    for (int p = 0; p < x.length; p++) {
      clear[p] = signs[p] == 0 || sure[p] == signs[p];
    }
    return clear;
  }
}
