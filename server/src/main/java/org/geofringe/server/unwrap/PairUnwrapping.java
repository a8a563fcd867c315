package org.geofringe.server.unwrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackUpdate;
import org.geofringe.unwrapping.SolverContext;
import org.geofringe.unwrapping.Unwrapped;
import org.jspecify.annotations.Nullable;

/** Unwraps one pair after the other of a stack; safe for several threads. */
final class PairUnwrapping {

  private static final double READ = 0.02;
  private static final double SOLVED = 0.95;

  private final Stack stack;
  private final StackUpdate update;
  private final UnwrapOptions options;
  private final @Nullable CellMask mask;

  PairUnwrapping(Stack stack, StackUpdate update, UnwrapOptions options, @Nullable CellMask mask) {
    this.stack = stack;
    this.update = update;
    this.options = options;
    this.mask = mask;
  }

  /**
   * Unwraps a pair and publishes it.
   *
   * @param fingerprint of what it is made from
   */
  void apply(Pair pair, String fingerprint, SolverContext solver) throws IOException {
    MapGrid grid = stack.grid();
    Unwrapped image = unwrap(pair, solver);
    float[] components = numbers(image.components());
    WholeImage.write(
        update.raster(pair, Asset.UNWRAPPED), grid, image.phase(), solver::checkCancelled);
    WholeImage.write(
        update.raster(pair, Asset.COMPONENTS), grid, components, solver::checkCancelled);
    WholeImage.write(
        update.raster(pair, Asset.RELIABILITY), grid, image.reliability(), solver::checkCancelled);
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put(UnwrapNotes.MADE_FROM, fingerprint);
    notes.put(UnwrapNotes.OPTIONS, options.text());
    notes.put(UnwrapNotes.BRIDGES, UnwrapFigures.text(image.bridges()));
    notes.put(UnwrapNotes.CHECKED, "");
    update.complete(
        pair,
        List.of(Asset.UNWRAPPED, Asset.COMPONENTS, Asset.RELIABILITY),
        List.of(Asset.INVERSE_CHECK),
        UnwrapFigures.of(image),
        notes);
  }

  private Unwrapped unwrap(Pair pair, SolverContext solver) throws IOException {
    MapGrid grid = stack.grid();
    float[] phase = read(pair, Asset.WRAPPED_PHASE, solver);
    float[] coherence = read(pair, Asset.COHERENCE, solver);
    PhaseValues.requireFinite(phase, grid.columns(), "The wrapped phase of " + pair);
    PhaseValues.requireCoherence(coherence, grid.columns(), "The coherence of " + pair);
    if (mask != null) {
      MaskedCells.clear(mask, grid, phase, solver::checkCancelled);
    }
    solver.progress(READ);
    return Kernel.apply(
        grid.rows(), grid.columns(), phase, coherence, options, Part.of(solver, READ, SOLVED));
  }

  private float[] read(Pair pair, Asset asset, SolverContext solver) {
    Path file = stack.item(pair).assets().get(asset);
    if (file == null) {
      throw new UserException("Item " + pair + " of " + stack.folder() + " has no " + asset.key());
    }
    try (FlatRaster raster = FlatRaster.open(file)) {
      return WholeImage.read(raster, solver::checkCancelled);
    }
  }

  /** Components as they are written: those beyond the numbers of a file are in none. */
  static float[] numbers(int[] components) {
    float[] numbers = new float[components.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = components[i] > Short.MAX_VALUE ? 0 : components[i];
    }
    return numbers;
  }
}
