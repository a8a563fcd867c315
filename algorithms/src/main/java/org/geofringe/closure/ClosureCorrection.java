package org.geofringe.closure;

import java.util.Arrays;
import java.util.List;
import org.geofringe.network.Network;
import org.geofringe.network.Triplet;

/**
 * Whole cycles of unwrapped pairs, put right over the network so that triplets close.
 *
 * <p>Each pair was unwrapped in two dimensions; the third, the dates, is joined afterwards: where
 * φ_ab + φ_bc - φ_ac is off by n whole cycles, some of the three pairs are. For each cell {@link
 * CycleSolver} finds whole numbers e of least weighted size that explain every triplet (Yunjun et
 * al. 2019, sec. 3.3, who round a regularised solution in real numbers; here they are whole from
 * the start, and are used only where no other solution costs about as much). First, whole
 * components are moved as their cells vote; then, where asked for, parts of them are, cell by cell.
 *
 * <p>What is consistent between the pairs of a date, such as the same cycle too many in all of
 * them, closes and is not seen. Pairs in no triplet are left as they are.
 */
public final class ClosureCorrection {

  private static final double TWO_PI = 2 * Math.PI;

  /** A cell is in doubt from here on: as likely wrong as right. */
  private static final float RELIABLE = 0.5f;

  private final Network network;
  private final int pairs;
  private final int[][] triplets;
  private final float[] referencePhases;
  private final ComponentStatistics statistics;
  private final ComponentWeights weights;
  private final double minCoherence;

  /**
   * A correction of one stack.
   *
   * @param network the pairs
   * @param reference phase in rad and component of each pair at the reference cell
   * @param statistics of all components, which say how likely each is off
   * @param bridges how sure the cycles between components are, where that is known
   * @param minCoherence phases with less coherence say nothing, 0 to 1; they are moved with their
   *     component
   * @throws IllegalArgumentException where a length does not fit the network or the coherence is
   *     out of range
   */
  public ClosureCorrection(
      Network network,
      PairCells reference,
      ComponentStatistics statistics,
      ComponentBridges bridges,
      double minCoherence) {
    if (reference.cells() != 1 || reference.phases().length != network.pairs().size()) {
      throw new IllegalArgumentException(
          "the reference must be 1 cell of "
              + network.pairs().size()
              + " pairs, got "
              + reference.cells()
              + " and "
              + reference.phases().length);
    }
    if (!(minCoherence >= 0 && minCoherence <= 1)) {
      throw new IllegalArgumentException("minCoherence must be from 0 to 1, got " + minCoherence);
    }
    this.network = network;
    this.pairs = network.pairs().size();
    List<Triplet> all = network.triplets();
    this.triplets = all.stream().map(network::pairIndices).toArray(int[][]::new);
    this.referencePhases = reference.phases().clone();
    this.statistics = statistics;
    int[] components = new int[pairs];
    Arrays.setAll(components, reference::component);
    this.weights = new ComponentWeights(statistics, bridges, components);
    this.minCoherence = minCoherence;
  }

  /**
   * Mended cells.
   *
   * @param phases rad, pair by pair; those of right pairs are the same bits
   * @param added per cell: sum over the pairs of the size of what was added, cycles; NaN where no
   *     pair holds a phase
   * @param movedCells per pair: cells that were moved with their component
   * @param mendedCells per pair: cells that were put right by themselves
   * @param ambiguous cells left off because several pairs may be to blame
   * @param contradictory cells left off because no whole numbers close all clear triplets
   */
  public record Mended(
      float[] phases,
      float[] added,
      long[] movedCells,
      long[] mendedCells,
      long ambiguous,
      long contradictory) {}

  /**
   * Lets cells say which components are off.
   *
   * @param known cycles that are taken away before
   */
  public ComponentVotes vote(PairCells block, ComponentCycles known) {
    ComponentVotes votes = new ComponentVotes(pairs);
    Cells cells = new Cells(block, known, false);
    for (int start = 0; start < block.cells(); start += TripletCycles.CHUNK) {
      int count = cells.load(start);
      for (int i = 0; i < count; i++) {
        CycleSolver.Solution solution = cells.cycles.isOff(i) ? cells.solve(i) : null;
        for (int p = 0; p < pairs; p++) {
          if (cells.cycles.isChecked(p, i)) {
            int component = block.component(p * block.cells() + start + i);
            if (solution == null) {
              votes.add(p, component, 0);
            } else if (solution.decided()[p]) {
              votes.add(p, component, solution.cycles()[p]);
            } else {
              votes.addUndecided(p, component);
            }
          }
        }
      }
    }
    return votes;
  }

  /** Votes of no cell: what merging starts from. */
  public ComponentVotes noVotes() {
    return new ComponentVotes(pairs);
  }

  /** What the votes of all cells come to; the component that holds the reference never moves. */
  public ComponentCycles count(ComponentVotes votes, ComponentCycles known) {
    return known.with(votes, statistics, weights);
  }

  /**
   * Puts cells right.
   *
   * @param known cycles of the components, which are taken away first
   * @param cellByCell whether parts of components are put right as well
   */
  public Mended mend(PairCells block, ComponentCycles known, boolean cellByCell) {
    byte[] found = new byte[block.phases().length];
    long ambiguous = 0;
    long contradictory = 0;
    if (cellByCell) {
      Cells cells = new Cells(block, known, true);
      for (int start = 0; start < block.cells(); start += TripletCycles.CHUNK) {
        int count = cells.load(start);
        for (int i = 0; i < count; i++) {
          if (cells.cycles.isOff(i)) {
            CycleSolver.Solution solution = cells.solve(i);
            boolean whole = true;
            for (int p = 0; p < pairs; p++) {
              boolean clear = solution.decided()[p];
              whole &= clear || !cells.cycles.isChecked(p, i);
              found[p * block.cells() + start + i] = clear ? (byte) solution.cycles()[p] : 0;
            }
            contradictory += solution.solvable() ? 0 : 1;
            ambiguous += solution.solvable() && !whole ? 1 : 0;
          }
        }
      }
    }
    return apply(block, known, found, ambiguous, contradictory);
  }

  private Mended apply(
      PairCells block, ComponentCycles known, byte[] found, long ambiguous, long contradictory) {
    float[] phases = block.phases().clone();
    float[] added = new float[block.cells()];
    Arrays.fill(added, Float.NaN);
    long[] moved = new long[pairs];
    long[] mended = new long[pairs];
    for (int p = 0; p < pairs; p++) {
      for (int cell = 0; cell < block.cells(); cell++) {
        int index = p * block.cells() + cell;
        if (!Float.isNaN(phases[index])) {
          int ofComponent = known.cycles(p, block.component(index));
          int cycles = ofComponent + found[index];
          if (cycles != 0) {
            phases[index] = (float) (phases[index] - TWO_PI * cycles);
          }
          moved[p] += ofComponent != 0 ? 1 : 0;
          mended[p] += found[index] != 0 ? 1 : 0;
          added[cell] = (Float.isNaN(added[cell]) ? 0 : added[cell]) + Math.abs(cycles);
        }
      }
    }
    return new Mended(phases, added, moved, mended, ambiguous, contradictory);
  }

  /** The cells of a block, a chunk at a time, and what solves them. */
  private final class Cells {
    private final PairCells block;
    private final ComponentCycles known;
    private final boolean single;
    private final TripletCycles cycles = new TripletCycles(pairs, triplets);
    private final PatternCache cache = new PatternCache(network, triplets.length);
    private final byte[][] weight = new byte[pairs][TripletCycles.CHUNK];
    private final byte[] pattern = new byte[triplets.length + pairs];

    Cells(PairCells block, ComponentCycles known, boolean single) {
      if (block.phases().length != (long) pairs * block.cells()) {
        throw new IllegalArgumentException(
            "phases of "
                + pairs
                + " pairs x "
                + block.cells()
                + " cells expected, got "
                + block.phases().length);
      }
      this.block = block;
      this.known = known;
      this.single = single;
    }

    /** Closes the triplets of the cells from here on; returns how many there are. */
    int load(int start) {
      int count = Math.min(TripletCycles.CHUNK, block.cells() - start);
      float[] coherence = block.coherence();
      float[] reliability = block.reliability();
      for (int p = 0; p < pairs; p++) {
        float[] phases = cycles.phases(p);
        for (int i = 0; i < count; i++) {
          int index = p * block.cells() + start + i;
          int component = block.component(index);
          boolean used =
              (single || component > 0)
                  && (coherence.length == 0 || coherence[index] >= minCoherence);
          phases[i] =
              used
                  ? (float)
                      (block.phases()[index]
                          - referencePhases[p]
                          - TWO_PI * known.cycles(p, component))
                  : Float.NaN;
          boolean reliable = reliability.length == 0 || !(reliability[index] < RELIABLE);
          weight[p][i] =
              single ? weights.ofCell(p, component, reliable) : weights.ofComponent(p, component);
        }
      }
      cycles.close(count);
      return count;
    }

    CycleSolver.Solution solve(int cell) {
      cycles.copy(cell, pattern);
      for (int p = 0; p < pairs; p++) {
        pattern[triplets.length + p] = cycles.isChecked(p, cell) ? weight[p][cell] : 0;
      }
      return cache.solve(pattern);
    }
  }
}
