package org.geofringe.server.workflow;

import java.util.Arrays;
import org.geofringe.closure.TripletStatistics;

/**
 * Closure over all cells, and over the coherent ones, whose closure tells of more than noise. Sums
 * are whole multiples of 2^-24, so that the same cells give the same figures however they are split
 * into bands.
 */
final class ClosureSummary {

  /** Cells that are worth a look: half of their phase is the same in both images. */
  static final float COHERENT = 0.5f;

  private static final double SCALE = 1 << 24;

  private long cells;
  private long coherentCells;
  private long coherentSquares;
  private long closedCells;

  /**
   * Adds cells.
   *
   * @param rms closure of each cell, rad; NaN where no triplet is complete
   * @param cycles number of triplets of each cell that are off by whole cycles
   * @param coherence mean coherence of each cell; NaN where it is unknown
   */
  void add(float[] rms, float[] cycles, float[] coherence) {
    for (int i = 0; i < rms.length; i++) {
      if (!Float.isNaN(rms[i])) {
        cells++;
        if (coherence[i] >= COHERENT) {
          coherentCells++;
          coherentSquares += (long) (rms[i] * rms[i] * SCALE);
          closedCells += cycles[i] == 0 ? 1 : 0;
        }
      }
    }
  }

  /** Mean coherence that nobody has measured. */
  static float[] unknown(int cells) {
    float[] coherence = new float[cells];
    Arrays.fill(coherence, Float.NaN);
    return coherence;
  }

  /** Share of the cells with closure that are coherent, 0 to 1. */
  double coherentShare() {
    return cells == 0 ? 0 : coherentCells / (double) cells;
  }

  /** Share of the coherent cells all of whose triplets close, 0 to 1; 0 where there is none. */
  double closedShare() {
    return coherentCells == 0 ? 0 : closedCells / (double) coherentCells;
  }

  /** Root mean square of the coherent cells' closure, rad; 0 where there is none. */
  double coherentRms() {
    return coherentCells == 0 ? 0 : Math.sqrt(coherentSquares / SCALE / coherentCells);
  }

  /** Over all cells of all triplets. */
  static double rms(TripletStatistics statistics) {
    double squares = 0;
    long cells = 0;
    for (int t = 0; t < statistics.triplets(); t++) {
      if (statistics.count(t) > 0) {
        squares += statistics.rms(t) * statistics.rms(t) * statistics.count(t);
        cells += statistics.count(t);
      }
    }
    return cells == 0 ? 0 : Math.sqrt(squares / cells);
  }

  /** Share of all cells of all triplets that are off by whole cycles. */
  static double cycleShare(TripletStatistics statistics) {
    double withCycles = 0;
    long cells = 0;
    for (int t = 0; t < statistics.triplets(); t++) {
      if (statistics.count(t) > 0) {
        withCycles += statistics.cycleShare(t) * statistics.count(t);
        cells += statistics.count(t);
      }
    }
    return cells == 0 ? 0 : withCycles / cells;
  }
}
