package org.geofringe.timeseries;

import java.util.Arrays;
import org.geofringe.closure.CycleEvidence;
import org.geofringe.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * Small baseline inversion that withstands bad pairs: whole cycles left by unwrapping are found and
 * taken out, other outliers count less.
 *
 * <p>Cells whose least-squares residuals ({@link SbasInversion}) are what noise makes them keep
 * that result. The others are solved towards the least Σ √w |r| by reweighting (Schlossmacher
 * 1973), which a few bad pairs do not bend; residuals near multiples of 2π name the cycles. A cycle
 * is taken out where
 *
 * <ul>
 *   <li>no other set of so few pairs explains the same loops ({@link CycleEvidence}): moving a date
 *       by a cycle changes the pairs and no residual, so only their number can decide;
 *   <li>the weighted sum of squares falls by more than {@link RobustLanes#EVIDENCE} variances when
 *       the pair is mended, the others being as they are. For a pair with weight w and share h in
 *       its own fit that is w δ (2r + δ (1 - h)) with δ = 2πk: nothing for a pair that no loop
 *       checks, where h = 1;
 *   <li>the pair then agrees with the others as pairs usually do: an outlier of half a cycle is no
 *       whole one.
 * </ul>
 *
 * <p>The cell is then solved by plain least squares of the mended phases: where all cycles are
 * right, with the result of the stack that never had them. Cells that still hold outliers, not of
 * whole cycles or not clear whose, are solved by Huber's M-estimator (1964) from there: convex, so
 * without a choice between minima, close to least squares for noise, and where two pairs may be to
 * blame it keeps between them, while least absolute values would follow one.
 */
public final class RobustInversion {

  private final SbasInversion inversion;

  /**
   * The inversion of a block of cells.
   *
   * @param series as of plain least squares; temporal coherence and residual rms are of the mended
   *     phases
   * @param cycles whole cycles that were taken out of a cell's pairs, up and down counted alike;
   *     NaN where the cell has no result
   * @param mendedPairs number of pairs of a cell that they were taken out of
   * @param restrained whether the cell still holds outliers and was solved by Huber's estimator
   */
  public record Result(
      SbasInversion.Result series, float[] cycles, int[] mendedPairs, boolean[] restrained) {}

  public RobustInversion(Network network, SbasInversion.Parameters parameters) {
    inversion = new SbasInversion(network, parameters);
  }

  /**
   * Inverts some cells. A cell's result depends on that cell alone, bit for bit.
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
    boolean[] all = new boolean[cells];
    Arrays.fill(all, true);
    return apply(phases, coherence, cells, all);
  }

  /**
   * As {@link #apply(float[], float[], int)}, with care for some cells only.
   *
   * @param wanted cells that are to be looked at closely; the others get plain least squares; not
   *     modified
   */
  public Result apply(float[] phases, float @Nullable [] coherence, int cells, boolean[] wanted) {
    float[] suspicion = new float[cells];
    SbasInversion.Result series = inversion.apply(phases, coherence, cells, suspicion);
    float[] cycles = new float[cells];
    int[] bad = new int[cells];
    int count = 0;
    for (int cell = 0; cell < cells; cell++) {
      boolean solved = !Float.isNaN(series.residualRms()[cell]);
      cycles[cell] = solved ? 0 : Float.NaN;
      if (solved && wanted[cell] && suspicion[cell] > 1) {
        bad[count++] = cell;
      }
    }
    Result result = new Result(series, cycles, new int[cells], new boolean[cells]);
    if (count > 0) {
      mend(phases, coherence, cells, Arrays.copyOf(bad, count), result);
    }
    return result;
  }

  private void mend(
      float[] phases, float @Nullable [] coherence, int cells, int[] bad, Result result) {
    int n = bad.length;
    float[] ownPhases = pick(phases, cells, bad);
    float[] ownCoherence = coherence == null ? null : pick(coherence, cells, bad);
    int dates = inversion.network().dates().size();
    SbasInversion.Result plain = room(dates, n);
    SbasInversion.Result huber = room(dates, n);
    boolean[] restrained = new boolean[n];
    RobustLanes lanes = new RobustLanes(inversion);
    for (int start = 0; start < n; start += SbasInversion.LANES) {
      int group = Math.min(SbasInversion.LANES, n - start);
      lanes.load(ownPhases, ownCoherence, n, start, group);
      lanes.mend();
      lanes.store(n, start, plain);
      for (int lane = 0; lane < group; lane++) {
        result.cycles[bad[start + lane]] = lanes.mendedCycles(lane);
        result.mendedPairs[bad[start + lane]] = lanes.mendedPairs(lane);
      }
      if (lanes.restrain(restrained, start)) {
        lanes.store(n, start, huber);
      }
    }
    put(plain, huber, restrained, bad, cells, result);
  }

  private static SbasInversion.Result room(int dates, int cells) {
    return new SbasInversion.Result(
        new float[dates * cells], new float[cells], new float[cells], new float[cells]);
  }

  private static float[] pick(float[] block, int cells, int[] chosen) {
    int planes = block.length / cells;
    float[] picked = new float[planes * chosen.length];
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < chosen.length; i++) {
        picked[plane * chosen.length + i] = block[plane * cells + chosen[i]];
      }
    }
    return picked;
  }

  private static void put(
      SbasInversion.Result plain,
      SbasInversion.Result huber,
      boolean[] restrained,
      int[] chosen,
      int cells,
      Result result) {
    int n = chosen.length;
    float[] displacement = result.series.displacement();
    for (int i = 0; i < n; i++) {
      int cell = chosen[i];
      SbasInversion.Result from = restrained[i] ? huber : plain;
      result.restrained[cell] = restrained[i];
      result.series.temporalCoherence()[cell] = from.temporalCoherence()[i];
      result.series.residualRms()[cell] = from.residualRms()[i];
      for (int plane = 0; plane * cells < displacement.length; plane++) {
        displacement[plane * cells + cell] = from.displacement()[plane * n + i];
      }
    }
  }
}
