package org.geofringe.unwrapping;

import java.util.Arrays;
import org.geofringe.filtering.Residues;
import org.geofringe.numeric.PhaseStep;

/**
 * Takes the whole cycles found for a smoothed phase over to the phase as it was.
 *
 * <p>Where noise has made residues, a cell's cycles are those that bring it nearest to the smooth
 * unwrapped phase: its surroundings decide, and not its four steps. Where the phase is free of
 * residues its steps already say all there is to know, and are believed. Where both meet and do not
 * agree loops are left that do not close, for another flow.
 */
final class Recentring {

  private static final int NEIGHBOURHOOD = 2;
  private static final int NORMAL_STEPS = 100;

  private Recentring() {}

  /**
   * Cycles that bring each cell nearest to the smooth phase.
   *
   * @param wrapped phase in radians, NaN = no data; not modified
   * @param smooth smoothed phase, radians, wrapped; not modified
   * @param levels cycles of the smooth phase; modified: cycles of the phase
   */
  static void nearest(float[] wrapped, float[] smooth, int[] levels) {
    for (int i = 0; i < levels.length; i++) {
      levels[i] -= PhaseStep.wraps(wrapped[i], smooth[i]);
    }
  }

  /**
   * Loops of four cells with data whose wrapped steps do not add up to zero, at their first cell.
   *
   * @param wrapped phase in radians, NaN = no data; not modified
   */
  static boolean[] residues(int columns, float[] wrapped) {
    boolean[] residues = new boolean[wrapped.length];
    for (int i = 0; i + columns + 1 < wrapped.length; i++) {
      float a = wrapped[i];
      float b = wrapped[i + 1];
      float c = wrapped[i + columns + 1];
      float d = wrapped[i + columns];
      residues[i] =
          (i + 1) % columns != 0 && !Float.isNaN(a + b + c + d) && Residues.isResidue(a, b, c, d);
    }
    return residues;
  }

  /**
   * Cycles of the steps between cells; none far from residues.
   *
   * @param wrapped phase in radians, NaN = no data; not modified
   * @param residues of the wrapped phase; not modified
   * @param nearest cycles of the cells where there are residues; not modified
   */
  static EdgeCycles cycles(
      int rows, int columns, float[] wrapped, boolean[] residues, int[] nearest) {
    EdgeCycles cycles = EdgeCycles.none(rows, columns);
    boolean[] troubled = troubled(rows, columns, residues);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        if (c + 1 < columns && troubled[i] && troubled[i + 1]) {
          cycles.across()[i] = between(wrapped, nearest, i, i + 1);
        }
        if (r + 1 < rows && troubled[i] && troubled[i + columns]) {
          cycles.down()[i] = between(wrapped, nearest, i, i + columns);
        }
      }
    }
    return cycles;
  }

  /**
   * Lowers the reliability of cells whose noise is near half a cycle: they have the right cycles if
   * the smooth phase is not so far off that the nearest number is another. Its error is taken as
   * normal.
   *
   * @param wrapped phase in radians; not modified
   * @param reliability of the smooth phase's cycles; modified: of the cell's
   */
  static void judge(float[] wrapped, SmoothPhase smooth, float[] reliability) {
    float[] shares = normalShares();
    for (int i = 0; i < wrapped.length; i++) {
      if (Float.isNaN(wrapped[i])) {
        continue;
      }
      double noise = Math.abs((double) wrapped[i] - smooth.phase()[i]);
      double room = Math.max(0, Math.PI - Math.min(noise, 2 * Math.PI - noise));
      double deviations = room / StepDensity.deviation(smooth.errors()[i]);
      reliability[i] *= shares[(int) Math.min(shares.length - 1, deviations * NORMAL_STEPS)];
    }
  }

  /** Share of normal deviates below each 1 / {@value #NORMAL_STEPS} of a deviation from 0 up. */
  private static float[] normalShares() {
    float[] shares = new float[6 * NORMAL_STEPS];
    double sum = 0.5;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) Math.min(1, sum);
      double middle = (i + 0.5) / NORMAL_STEPS;
      sum += Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI) / NORMAL_STEPS;
    }
    return shares;
  }

  private static byte between(float[] wrapped, int[] nearest, int from, int to) {
    float a = wrapped[from];
    float b = wrapped[to];
    if (Float.isNaN(a) || Float.isNaN(b)) {
      return 0;
    }
    int cycles = nearest[to] - nearest[from] - PhaseStep.wraps(a, b);
    return (byte) Math.max(Byte.MIN_VALUE / 2, Math.min(Byte.MAX_VALUE / 2, cycles));
  }

  /** Cells with a residue nearby. */
  private static boolean[] troubled(int rows, int columns, boolean[] residues) {
    boolean[] along = new boolean[residues.length];
    boolean[] troubled = new boolean[residues.length];
    for (int i = 0; i < residues.length; i++) {
      if (residues[i]) {
        int c = i % columns;
        int first = i - Math.min(c, NEIGHBOURHOOD);
        int last = i + Math.min(columns - 1 - c, NEIGHBOURHOOD + 1);
        Arrays.fill(along, first, last + 1, true);
      }
    }
    for (int r = 0; r < rows; r++) {
      int first = Math.max(0, r - NEIGHBOURHOOD - 1);
      int last = Math.min(rows - 1, r + NEIGHBOURHOOD);
      for (int from = first; from <= last; from++) {
        for (int c = 0; c < columns; c++) {
          troubled[r * columns + c] |= along[from * columns + c];
        }
      }
    }
    return troubled;
  }
}
