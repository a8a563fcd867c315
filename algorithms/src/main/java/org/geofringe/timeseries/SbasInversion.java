package org.geofringe.timeseries;

import java.util.Arrays;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Small baseline inversion: displacement at each date from a network of unwrapped interferograms
 * (Berardino et al. 2002), by weighted least squares per cell.
 *
 * <p>With φ_ij = φ_i - φ_j and d = -λ/4π · φ, the unknown ψ_i is the displacement phase of date i
 * with ψ = 0 at the first date, and each pair says ψ_j - ψ_i = φ_ij with weight w_ij. Where
 * Berardino solves for velocities between dates by singular values, this solves for the phases
 * themselves (Yunjun et al. 2019, eq. 2): with a connected network both have the same minimum, and
 * the normal matrix of the phases is banded. Cells whose own pairs fall into pieces are given
 * Berardino's minimum-norm velocity, or nothing.
 *
 * <p>Arithmetic is double: the normal matrix of 40 dates joined to their next four, with weights
 * spread over a factor of 100, has a condition number near 10^3, and it grows with the square of
 * the number of dates; floats would leave three or four digits. A cell's result depends on that
 * cell alone, bit for bit: {@link BandedLanes} does the same operations in the same order for every
 * lane.
 */
public final class SbasInversion {

  /**
   * Coherence below this, or unknown, weighs as this: the pair has a phase, so it says something.
   */
  static final float SMALLEST_COHERENCE = 0.05f;

  /** Cells that are solved at once. */
  static final int LANES = 64;

  private final Network network;
  private final Parameters parameters;
  private final int dates;
  private final int[] reference;
  private final int[] secondary;
  private final Connection connection;
  private final @Nullable PhaseVariance phaseVariance;

  /** How much a pair counts. */
  public enum Weighting {
    /** Every pair the same. */
    UNIFORM,
    /** By its coherence. */
    COHERENCE,
    /** By the inverse of the phase variance that coherence and looks predict. */
    VARIANCE
  }

  /** What becomes of a cell whose pairs do not join all dates. */
  public enum Disconnected {
    /** No data. */
    NAN,
    /** Pieces are joined so that velocities between neighbouring dates are smallest. */
    MINIMUM_NORM
  }

  /**
   * How to invert.
   *
   * @param weighting how much a pair counts
   * @param looks effective number of looks, at least 1; used by {@link Weighting#VARIANCE}
   * @param disconnected what becomes of cells whose pairs do not join all dates
   * @param wavelengthMetres radar wavelength
   */
  public record Parameters(
      Weighting weighting, double looks, Disconnected disconnected, double wavelengthMetres) {

    public Parameters {
      if (!(looks >= 1) || looks > 1e6) {
        throw new IllegalArgumentException("looks must be within 1 to 1000000, got " + looks);
      }
      if (!(wavelengthMetres > 0.001 && wavelengthMetres < 10)) {
        throw new IllegalArgumentException(
            "wavelengthMetres must be within 0.001 to 10, got " + wavelengthMetres);
      }
    }
  }

  /**
   * The inversion of a block of cells. Everything but the pair count is NaN where a cell has no
   * pair or is disconnected and to be left out.
   *
   * @param displacement metres towards the satellite since the first date, date by date
   * @param temporalCoherence |mean exp(jr)| of the residuals r over the pairs used, 0 to 1 (Pepe
   *     and Lanari 2006, eq. 9)
   * @param residualRms rms of the residuals over the pairs used, rad
   * @param pairsUsed number of pairs that had a phase
   */
  public record Result(
      float[] displacement, float[] temporalCoherence, float[] residualRms, float[] pairsUsed) {}

  public SbasInversion(Network network, Parameters parameters) {
    this.network = network;
    this.parameters = parameters;
    dates = network.dates().size();
    List<Pair> pairs = network.pairs();
    reference = pairs.stream().mapToInt(pair -> network.index(pair.reference())).toArray();
    secondary = pairs.stream().mapToInt(pair -> network.index(pair.secondary())).toArray();
    connection = new Connection(network.dates(), reference, secondary);
    phaseVariance =
        parameters.weighting == Weighting.VARIANCE ? new PhaseVariance(parameters.looks) : null;
  }

  /**
   * Inverts some cells.
   *
   * @param phases unwrapped phases in rad, referenced to one place; pair p of the network's order
   *     at {@code p * cells}; NaN = the pair is missing at the cell; not modified
   * @param coherence coherence 0..1 in the same layout; may be null for uniform weights; not
   *     modified
   * @param cells number of cells
   * @throws IllegalArgumentException where a block has another length, or coherence is needed and
   *     missing
   */
  public Result apply(float[] phases, float @Nullable [] coherence, int cells) {
    return apply(phases, coherence, cells, null);
  }

  /**
   * As {@link #apply(float[], float[], int)}, and tells which cells hold a residual that noise does
   * not explain.
   *
   * @param suspicion of each cell, see {@link BandedLanes#suspicion}; null to do without; modified
   */
  Result apply(
      float[] phases, float @Nullable [] coherence, int cells, float @Nullable [] suspicion) {
    check(phases, cells, "phases");
    if (parameters.weighting == Weighting.UNIFORM) {
      coherence = null;
    } else if (coherence == null) {
      throw new IllegalArgumentException(
          "coherence is needed for weighting " + parameters.weighting);
    } else {
      check(coherence, cells, "coherence");
    }
    float[] displacement = new float[Math.multiplyExact(dates, cells)];
    Result result = new Result(displacement, new float[cells], new float[cells], new float[cells]);
    BandedLanes lanes = lanes();
    for (int start = 0; start < cells; start += LANES) {
      int n = Math.min(LANES, cells - start);
      load(phases, coherence, cells, start, n, lanes);
      int[] @Nullable [] pieces = connect(lanes, n);
      solve(lanes, pieces);
      store(lanes, pieces, cells, start, n, result);
      if (suspicion != null) {
        lanes.suspicion(noiseFactor(), suspicion, start, n);
      }
    }
    return result;
  }

  /** Room for a group of cells. */
  BandedLanes lanes() {
    return new BandedLanes(dates, reference, secondary, LANES);
  }

  /** What makes a weight the inverse of a variance; 0 where weights tell nothing of noise. */
  double noiseFactor() {
    return phaseVariance == null ? 0 : 1;
  }

  private void check(float[] block, int cells, String name) {
    if (block.length != (long) reference.length * cells) {
      throw new IllegalArgumentException(
          name
              + " of "
              + reference.length
              + " pairs x "
              + cells
              + " cells expected, got "
              + block.length);
    }
  }

  /** Fills the lanes with phases and weights of the cells from {@code start} on. */
  void load(
      float[] phases,
      float @Nullable [] coherence,
      int cells,
      int start,
      int n,
      BandedLanes lanes) {
    for (int p = 0; p < reference.length; p++) {
      double[] phase = lanes.phase(p);
      double[] valid = lanes.valid(p);
      double[] weight = lanes.weight(p);
      int offset = p * cells + start;
      for (int lane = 0; lane < n; lane++) {
        float value = phases[offset + lane];
        boolean finite = Float.isFinite(value);
        phase[lane] = finite ? value : 0;
        valid[lane] = finite ? 1 : 0;
      }
      if (coherence == null) {
        System.arraycopy(valid, 0, weight, 0, n);
      } else {
        weigh(coherence, offset, n, valid, weight);
      }
      Arrays.fill(phase, n, LANES, 0);
      Arrays.fill(valid, n, LANES, 0);
      Arrays.fill(weight, n, LANES, 0);
    }
  }

  private void weigh(float[] coherence, int offset, int n, double[] valid, double[] weight) {
    PhaseVariance table = phaseVariance;
    if (table == null) {
      for (int lane = 0; lane < n; lane++) {
        weight[lane] = valid[lane] * limited(coherence[offset + lane]);
      }
    } else {
      for (int lane = 0; lane < n; lane++) {
        weight[lane] = valid[lane] * table.inverse(limited(coherence[offset + lane]));
      }
    }
  }

  private static float limited(float coherence) {
    float least = coherence > SMALLEST_COHERENCE ? coherence : SMALLEST_COHERENCE;
    return least < 1 ? least : 1;
  }

  /** The pieces of each of the first lanes' networks; null for a network in one piece. */
  int[] @Nullable [] connect(BandedLanes lanes, int n) {
    int[] @Nullable [] pieces = new int[n][];
    lanes.count();
    for (int lane = 0; lane < n; lane++) {
      if (!lanes.surelyConnected(lane)) {
        pieces[lane] = connection.pieces(lanes, lane);
      }
    }
    return pieces;
  }

  /** Solves with the weights that the lanes hold. */
  void solve(BandedLanes lanes, int[] @Nullable [] pieces) {
    lanes.assemble();
    for (int lane = 0; lane < pieces.length; lane++) {
      int[] piece = pieces[lane];
      if (piece != null) {
        connection.ground(lanes, lane, piece);
      }
    }
    lanes.solve();
  }

  /** Writes what was solved, and what the residuals tell. */
  void store(
      BandedLanes lanes, int[] @Nullable [] pieces, int cells, int start, int n, Result result) {
    lanes.residuals();
    double metres = -parameters.wavelengthMetres / (4 * Math.PI);
    for (int date = 1; date < dates; date++) {
      double[] solution = lanes.solution(date);
      int offset = date * cells + start;
      for (int lane = 0; lane < n; lane++) {
        result.displacement[offset + lane] = (float) (metres * solution[lane]);
      }
    }
    lanes.store(result.temporalCoherence, result.residualRms, start, n);
    for (int lane = 0; lane < n; lane++) {
      result.pairsUsed[start + lane] = lanes.pairsUsed(lane);
      int[] piece = pieces[lane];
      if (piece != null) {
        finish(lanes, lane, piece, cells, start, metres, result);
      }
    }
  }

  /** Gives a disconnected cell its minimum-norm displacement or no data. */
  private void finish(
      BandedLanes lanes,
      int lane,
      int[] piece,
      int cells,
      int start,
      double metres,
      Result result) {
    int cell = start + lane;
    boolean nothing = result.pairsUsed[cell] == 0;
    if (nothing || parameters.disconnected == Disconnected.NAN) {
      for (int date = 0; date < dates; date++) {
        result.displacement[date * cells + cell] = Float.NaN;
      }
      result.temporalCoherence[cell] = Float.NaN;
      result.residualRms[cell] = Float.NaN;
      return;
    }
    double[] phase = new double[dates];
    for (int date = 1; date < dates; date++) {
      phase[date] = lanes.solution(date)[lane];
    }
    connection.joinPieces(phase, piece);
    for (int date = 1; date < dates; date++) {
      result.displacement[date * cells + cell] = (float) (metres * phase[date]);
    }
  }

  /** The network whose pair order the blocks follow. */
  public Network network() {
    return network;
  }
}
