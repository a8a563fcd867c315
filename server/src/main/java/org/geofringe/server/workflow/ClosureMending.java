package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.closure.ClosureCorrection;
import org.geofringe.closure.ComponentBridges;
import org.geofringe.closure.ComponentCycles;
import org.geofringe.closure.ComponentStatistics;
import org.geofringe.closure.ComponentVotes;
import org.geofringe.closure.Misclosure;
import org.geofringe.closure.PairCells;
import org.geofringe.closure.TripletStatistics;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.network.Network;
import org.geofringe.network.Pair;
import org.geofringe.server.export.RasterProduct;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.unwrap.UnwrapFigures;
import org.geofringe.server.unwrap.UnwrapNotes;
import org.geofringe.unwrapping.Unwrapped;

/**
 * The passes over a stack that put whole cycles right: what components there are, votes on each
 * until nothing moves any more, and the mended phases. Each goes through the stack in bands of all
 * pairs.
 */
final class ClosureMending {

  /** Components put right may settle others; more rounds have never been seen to. */
  private static final int MOST_ROUNDS = 4;

  private final Stack stack;
  private final ReferencedStack referenced;
  private final MendWhat what;
  private final double minCoherence;
  private final Network network;
  private final Misclosure closure;
  private final float[] zeros;

  ClosureMending(ReferencedStack referenced, MendWhat what, double minCoherence)
      throws IOException {
    this.stack = referenced.stack();
    this.referenced = referenced;
    this.what = what;
    this.minCoherence = minCoherence;
    this.network = referenced.network();
    this.closure = new Misclosure(network);
    this.zeros = referenced.reference().phases(stack, network.pairs());
  }

  /**
   * What was found and done.
   *
   * @param components those that were moved
   * @param statistics sizes of the components
   * @param before closure of the triplets as they were
   * @param after closure of the triplets as they are
   * @param moved per pair: cells moved with their component
   * @param mended per pair: cells put right by themselves
   * @param counts over all cells
   */
  record Report(
      ComponentCycles components,
      ComponentStatistics statistics,
      TripletStatistics before,
      TripletStatistics after,
      long[] moved,
      long[] mended,
      Counts counts) {

    /** Cells of a pair that are not as they were. */
    boolean touched(int pair) {
      return moved[pair] + mended[pair] > 0;
    }
  }

  /**
   * Counts of cells.
   *
   * @param cells where any triplet is complete
   * @param offBefore where any triplet was off by cycles
   * @param offAfter where any still is
   * @param ambiguous left because several pairs may be to blame
   * @param contradictory left because no whole numbers close all triplets
   */
  record Counts(long cells, long offBefore, long offAfter, long ambiguous, long contradictory) {
    private Counts plus(Counts other) {
      return new Counts(
          cells + other.cells,
          offBefore + other.offBefore,
          offAfter + other.offAfter,
          ambiguous + other.ambiguous,
          contradictory + other.contradictory);
    }
  }

  /**
   * Does it all.
   *
   * @param writer takes the mended phases of the pairs that are not complete there, which are left
   *     to be completed
   * @param pairs to be written
   * @param cyclesAdded raster of the sum over pairs of what was added
   */
  Report run(StackWriter writer, List<Pair> pairs, Path cyclesAdded, RunContext context)
      throws IOException {
    try (PairBlocks blocks = new PairBlocks(stack)) {
      ComponentStatistics statistics = statistics(blocks, context.part(0, 0.15));
      ClosureCorrection correction =
          new ClosureCorrection(network, reference(blocks), statistics, bridges(), minCoherence);
      ComponentCycles components = ComponentCycles.none(network.pairs().size());
      boolean voting = what.components() && stack.hasAll(Asset.COMPONENTS);
      double from = 0.15;
      for (int round = 0; voting && round < MOST_ROUNDS; round++) {
        ComponentCycles next =
            correction.count(
                votes(blocks, correction, components, context.part(from, from + 0.1)), components);
        voting = !next.sameAs(components);
        components = next;
        from += 0.1;
      }
      return mend(
          blocks,
          correction,
          components,
          statistics,
          writer,
          pairs,
          cyclesAdded,
          context.part(from, 1));
    }
  }

  /** The phases of the reference, and where that is an area, its most coherent cell's component. */
  private PairCells reference(PairBlocks blocks) {
    Reference place = referenced.reference();
    PairCells cell = blocks.read(new Window(place.row(), place.column(), 1, 1));
    return new PairCells(1, zeros, cell.coherence(), cell.components(), cell.reliability());
  }

  /** How sure unwrapping was of the cycles between components. */
  private ComponentBridges bridges() {
    List<Pair> pairs = network.pairs();
    ComponentBridges bridges = new ComponentBridges(pairs.size());
    for (int p = 0; p < pairs.size(); p++) {
      String notes = stack.item(pairs.get(p)).notes().getOrDefault(UnwrapNotes.BRIDGES, "");
      for (Unwrapped.Bridge bridge : UnwrapFigures.bridges(notes)) {
        bridges.add(p, bridge.from(), bridge.to(), bridge.certainty());
      }
    }
    return bridges;
  }

  private ComponentStatistics statistics(PairBlocks blocks, RunContext context) throws IOException {
    ComponentStatistics all = new ComponentStatistics(network.pairs().size());
    Bands.run(
        stack.grid(),
        PairBlocks.bytesPerCell(stack),
        context,
        "Looking at components",
        band -> {
          ComponentStatistics part = new ComponentStatistics(network.pairs().size());
          part.add(blocks.read(band));
          return part;
        },
        (band, part) -> all.merge(part));
    return all;
  }

  private ComponentVotes votes(
      PairBlocks blocks, ClosureCorrection correction, ComponentCycles known, RunContext context)
      throws IOException {
    ComponentVotes all = correction.noVotes();
    Bands.run(
        stack.grid(),
        PairBlocks.bytesPerCell(stack),
        context,
        "Asking triplets which components are off",
        band -> correction.vote(blocks.read(band), known),
        (band, part) -> all.merge(part));
    return all;
  }

  private record Band(
      ClosureCorrection.Mended mended,
      TripletStatistics before,
      TripletStatistics after,
      Counts counts) {}

  private Report mend(
      PairBlocks blocks,
      ClosureCorrection correction,
      ComponentCycles components,
      ComponentStatistics statistics,
      StackWriter writer,
      List<Pair> pairs,
      Path cyclesAdded,
      RunContext context)
      throws IOException {
    MapGrid grid = stack.grid();
    int count = network.pairs().size();
    TripletStatistics[] before = {closure.noStatistics()};
    TripletStatistics[] after = {closure.noStatistics()};
    Counts[] counts = {new Counts(0, 0, 0, 0, 0)};
    long[] moved = new long[count];
    long[] mended = new long[count];
    List<FlatRaster.Writer> writers = new ArrayList<>();
    // What is read, mended, and closed before and after.
    long bytesPerCell = PairBlocks.bytesPerCell(stack) + (2L * Float.BYTES + 1) * count + 40;
    try (RasterProduct added =
        RasterProduct.floats(cyclesAdded, grid, "Cycles added", "cycles", "cycles_added")) {
      for (Pair pair : pairs) {
        writers.add(writer.raster(pair, Asset.UNWRAPPED));
      }
      Bands.run(
          grid,
          bytesPerCell,
          context,
          "Mending cycles",
          band -> mend(blocks.read(band), correction, components),
          (band, result) -> {
            float[] phases = result.mended.phases();
            for (int i = 0; i < writers.size(); i++) {
              int place = network.index(pairs.get(i)) * band.cells();
              writers.get(i).write(0, band.row(), band.rows(), phases, place);
            }
            added.write(0, band.row(), band.rows(), result.mended.added(), 0);
            before[0] = before[0].merge(result.before);
            after[0] = after[0].merge(result.after);
            counts[0] = counts[0].plus(result.counts);
            for (int p = 0; p < count; p++) {
              moved[p] += result.mended.movedCells()[p];
              mended[p] += result.mended.mendedCells()[p];
            }
          });
      added.finish();
    } finally {
      writers.forEach(FlatRaster.Writer::close);
    }
    return new Report(components, statistics, before[0], after[0], moved, mended, counts[0]);
  }

  private Band mend(PairCells block, ClosureCorrection correction, ComponentCycles components) {
    ClosureCorrection.Mended mended = correction.mend(block, components, what.cells());
    Misclosure.Result before = close(block.phases(), block.cells());
    Misclosure.Result after = close(mended.phases(), block.cells());
    long cells = 0;
    long offBefore = 0;
    long offAfter = 0;
    for (int i = 0; i < block.cells(); i++) {
      cells += Float.isNaN(before.cycles()[i]) ? 0 : 1;
      offBefore += before.cycles()[i] > 0 ? 1 : 0;
      offAfter += after.cycles()[i] > 0 ? 1 : 0;
    }
    return new Band(
        mended,
        before.statistics(),
        after.statistics(),
        new Counts(cells, offBefore, offAfter, mended.ambiguous(), mended.contradictory()));
  }

  private Misclosure.Result close(float[] phases, int cells) {
    float[] against = Arrays.copyOf(phases, phases.length);
    for (int p = 0; p < zeros.length; p++) {
      for (int i = p * cells; i < (p + 1) * cells; i++) {
        against[i] -= zeros[p];
      }
    }
    return closure.apply(against, cells, false);
  }
}
