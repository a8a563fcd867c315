package org.geofringe.unwrapping;

/**
 * How well each edge of a finished flow holds its two cells together: what the cheaper change of
 * its cycles would cost, in tenths of a nat. Two bytes per cell.
 */
final class EdgeHolds {

  /** There is no edge, or it is not to be counted. */
  static final byte NONE = -1;

  /** The edge does not hold. */
  static final byte WEAK = 0;

  /** Tenths of a nat. */
  static final int PER_NAT = 10;

  private static final int BAND = 64;
  private static final int UNITS = EdgeCosts.UNITS_PER_NAT / PER_NAT;

  private static final float PI = (float) Math.PI;

  /** Radians that more than a third of the edges exceed where the phase is noise. */
  private static final float MOST_NOISE = 2.4f;

  /**
   * Cells whose expected noise has a greater deviation, radians, are not asked: between scattered
   * good points they are what they are expected to be, and speak against nothing.
   */
  private static final double MOST_DEVIATION = 1.6;

  /** Taken away by an edge that does not hold: in noise every third does not, else one in ten. */
  private static final int TAKEN = -10 * PER_NAT;

  private final int rows;
  private final int columns;
  private final byte[] across;
  private final byte[] down;

  /**
   * Reads all edges.
   *
   * @param margins of the flow over the smoothed phase
   * @param phase radians, NaN = no data; not modified
   * @param smooth the same phase smoothed; not modified. Where the noise of two neighbours differs
   *     by more than is likely for their coherence, their edge does not hold, however sure the
   *     smooth phase is
   * @param edgeNats an edge does not hold where a cycle more or less costs less
   */
  EdgeHolds(
      Margins margins, float[] phase, SmoothPhase smooth, double edgeNats, SolverContext context) {
    rows = margins.rows();
    columns = margins.columns();
    across = new byte[rows * columns];
    down = new byte[rows * columns];
    int floor = (int) Math.max(1, Math.round(edgeNats * EdgeCosts.UNITS_PER_NAT));
    context.each(
        (rows + BAND - 1) / BAND,
        band -> {
          context.checkCancelled();
          for (int row = band * BAND; row < Math.min(rows, (band + 1) * BAND); row++) {
            for (int cell = row * columns; cell < (row + 1) * columns; cell++) {
              float noise = noise(phase, smooth, cell);
              across[cell] = NONE;
              down[cell] = NONE;
              if (!margins.acrossFree(cell)) {
                float next = noise(phase, smooth, cell + 1);
                across[cell] = hold(margins.across(cell), floor, next - noise);
              }
              if (!margins.downFree(cell)) {
                float next = noise(phase, smooth, cell + columns);
                down[cell] = hold(margins.down(cell), floor, next - noise);
              }
            }
          }
        });
  }

  private static float noise(float[] phase, SmoothPhase smooth, int cell) {
    if (StepDensity.deviation(smooth.noises()[cell]) > MOST_DEVIATION) {
      return Float.NaN;
    }
    float noise = phase[cell] - smooth.phase()[cell];
    return noise > PI ? noise - 2 * PI : noise < -PI ? noise + 2 * PI : noise;
  }

  private static byte hold(int units, int floor, float noise) {
    return units < floor || Math.abs(noise) > MOST_NOISE
        ? WEAK
        : (byte) Math.max(1, Math.min(Byte.MAX_VALUE, units / UNITS));
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The edge from a cell to the next in its row. */
  byte across(int cell) {
    return across[cell];
  }

  /** The edge from a cell to the next in its column. */
  byte down(int cell) {
    return down[cell];
  }

  /** Counts the edge from a cell to the next in its row no more. */
  void dropAcross(int cell) {
    across[cell] = NONE;
  }

  /** Counts the edge from a cell to the next in its column no more. */
  void dropDown(int cell) {
    down[cell] = NONE;
  }

  /**
   * What an edge shows for its two sides belonging together, in tenths of a nat.
   *
   * <p>The flow finds likely steps in phase without coherence too, but not everywhere. So an edge
   * that does not hold takes away more than one that holds gives.
   *
   * @param most an edge counts for no more
   */
  static int evidence(byte hold, int most) {
    return hold == NONE ? 0 : hold == WEAK ? TAKEN : Math.min(hold, most);
  }
}
