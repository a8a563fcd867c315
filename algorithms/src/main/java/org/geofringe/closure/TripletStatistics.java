package org.geofringe.closure;

/**
 * What the wrapped misclosure of each triplet is like over many cells. Sums are kept as whole
 * multiples of 2^-24, so that merging the statistics of tiles gives the same bits in every order
 * and for every split into tiles. Sums hold for 10^10 cells.
 */
public final class TripletStatistics {

  static final float SCALE = 1 << 24;

  private final long[] counts;
  private final long[] cycleCells;
  private final long[] sums;
  private final long[] squares;

  /** Statistics of no cell yet. */
  TripletStatistics(int triplets) {
    this(new long[triplets], new long[triplets], new long[triplets], new long[triplets]);
  }

  private TripletStatistics(long[] counts, long[] cycleCells, long[] sums, long[] squares) {
    this.counts = counts;
    this.cycleCells = cycleCells;
    this.sums = sums;
    this.squares = squares;
  }

  /**
   * Adds cells of one triplet.
   *
   * @param wrapped misclosure in rad, 0 where the triplet is incomplete; not modified
   * @param present 1 where the triplet is complete, else 0; not modified
   * @param nonZero 1 where it holds whole cycles, else 0; not modified
   * @param cells how many leading elements count
   */
  void add(int triplet, float[] wrapped, float[] present, float[] nonZero, int cells) {
    long sum = 0;
    long square = 0;
    int count = 0;
    int cycles = 0;
    for (int cell = 0; cell < cells; cell++) {
      float value = wrapped[cell];
      sum += (int) (value * SCALE);
      square += (int) (value * value * SCALE);
      count += (int) present[cell];
      cycles += (int) nonZero[cell];
    }
    counts[triplet] += count;
    cycleCells[triplet] += cycles;
    sums[triplet] += sum;
    squares[triplet] += square;
  }

  /**
   * The statistics of the cells of both.
   *
   * @throws IllegalArgumentException where the other holds a different number of triplets
   */
  public TripletStatistics merge(TripletStatistics other) {
    if (other.counts.length != counts.length) {
      throw new IllegalArgumentException(
          "cannot merge statistics of " + other.counts.length + " triplets into " + counts.length);
    }
    return new TripletStatistics(
        plus(counts, other.counts),
        plus(cycleCells, other.cycleCells),
        plus(sums, other.sums),
        plus(squares, other.squares));
  }

  private static long[] plus(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  public int triplets() {
    return counts.length;
  }

  /** Cells where all three pairs hold a phase. */
  public long count(int triplet) {
    return counts[triplet];
  }

  /** Root mean square of the wrapped misclosure, rad; NaN where no cell is complete. */
  public double rms(int triplet) {
    return Math.sqrt(squares[triplet] / (double) SCALE / counts(triplet));
  }

  /** Mean of the wrapped misclosure, rad; NaN where no cell is complete. */
  public double mean(int triplet) {
    return sums[triplet] / (double) SCALE / counts(triplet);
  }

  /** Variance of the wrapped misclosure about its mean, rad²; NaN where no cell is complete. */
  public double variance(int triplet) {
    double mean = mean(triplet);
    return Math.max(0, squares[triplet] / (double) SCALE / counts(triplet) - mean * mean);
  }

  /** Share of complete cells whose misclosure holds whole cycles, 0 to 1; NaN where none. */
  public double cycleShare(int triplet) {
    return cycleCells[triplet] / counts(triplet);
  }

  private double counts(int triplet) {
    return counts[triplet] == 0 ? Double.NaN : counts[triplet];
  }
}
