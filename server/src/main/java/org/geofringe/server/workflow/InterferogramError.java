package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.network.Pair;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;

/**
 * How far wrapped interferograms are from the truth of simulated scenes. A pair's mean difference
 * is its reference and is taken away. Only cells of true coherence 0.75 or more count for the
 * phase, of 0.5 or more for the coherence, where its estimate is all but unbiased.
 *
 * @param phaseRms root mean square difference over all pairs, rad; speckle and filter are in it
 * @param coherence mean over all pairs
 * @param trueCoherence mean of the truth over the same cells
 * @param pairs number of pairs
 */
public record InterferogramError(
    double phaseRms, double coherence, double trueCoherence, int pairs) {

  private static final float COHERENT = 0.75f;
  private static final float MEASURABLE = 0.5f;

  /**
   * Compares a stack that fits into memory with truth that lies in longitude and latitude.
   *
   * @param truth folder of {@code los_velocity_mm_per_year.tif}, {@code delay_DATE_mm.tif} and
   *     {@code coherence_N_days.tif}
   */
  public static InterferogramError of(Path interferograms, Path truth) throws IOException {
    Stack stack = Stack.open(interferograms);
    SceneTruth known = new SceneTruth(truth, stack.grid());
    Sums sums = new Sums();
    for (Pair pair : stack.network().pairs()) {
      double[] phase = known.phase(pair, stack.description().wavelengthMetres());
      sums.add(
          read(stack, pair, Asset.WRAPPED_PHASE),
          phase,
          read(stack, pair, Asset.COHERENCE),
          known.coherence(pair));
    }
    return sums.error();
  }

  private static float[] read(Stack stack, Pair pair, Asset asset) throws IOException {
    float[] values = new float[stack.grid().window().cells()];
    stack.read(pair, asset, stack.grid().window(), values, 0);
    return values;
  }

  /** What comes together over pairs. */
  private static final class Sums {
    private double squares;
    private long phases;
    private double found;
    private double told;
    private long coherences;
    private int pairs;

    void add(float[] wrapped, double[] phase, float[] coherence, float[] trueCoherence) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < wrapped.length; i++) {
        if (trueCoherence[i] >= COHERENT && !Float.isNaN(wrapped[i])) {
          real += Math.cos(wrapped[i] - phase[i]);
          imaginary += Math.sin(wrapped[i] - phase[i]);
        }
        if (trueCoherence[i] >= MEASURABLE && !Float.isNaN(coherence[i])) {
          found += coherence[i];
          told += trueCoherence[i];
          coherences++;
        }
      }
      double offset = Math.atan2(imaginary, real);
      for (int i = 0; i < wrapped.length; i++) {
        if (trueCoherence[i] >= COHERENT && !Float.isNaN(wrapped[i])) {
          double left = Math.IEEEremainder(wrapped[i] - phase[i] - offset, 2 * Math.PI);
          squares += left * left;
          phases++;
        }
      }
      pairs++;
    }

    InterferogramError error() {
      return new InterferogramError(
          Math.sqrt(squares / phases), found / coherences, told / coherences, pairs);
    }
  }
}
