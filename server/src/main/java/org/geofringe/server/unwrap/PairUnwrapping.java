package org.geofringe.server.unwrap;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geofringe.network.Pair;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackUpdate;
import org.geofringe.unwrapping.SolverContext;
import org.jspecify.annotations.Nullable;

/** Unwraps one pair after the other of a stack; safe for several threads. */
final class PairUnwrapping {

  private final Stack stack;
  private final StackUpdate update;
  private final UnwrapOptions options;
  private final Tiling tiling;
  private final @Nullable CellMask mask;
  private final ScratchFolder scratch;

  PairUnwrapping(
      Stack stack,
      StackUpdate update,
      UnwrapOptions options,
      Tiling tiling,
      @Nullable CellMask mask,
      ScratchFolder scratch) {
    this.stack = stack;
    this.update = update;
    this.options = options;
    this.tiling = tiling;
    this.mask = mask;
    this.scratch = scratch;
  }

  /**
   * Unwraps a pair and publishes it.
   *
   * @param fingerprint of what it is made from
   */
  void apply(Pair pair, String fingerprint, SolverContext solver) throws IOException {
    ImageUnwrapping.Outcome outcome;
    try (WrappedSource source = PairSource.of(stack.item(pair), mask);
        ScratchFolder tiles = scratch.within(pair.id());
        FlatRaster.Writer phase = update.raster(pair, Asset.UNWRAPPED);
        FlatRaster.Writer components = update.raster(pair, Asset.COMPONENTS);
        FlatRaster.Writer reliability = update.raster(pair, Asset.RELIABILITY)) {
      outcome =
          ImageUnwrapping.run(
              source,
              options,
              tiling,
              new UnwrappedFiles(stack.grid(), phase, components, reliability),
              () ->
                  UnwrappedFiles.Reader.open(
                      update.written(pair, Asset.UNWRAPPED),
                      update.written(pair, Asset.COMPONENTS),
                      update.written(pair, Asset.RELIABILITY)),
              tiles,
              solver);
    }
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put(UnwrapNotes.MADE_FROM, fingerprint);
    notes.put(UnwrapNotes.OPTIONS, options.text());
    notes.put(UnwrapNotes.BRIDGES, UnwrapFigures.text(outcome.bridges()));
    notes.put(UnwrapNotes.CHECKED, "");
    update.complete(
        pair,
        List.of(Asset.UNWRAPPED, Asset.COMPONENTS, Asset.RELIABILITY),
        List.of(Asset.INVERSE_CHECK),
        outcome.figures(),
        notes);
  }
}
