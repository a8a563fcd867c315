package org.geofringe.closure;

import java.time.LocalDate;

/**
 * How noisy one date looks, in three ways and together.
 *
 * @param date the date
 * @param pairs number of pairs with the date
 * @param triplets number of triplets with the date
 * @param closureRadians standard deviation that the date adds to each of its pairs as triplets see
 *     it; NaN where the date is in no triplet
 * @param delayRadians standard deviation over space of the date's own delay as pair variances see
 *     it
 * @param tripletCorrelation median over triplets of the correlation between the date's two pairs,
 *     positive where it has the sign that a delay of this date predicts; 0.5 where all dates are
 *     alike; NaN where the date is in no triplet
 * @param joint the second largest of the three as robust z scores over dates, limited to -3..10:
 *     what two of them agree on
 * @param rank 1 for the noisiest: dates that are named, in that order, then by joint score
 * @param outlierIn number of scores in which the date is an outlier
 * @param alone whether closure or delay put it so far out, in nearly all its triplets or pairs,
 *     that no second score is needed
 */
public record DateScore(
    LocalDate date,
    int pairs,
    int triplets,
    double closureRadians,
    double delayRadians,
    double tripletCorrelation,
    double joint,
    int rank,
    int outlierIn,
    boolean alone) {

  DateScore withRank(int other) {
    return new DateScore(
        date,
        pairs,
        triplets,
        closureRadians,
        delayRadians,
        tripletCorrelation,
        joint,
        other,
        outlierIn,
        alone);
  }
}
