package org.geofringe.geocoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Azimuth shifts of dates from shifts between pairs of dates: weighted least squares with the first
 * date held at zero (Fattahi et al. 2017, IEEE TGRS 55, 777). A pair that disagrees with the rest,
 * such as one that wrapped, loses its weight: Huber's weights first, which have one solution, then
 * Cauchy's from there, which let go of what is far off.
 */
public final class EsdNetwork {

  private static final double HUBER = 1.345;
  private static final double CAUCHY = 2.385;
  private static final int ROUNDS = 20;

  private EsdNetwork() {}

  /**
   * A measured shift between two dates.
   *
   * @param reference index of a date
   * @param secondary index of another
   * @param shiftSeconds to add to the secondary's times so that they fit the reference's
   * @param standardErrorSeconds of the shift, positive
   */
  public record Observation(
      int reference, int secondary, double shiftSeconds, double standardErrorSeconds) {

    public Observation {
      if (reference == secondary || reference < 0 || secondary < 0) {
        throw new IllegalArgumentException(
            "a shift needs two dates, got " + reference + " and " + secondary);
      }
      if (!Double.isFinite(shiftSeconds) || !(standardErrorSeconds > 0)) {
        throw new IllegalArgumentException(
            "dates %d and %d have a shift of %s ± %s s"
                .formatted(reference, secondary, shiftSeconds, standardErrorSeconds));
      }
    }
  }

  /**
   * Shifts of dates.
   *
   * @param shiftsSeconds to add to each date's times; 0 for the first
   * @param standardErrorsSeconds of the shifts; 0 for the first
   * @param residualsSeconds per observation, measured minus solved
   */
  public record Solution(
      double[] shiftsSeconds, double[] standardErrorsSeconds, double[] residualsSeconds) {}

  /**
   * Pairs of each date with those that follow it.
   *
   * @param dates number of dates, in the order of time
   * @param neighbours how many following dates a date is paired with
   * @return index pairs
   */
  public static List<int[]> nearest(int dates, int neighbours) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < dates; i++) {
      for (int j = i + 1; j < dates && j <= i + neighbours; j++) {
        pairs.add(new int[] {i, j});
      }
    }
    return pairs;
  }

  /**
   * Solves for the dates' shifts.
   *
   * @param dates number of dates
   * @param observations that connect all dates
   * @throws IllegalArgumentException where a date is not connected with the first
   */
  public static Solution solve(int dates, List<Observation> observations) {
    connected(dates, observations);
    int count = observations.size();
    double[] factors = new double[count];
    Arrays.fill(factors, 1);
    double[] shifts = new double[dates];
    double[] residuals = new double[count];
    for (int round = 0; round < 2 * ROUNDS && dates > 1; round++) {
      shifts = shifts(normal(dates, observations, factors), right(dates, observations, factors));
      double scale = residuals(observations, shifts, residuals);
      for (int i = 0; i < count; i++) {
        double normal = Math.abs(residuals[i]) / observations.get(i).standardErrorSeconds() / scale;
        factors[i] =
            round < ROUNDS
                ? Math.min(1, HUBER / normal)
                : 1 / (1 + normal * normal / (CAUCHY * CAUCHY));
      }
    }
    double scale = residuals(observations, shifts, residuals);
    double[] errors = new double[dates];
    if (dates > 1) {
      DMatrixRMaj covariance = normal(dates, observations, factors);
      CommonOps_DDRM.invert(covariance);
      for (int date = 1; date < dates; date++) {
        errors[date] = scale * Math.sqrt(covariance.get(date - 1, date - 1));
      }
    }
    return new Solution(shifts, errors, residuals);
  }

  private static void connected(int dates, List<Observation> observations) {
    boolean[] reached = new boolean[dates];
    reached[0] = true;
    for (boolean grown = true; grown; ) {
      grown = false;
      for (Observation observation : observations) {
        int a = observation.reference();
        int b = observation.secondary();
        if (a >= dates || b >= dates) {
          throw new IllegalArgumentException(
              "a shift between the dates %d and %d, but there are %d".formatted(a, b, dates));
        }
        if (reached[a] != reached[b]) {
          reached[a] = true;
          reached[b] = true;
          grown = true;
        }
      }
    }
    for (int date = 0; date < dates; date++) {
      if (!reached[date]) {
        throw new IllegalArgumentException(
            "no chain of measured azimuth shifts connects date %d with the first".formatted(date));
      }
    }
  }

  private static double weight(Observation observation, double factor) {
    double error = observation.standardErrorSeconds();
    return factor / (error * error);
  }

  private static DMatrixRMaj normal(int dates, List<Observation> observations, double[] factors) {
    DMatrixRMaj normal = new DMatrixRMaj(dates - 1, dates - 1);
    for (int i = 0; i < factors.length; i++) {
      Observation observation = observations.get(i);
      double weight = weight(observation, factors[i]);
      int a = observation.reference() - 1;
      int b = observation.secondary() - 1;
      if (a >= 0) {
        normal.add(a, a, weight);
      }
      if (b >= 0) {
        normal.add(b, b, weight);
      }
      if (a >= 0 && b >= 0) {
        normal.add(a, b, -weight);
        normal.add(b, a, -weight);
      }
    }
    return normal;
  }

  private static DMatrixRMaj right(int dates, List<Observation> observations, double[] factors) {
    DMatrixRMaj right = new DMatrixRMaj(dates - 1, 1);
    for (int i = 0; i < factors.length; i++) {
      Observation observation = observations.get(i);
      double pull = weight(observation, factors[i]) * observation.shiftSeconds();
      if (observation.reference() > 0) {
        right.add(observation.reference() - 1, 0, -pull);
      }
      if (observation.secondary() > 0) {
        right.add(observation.secondary() - 1, 0, pull);
      }
    }
    return right;
  }

  private static double[] shifts(DMatrixRMaj normal, DMatrixRMaj right) {
    DMatrixRMaj solution = new DMatrixRMaj(right.numRows, 1);
    // Weights stay positive, so that a connected network is never singular.
    if (!CommonOps_DDRM.solve(normal, right, solution)) {
      throw new IllegalArgumentException("the azimuth shifts' equations are singular");
    }
    double[] shifts = new double[right.numRows + 1];
    System.arraycopy(solution.data, 0, shifts, 1, right.numRows);
    return shifts;
  }

  /** Fills in residuals; the scale of their normal values by the median, at least 1. */
  private static double residuals(
      List<Observation> observations, double[] shifts, double[] residuals) {
    double[] normal = new double[residuals.length];
    for (int i = 0; i < residuals.length; i++) {
      Observation observation = observations.get(i);
      residuals[i] =
          observation.shiftSeconds()
              - (shifts[observation.secondary()] - shifts[observation.reference()]);
      normal[i] = Math.abs(residuals[i]) / observation.standardErrorSeconds();
    }
    Arrays.sort(normal);
    return normal.length == 0 ? 1 : Math.max(1, 1.4826 * normal[normal.length / 2]);
  }
}
