package org.geofringe.closure;

import java.time.LocalDate;
import java.util.List;
import org.geofringe.network.Network;

/**
 * Finds dates whose own delay or decorrelation spoils their pairs, by three scores on a sample of
 * cells, and suggests which to leave out.
 *
 * <ol>
 *   <li><b>Closure</b> ({@link ClosureScore}): noise that triplets do not cancel, shared out to
 *       dates. It is blind to a date's atmosphere.
 *   <li><b>Pair variance</b> ({@link PairVarianceScore}): variance over space of the detrended
 *       pairs, shared out to dates.
 *   <li><b>Triplet correlation</b> ({@link CorrelationScore}): whether the two pairs of a triplet
 *       that share a date look alike in the way a delay of that date predicts.
 * </ol>
 *
 * <p>The last two are taken after a constant rate per cell and then a plane per pair are removed
 * ({@link DetrendedPairs}): deformation correlates pairs as well as atmosphere does, and is mostly
 * steady; atmosphere is not.
 *
 * <p>A noisy date spoils the scores of its neighbours too. So one date is taken out at a time, the
 * noisiest first, and the others are judged without it.
 */
public final class NoisyDates {

  private NoisyDates() {}

  /**
   * What was found.
   *
   * @param scores one per date, dates ascending; that of a suggested date as it was when only those
   *     named before it had been taken out, that of the others without all that were
   * @param suggestedExclusions dates to leave out, the noisiest first; see {@link Exclusion}
   * @param wouldDisconnect dates as noisy as those, that are kept because the network would fall
   *     apart or lose other dates without them
   */
  public record Result(
      List<DateScore> scores,
      List<LocalDate> suggestedExclusions,
      List<LocalDate> wouldDisconnect) {}

  /**
   * Scores all dates. Needs room for a second copy of the phases.
   *
   * @param network gives the order of the block
   * @param phases unwrapped phases in rad of a sample of cells, referenced to one place; pair p at
   *     {@code p * cells}; NaN = no data; not modified
   * @param rows row of each cell; its length is the number of cells; not modified
   * @param columns column of each cell; not modified
   * @throws IllegalArgumentException where lengths disagree
   */
  public static Result apply(Network network, float[] phases, int[] rows, int[] columns) {
    return apply(network, phases, rows, columns, () -> {});
  }

  /**
   * Scores all dates of a large stack, and can be stopped.
   *
   * @param checkCancelled called between the scores and before each triplet; throws to end the work
   */
  public static Result apply(
      Network network, float[] phases, int[] rows, int[] columns, Runnable checkCancelled) {
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
    double[] closures = ClosureScore.variances(network, phases, cells);
    checkCancelled.run();
    DetrendedPairs detrended = DetrendedPairs.of(network, phases, rows, columns);
    checkCancelled.run();
    double[] variances = PairVarianceScore.variances(detrended, network.pairs().size());
    double[][] correlations = CorrelationScore.correlations(network, detrended, checkCancelled);
    return Exclusion.suggest(
        network,
        without ->
            JointScore.of(
                network,
                ClosureScore.radians(network, closures, without),
                PairVarianceScore.radians(network, variances, without),
                CorrelationScore.medians(network, correlations, without),
                ClosureScore.held(network, closures, without),
                PairVarianceScore.held(network, variances, without)));
  }
}
