package org.geofringe.closure;

import java.util.Arrays;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Triplet;
import org.jspecify.annotations.Nullable;

/**
 * Misclosure of unwrapped triplets, cell by cell.
 *
 * <p>For dates a &lt; b &lt; c: Φ = φ_ab + φ_bc - φ_ac. Whole cycles, round(Φ/2π), are unwrapping
 * errors; the rest, wrap(Φ) in [-π, π], is decorrelation, filtering and soil-moisture bias (De Zan
 * et al. 2015; Yunjun et al. 2019, eq. 5). A delay that belongs to one date cancels: closure is
 * blind to the atmosphere.
 *
 * <p>A cell's result depends on that cell alone, bit for bit. Cells are worked on in short chunks
 * so that the phases are read from memory once; inside a chunk a missing phase becomes 0 with
 * validity 0, because a loop with a branch in it is not vectorised.
 */
public final class Misclosure {

  private static final int CHUNK = 256;
  private static final float INVERSE_TWO_PI = (float) (1 / (2 * Math.PI));

  /** 2π in two parts; a whole number of cycles times the first is exact up to 2^17 cycles. */
  private static final float TWO_PI_HIGH = 6.28125f;

  private static final float TWO_PI_LOW = (float) (2 * Math.PI - TWO_PI_HIGH);

  /** Adding and taking away 1.5 · 2^23 rounds a float to the nearest whole number. */
  private static final float ROUNDER = 12_582_912f;

  private final int pairs;
  private final List<Triplet> triplets;
  private final int[][] pairIndices;

  /**
   * What closes at each cell.
   *
   * @param rms per cell: rms over complete triplets of wrap(Φ), rad; NaN where none is complete
   * @param cycles per cell: number of triplets with round(Φ/2π) ≠ 0; NaN where none is complete
   * @param statistics per triplet, over the cells of this block
   * @param wrapped wrap(Φ) in rad of each triplet and cell, triplet by triplet, NaN where it is
   *     incomplete; null where not asked for
   */
  public record Result(
      float[] rms, float[] cycles, TripletStatistics statistics, float @Nullable [] wrapped) {}

  public Misclosure(Network network) {
    pairs = network.pairs().size();
    triplets = network.triplets();
    pairIndices = triplets.stream().map(network::pairIndices).toArray(int[][]::new);
  }

  /** The triplets in the order of the statistics and of the wrapped block. */
  public List<Triplet> triplets() {
    return triplets;
  }

  /** Statistics of no cell: what merging starts from. */
  public TripletStatistics noStatistics() {
    return new TripletStatistics(triplets.size());
  }

  /**
   * Closes all triplets at some cells.
   *
   * @param phases unwrapped phases in rad, already referenced to one place; pair p of the network's
   *     order at {@code p * cells}; NaN = no data; not modified
   * @param cells number of cells
   * @param keepWrapped whether to return the misclosure of every triplet too
   * @throws IllegalArgumentException where the block has another length
   */
  public Result apply(float[] phases, int cells, boolean keepWrapped) {
    if (phases.length != (long) pairs * cells) {
      throw new IllegalArgumentException(
          "phases of " + pairs + " pairs x " + cells + " cells expected, got " + phases.length);
    }
    float[] rms = new float[cells];
    float[] cycles = new float[cells];
    TripletStatistics statistics = noStatistics();
    float[] wrappedBlock =
        keepWrapped ? new float[Math.multiplyExact(triplets.size(), cells)] : null;

    float[][] phase = new float[pairs][CHUNK];
    float[][] valid = new float[pairs][CHUNK];
    float[] wrapped = new float[CHUNK];
    float[] present = new float[CHUNK];
    float[] nonZero = new float[CHUNK];
    float[] squares = new float[CHUNK];
    float[] counts = new float[CHUNK];
    float[] errors = new float[CHUNK];
    for (int start = 0; start < cells; start += CHUNK) {
      int n = Math.min(CHUNK, cells - start);
      for (int p = 0; p < pairs; p++) {
        load(phases, p * cells + start, phase[p], valid[p], n);
      }
      Arrays.fill(squares, 0);
      Arrays.fill(counts, 0);
      Arrays.fill(errors, 0);
      for (int t = 0; t < pairIndices.length; t++) {
        int ab = pairIndices[t][0];
        int bc = pairIndices[t][1];
        int ac = pairIndices[t][2];
        multiply(valid[ab], valid[bc], valid[ac], present, n);
        close(phase[ab], phase[bc], phase[ac], present, wrapped, nonZero, n);
        accumulate(wrapped, present, nonZero, squares, counts, errors, n);
        statistics.add(t, wrapped, present, nonZero, n);
        if (wrappedBlock != null) {
          store(wrapped, present, wrappedBlock, t * cells + start, n);
        }
      }
      for (int cell = 0; cell < n; cell++) {
        boolean any = counts[cell] > 0;
        rms[start + cell] = any ? (float) Math.sqrt(squares[cell] / counts[cell]) : Float.NaN;
        cycles[start + cell] = any ? errors[cell] : Float.NaN;
      }
    }
    return new Result(rms, cycles, statistics, wrappedBlock);
  }

  private static void load(float[] phases, int offset, float[] phase, float[] valid, int n) {
    for (int cell = 0; cell < n; cell++) {
      float value = phases[offset + cell];
      boolean finite = Float.isFinite(value);
      phase[cell] = finite ? value : 0;
      valid[cell] = finite ? 1 : 0;
    }
  }

  private static void multiply(float[] a, float[] b, float[] c, float[] product, int n) {
    for (int cell = 0; cell < n; cell++) {
      product[cell] = a[cell] * b[cell] * c[cell];
    }
  }

  private static void close(
      float[] ab,
      float[] bc,
      float[] ac,
      float[] present,
      float[] wrapped,
      float[] nonZero,
      int n) {
    for (int cell = 0; cell < n; cell++) {
      float misclosure = (ab[cell] + bc[cell] - ac[cell]) * present[cell];
      float cycles = misclosure * INVERSE_TWO_PI + ROUNDER - ROUNDER;
      wrapped[cell] = misclosure - cycles * TWO_PI_HIGH - cycles * TWO_PI_LOW;
      nonZero[cell] = Math.min(1f, Math.abs(cycles));
    }
  }

  private static void accumulate(
      float[] wrapped,
      float[] present,
      float[] nonZero,
      float[] squares,
      float[] counts,
      float[] errors,
      int n) {
    for (int cell = 0; cell < n; cell++) {
      squares[cell] += wrapped[cell] * wrapped[cell];
      counts[cell] += present[cell];
      errors[cell] += nonZero[cell];
    }
  }

  private static void store(float[] wrapped, float[] present, float[] block, int offset, int n) {
    for (int cell = 0; cell < n; cell++) {
      block[offset + cell] = present[cell] > 0 ? wrapped[cell] : Float.NaN;
    }
  }
}
