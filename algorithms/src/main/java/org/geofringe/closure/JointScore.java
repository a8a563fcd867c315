package org.geofringe.closure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.geofringe.network.Network;
import org.geofringe.numeric.Robust;

/**
 * Puts three scores on one scale: the distance from the median over dates in robust standard
 * deviations, which are never taken for smaller than a part of the median itself (dates that happen
 * to be nearly equal are no reason to call the next one an outlier).
 *
 * <p>A date is an outlier in a score where it lies more than {@link #OUTLIER} such deviations above
 * the median and is large in itself: {@link #LARGE_RATIO} times the median standard deviation, or a
 * correlation of {@link #LARGE_CORRELATION}, which a date reaches at 1.7 times its neighbours'
 * delay. On 400 simulated stacks of 8 to 20 dates, other than those that the limits were chosen on,
 * both conditions in two scores at once named 281 of 300 dates with four times the usual delay, and
 * none of 5,228 others.
 */
final class JointScore {

  static final double OUTLIER = 2;
  static final double LARGE_RATIO = 1.8;
  static final double LARGE_CORRELATION = 0.75;

  /** Alone, a delay must be this many times the median. */
  static final double FAR_RATIO = 2.5;

  /** Alone, noise must be this large: half of the coherence of 0.6 is gone at 10 looks; rad. */
  static final double FAR_CLOSURE = 0.7;

  private static final double LEAST_SPREAD = 0.15;

  /** In a small stack with several noisy dates even the quieter half is scattered by them. */
  private static final double MOST_SPREAD = 0.45;

  /** 0.4 mm at C band: dates that differ by less are alike, even where most scores are zero. */
  private static final double LEAST_SPREAD_RADIANS = 0.1;

  private static final double HIGHEST_CORRELATION = 0.99;
  private static final double LOWEST = -3;
  private static final double HIGHEST = 10;

  private JointScore() {}

  /**
   * One score per date, dates ascending.
   *
   * @param closureHeld closure that nearly all triplets of a date hold, rad
   * @param delayHeld delay that nearly all its pairs hold, rad
   */
  static List<DateScore> of(
      Network network,
      double[] closure,
      double[] delay,
      double[] correlation,
      double[] closureHeld,
      double[] delayHeld) {
    List<LocalDate> dates = network.dates();
    double[] delayRatio = Arrays.stream(correlation).map(JointScore::delayRatio).toArray();
    double[][] z = {
      standardise(closure, LEAST_SPREAD_RADIANS),
      standardise(delay, LEAST_SPREAD_RADIANS),
      standardise(delayRatio, 0)
    };
    double largeClosure = LARGE_RATIO * Robust.median(closure);
    double largeDelay = LARGE_RATIO * Robust.median(delay);
    double[] joint = new double[dates.size()];
    int[] outlierIn = new int[dates.size()];
    for (int i = 0; i < joint.length; i++) {
      joint[i] = agreed(z[0][i], z[1][i], z[2][i]);
      outlierIn[i] += z[0][i] > OUTLIER && closure[i] > largeClosure ? 1 : 0;
      outlierIn[i] += z[1][i] > OUTLIER && delay[i] > largeDelay ? 1 : 0;
      outlierIn[i] += z[2][i] > OUTLIER && correlation[i] > LARGE_CORRELATION ? 1 : 0;
    }
    boolean[] alone = new boolean[joint.length];
    double farDelay = FAR_RATIO * Robust.median(delay);
    for (int i = 0; i < joint.length; i++) {
      double far = Math.max(FAR_CLOSURE, largeClosure);
      boolean noise = z[0][i] > OUTLIER && Math.min(closure[i], closureHeld[i]) > far;
      boolean late = z[1][i] > OUTLIER && Math.min(delay[i], delayHeld[i]) > farDelay;
      alone[i] = noise || late;
      // One that needs no second witness is noisier than those that agree on less.
      joint[i] = noise ? Math.max(joint[i], z[0][i]) : joint[i];
      joint[i] = Math.min(HIGHEST, late ? Math.max(joint[i], z[1][i]) : joint[i]);
    }
    int[] rank = ranks(joint);
    List<DateScore> scores = new ArrayList<>();
    for (int i = 0; i < joint.length; i++) {
      LocalDate date = dates.get(i);
      scores.add(
          new DateScore(
              date,
              (int) network.pairs().stream().filter(pair -> pair.contains(date)).count(),
              triplets(network, date),
              closure[i],
              delay[i],
              correlation[i],
              joint[i],
              rank[i],
              outlierIn[i],
              alone[i]));
    }
    return scores;
  }

  /**
   * The second largest of the three: what a second witness confirms. One score alone may be high
   * for reasons that are not the date's, such as a pair that was unwrapped badly. A date with fewer
   * than two scores has no second witness and is not noisier than the median.
   */
  private static double agreed(double... scores) {
    double[] known = Arrays.stream(scores).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double agreed =
        known.length > 1 ? known[known.length - 2] : Math.min(0, known.length == 1 ? known[0] : 0);
    return Math.max(LOWEST, Math.min(HIGHEST, agreed));
  }

  /**
   * How many times its neighbours' delay gives a date this correlation: ρ = r²/(r² + 1). Unlike the
   * correlation, which crowds below 1, the ratio is as far from the others as the date is noisy.
   */
  private static double delayRatio(double correlation) {
    double within = Math.max(0, Math.min(HIGHEST_CORRELATION, correlation));
    return Math.sqrt(within / (1 - within));
  }

  private static int triplets(Network network, LocalDate date) {
    return (int)
        network.triplets().stream()
            .filter(t -> t.a().equals(date) || t.b().equals(date) || t.c().equals(date))
            .count();
  }

  private static double[] standardise(double[] score, double leastSpread) {
    double median = Robust.median(score);
    double spread =
        Math.max(
            leastSpread,
            Math.max(
                LEAST_SPREAD * Math.abs(median),
                Math.min(MOST_SPREAD * Math.abs(median), spreadBelow(score, median))));
    return Arrays.stream(score)
        .map(value -> spread > 0 ? (value - median) / spread : 0 * value)
        .toArray();
  }

  /** Standard deviation of the quieter half: noisy dates, which may be many, have no say in it. */
  private static double spreadBelow(double[] score, double median) {
    double[] below =
        Arrays.stream(score)
            .filter(value -> value <= median)
            .map(value -> median - value)
            .toArray();
    return Robust.MAD_TO_SIGMA * Robust.median(below);
  }

  /** Ranks from 1 for the greatest; equal values in the order of dates. */
  private static int[] ranks(double[] joint) {
    int[] order =
        IntStream.range(0, joint.length)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -joint[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rank = new int[joint.length];
    for (int position = 0; position < order.length; position++) {
      rank[order[position]] = position + 1;
    }
    return rank;
  }
}
