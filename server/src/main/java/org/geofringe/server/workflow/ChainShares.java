package org.geofringe.server.workflow;

import java.util.Map;
import java.util.TreeMap;
import org.geofringe.server.run.RunContext;

/**
 * Which share of the progress each stage of a chain has: by the time that it took where the chain
 * was measured, so that the time left is told about right from the first stage on.
 */
final class ChainShares {

  private final Map<String, double[]> parts = new TreeMap<>();
  private double end;

  /**
   * Adds a stage after those that were added before.
   *
   * @param cost seconds, in any unit that all stages share
   */
  ChainShares then(String stage, double cost) {
    parts.put(stage, new double[] {end, end + cost});
    end += cost;
    return this;
  }

  /**
   * The stage's part of the whole.
   *
   * @throws IllegalArgumentException where no such stage was added
   */
  RunContext part(String stage, RunContext whole) {
    double[] part = parts.get(stage);
    if (part == null) {
      throw new IllegalArgumentException("nobody has told what " + stage + " costs");
    }
    return whole.part(part[0] / end, part[1] / end);
  }
}
