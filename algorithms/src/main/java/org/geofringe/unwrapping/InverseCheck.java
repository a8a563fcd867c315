package org.geofringe.unwrapping;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether unwrapping an interferogram and its conjugate gave equal and opposite phases.
 *
 * <p>Both say the same of the ground, so where their sum is no constant, whole cycles were set that
 * could as well have been set otherwise. Each component may differ by a constant of its own, the
 * commonest number of cycles among its cells.
 */
public final class InverseCheck {

  /** There is nothing to compare. */
  public static final byte NO_DATA = 0;

  /** Both have the same cycles. */
  public static final byte SAME = 1;

  /** They differ by whole cycles. */
  public static final byte OTHER = 2;

  /** Cells without a component are held against all cells. */
  private static final int ALL = 0;

  private InverseCheck() {}

  /**
   * Compares cell by cell.
   *
   * @param phase unwrapped phase, radians, NaN = no data; not modified
   * @param reversed the conjugate, unwrapped; not modified
   * @param components of the phase, 0 = in none; not modified
   * @return {@link #SAME}, {@link #OTHER} or {@link #NO_DATA} of each cell
   */
  public static byte[] apply(float[] phase, float[] reversed, int[] components) {
    if (reversed.length != phase.length || components.length != phase.length) {
      throw new IllegalArgumentException(
          "images differ in size: "
              + phase.length
              + ", "
              + reversed.length
              + " and "
              + components.length
              + " cells");
    }
    Map<Integer, Integer> levels = levels(phase, reversed, components);
    byte[] verdict = new byte[phase.length];
    for (int i = 0; i < verdict.length; i++) {
      if (!Float.isNaN(phase[i] + reversed[i])) {
        int level = levels.getOrDefault(components[i], levels.getOrDefault(ALL, 0));
        verdict[i] = cycles(phase[i], reversed[i]) == level ? SAME : OTHER;
      }
    }
    return verdict;
  }

  private static int cycles(float phase, float reversed) {
    return (int) Math.round(((double) phase + reversed) / (2 * Math.PI));
  }

  /** The commonest cycles of each component, and of all cells together; the fewest of equals. */
  private static Map<Integer, Integer> levels(float[] phase, float[] reversed, int[] components) {
    Map<Integer, Map<Integer, Long>> counts = new HashMap<>();
    int last = -1;
    int lastCycles = 0;
    long run = 0;
    for (int i = 0; i < phase.length; i++) {
      if (Float.isNaN(phase[i] + reversed[i])) {
        continue;
      }
      int cycles = cycles(phase[i], reversed[i]);
      if (components[i] != last || cycles != lastCycles) {
        count(counts, last, lastCycles, run);
        last = components[i];
        lastCycles = cycles;
        run = 0;
      }
      run++;
    }
    count(counts, last, lastCycles, run);
    Map<Integer, Integer> levels = new HashMap<>();
    counts.forEach((component, among) -> levels.put(component, commonest(among)));
    return levels;
  }

  private static void count(
      Map<Integer, Map<Integer, Long>> counts, int component, int cycles, long cells) {
    if (cells == 0) {
      return;
    }
    counts.computeIfAbsent(ALL, c -> new HashMap<>()).merge(cycles, cells, Long::sum);
    if (component != ALL) {
      counts.computeIfAbsent(component, c -> new HashMap<>()).merge(cycles, cells, Long::sum);
    }
  }

  private static int commonest(Map<Integer, Long> among) {
    int best = 0;
    long most = 0;
    for (Map.Entry<Integer, Long> entry : among.entrySet()) {
      boolean fewer = Math.abs(entry.getKey()) < Math.abs(best);
      if (entry.getValue() > most || (entry.getValue() == most && fewer)) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }
}
