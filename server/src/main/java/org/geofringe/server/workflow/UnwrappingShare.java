package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.geofringe.network.Pair;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;

/**
 * How many unwrapped phases have the right whole number of cycles, by the truth of simulated
 * scenes. Each pair has a constant of its own, the median difference from the truth. Only cells of
 * true coherence 0.75 or more count, whose noise is far below half a cycle.
 *
 * @param share of these cells over all pairs, 0 to 1
 * @param cells number of them
 */
public record UnwrappingShare(double share, long cells) {

  private static final float COHERENT = 0.75f;

  /**
   * Compares a stack that fits into memory.
   *
   * @param truth the folder that simulated scenes come with
   */
  public static UnwrappingShare of(Path interferograms, Path truth) throws IOException {
    Stack stack = Stack.open(interferograms);
    SceneTruth known = new SceneTruth(truth, stack.grid());
    long right = 0;
    long all = 0;
    float[] phase = new float[stack.grid().window().cells()];
    for (Pair pair : stack.network().pairs()) {
      stack.read(pair, Asset.UNWRAPPED, stack.grid().window(), phase, 0);
      double[] truePhase = known.phase(pair, stack.description().wavelengthMetres());
      float[] coherence = known.coherence(pair);
      double[] differences = new double[phase.length];
      int count = 0;
      for (int i = 0; i < phase.length; i++) {
        if (coherence[i] >= COHERENT && !Float.isNaN(phase[i]) && !Double.isNaN(truePhase[i])) {
          differences[count++] = phase[i] - truePhase[i];
        }
      }
      Arrays.sort(differences, 0, count);
      double constant = differences[count / 2];
      for (int i = 0; i < count; i++) {
        right += Math.abs(differences[i] - constant) < Math.PI ? 1 : 0;
      }
      all += count;
    }
    return new UnwrappingShare(all == 0 ? 0 : right / (double) all, all);
  }
}
