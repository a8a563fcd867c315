package org.geofringe.unwrapping;

/**
 * How likely a cell's whole number of cycles is right against its surroundings'.
 *
 * <p>The ways in which it may be wrong are the cell alone, and every block of 3 x 3 and of 5 x 5
 * cells that it lies in, one cycle up or down. Moving a block costs what its perimeter's edges cost
 * to change ({@link Margins}), c nats, and is exp(-0.8 c) times as likely as leaving it. Of the
 * positions of a block the likeliest counts, once for each direction and size; the reliability is 1
 * / (1 + Σ exp(-0.8 c)). No shapes but squares are tried, and where costs are not true to the data
 * neither is this.
 */
final class Reliability {

  /** Edges of a cell share its noise, so that their costs count some of it twice. */
  private static final double SHARED = 0.8;

  private static final int[] BLOCKS = {1, 3, 5};
  private static final int BAND = 128;

  private final Margins margins;
  private final int rows;
  private final int columns;
  private final float[] likelihoods;
  private final float[] reliability;

  private Reliability(Margins margins) {
    this.margins = margins;
    rows = margins.rows();
    columns = margins.columns();
    reliability = new float[rows * columns];
    likelihoods = new float[30 * EdgeCosts.UNITS_PER_NAT];
    for (int units = 0; units < likelihoods.length; units++) {
      likelihoods[units] = (float) Math.exp(-SHARED * units / EdgeCosts.UNITS_PER_NAT);
    }
  }

  /**
   * Reliability per cell, row-major, 0 to 1.
   *
   * @param phase NaN = no data: so is the reliability; not modified
   */
  static float[] of(float[] phase, Margins margins, SolverContext context) {
    Reliability work = new Reliability(margins);
    int bands = (work.rows + BAND - 1) / BAND;
    context.each(
        bands,
        band -> {
          int first = band * BAND;
          int end = Math.min(work.rows, first + BAND);
          for (int block : BLOCKS) {
            context.checkCancelled();
            if (block <= Math.min(work.rows, work.columns)) {
              work.add(block, first, end);
            }
          }
          for (int cell = first * work.columns; cell < end * work.columns; cell++) {
            float risk = work.reliability[cell];
            work.reliability[cell] = Float.isNaN(phase[cell]) ? Float.NaN : 1 / (1 + risk);
          }
        });
    return work.reliability;
  }

  /** Adds the likelihood that a cell moves with a block, for the rows of a band. */
  private void add(int block, int first, int end) {
    float[][] covering = new float[block][columns];
    int firstTop = Math.max(0, first - block + 1);
    int lastTop = Math.min(end - 1, rows - block);
    float[] moved = new float[columns];
    BlockMoves moves = new BlockMoves(margins, block, firstTop);
    int done = first;
    for (int top = firstTop; top <= lastTop; top++) {
      moves.next();
      for (int left = 0; left + block <= columns; left++) {
        moved[left] = likelihood(moves.raised(left)) + likelihood(moves.lowered(left));
      }
      widest(moved, block, covering[top % block]);
      if (top >= done || top == lastTop) {
        int upTo = top == rows - block ? end : top + 1;
        for (; done < upTo; done++) {
          // Below the last block's top, blocks that no longer reach the row are out.
          int oldest = done - block + 1;
          addRow(covering, block, Math.max(0, oldest), Math.min(top, done), done);
        }
      }
    }
  }

  private void addRow(float[][] covering, int block, int from, int to, int row) {
    int offset = row * columns;
    for (int c = 0; c < columns; c++) {
      float most = 0;
      for (int top = from; top <= to; top++) {
        most = Math.max(most, covering[top % block][c]);
      }
      reliability[offset + c] += most;
    }
  }

  private float likelihood(int units) {
    return units >= likelihoods.length ? 0 : likelihoods[Math.max(0, units)];
  }

  /** For each column the likeliest of the blocks over it. */
  private void widest(float[] moved, int block, float[] covering) {
    for (int c = 0; c < columns; c++) {
      float most = 0;
      for (int left = Math.max(0, c - block + 1); left <= Math.min(c, columns - block); left++) {
        most = Math.max(most, moved[left]);
      }
      covering[c] = most;
    }
  }
}
