package org.geofringe.server.unwrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackUpdate;
import org.jspecify.annotations.Nullable;

/** Unwraps the pairs of a stack, or those that are missing. */
public final class StackUnwrapping {

  /** For tiles, while a run works. */
  static final String SCRATCH = ".unwrapping-tiles";

  private static final double PAIRS = 0.98;

  /** Unwrapped phase, components and reliability. */
  private static final int BYTES_ON_DISK = 10;

  /** Three floats a cell, and what overlaps. */
  static final int BYTES_OF_TILES = 24;

  /** Of one thread, measured on ordinary interferograms. */
  private static final double CELLS_PER_SECOND = 1e6;

  private StackUnwrapping() {}

  /**
   * What a run did.
   *
   * @param made how many pairs this run unwrapped
   * @param looks that the costs were reckoned with
   */
  public record Report(int made, double looks) {}

  /**
   * Runs.
   *
   * @param lock of the stack; taken once it is clear that the work can be done
   * @throws UserException in one line for whatever stands in the way
   */
  public static Report run(
      UnwrapOptions options, CellMask.@Nullable Choice mask, StackLock lock, RunContext context)
      throws IOException {
    Stack stack = Stack.open(lock.folder());
    requireWrapped(stack);
    UnwrapOptions known =
        options.looks() == 0 ? options.withLooks(stack.description().looks()) : options;
    MapGrid grid = stack.grid();
    Tiling tiling = Tiling.of(grid, known, context.budget().memoryBytes());
    try (CellMask cells = mask == null ? null : mask.opener().open(grid)) {
      lock.take();
      String choices = known.text() + (mask == null ? "" : " mask=" + mask.content());
      List<Pair> left = new ArrayList<>();
      boolean foreign = false;
      for (Pair pair : stack.network().pairs()) {
        StackItem item = stack.item(pair);
        if (!isMade(item, choices)) {
          left.add(pair);
          foreign |=
              item.assets().containsKey(Asset.UNWRAPPED)
                  && !item.notes().containsKey(UnwrapNotes.OPTIONS);
        }
      }
      if (foreign) {
        context.warn(
            "The stack came with unwrapped phase of another program, which is replaced; import it"
                + " into another folder to have both.");
      }
      make(stack, left, known, tiling, choices, cells, context);
      return new Report(left.size(), known.looks());
    }
  }

  private static void make(
      Stack stack,
      List<Pair> left,
      UnwrapOptions options,
      Tiling tiling,
      String choices,
      @Nullable CellMask mask,
      RunContext context)
      throws IOException {
    if (left.isEmpty()) {
      context.log("All pairs were unwrapped of the same before: nothing to unwrap.");
    } else {
      estimate(stack, left.size(), options, tiling, context);
      Unfinished.mark(stack);
    }
    StackUpdate update = new StackUpdate(stack);
    try (ScratchFolder scratch = new ScratchFolder(stack.folder().resolve(SCRATCH))) {
      PairUnwrapping unwrapping = new PairUnwrapping(stack, update, options, tiling, mask, scratch);
      Crew.run(
          left,
          tiling.bytes(),
          context.part(0, PAIRS),
          "Unwrapping pairs",
          (pair, solver) -> unwrapping.apply(pair, fingerprint(stack.item(pair), choices), solver));
    }
    if (Unfinished.is(stack)) {
      ValidPairs.write(Stack.open(stack.folder()), update, context.part(PAIRS, 1));
      Unfinished.clear(stack);
    }
  }

  private static boolean isMade(StackItem item, String choices) {
    return item.assets().containsKey(Asset.UNWRAPPED)
        && item.assets().containsKey(Asset.COMPONENTS)
        && item.assets().containsKey(Asset.RELIABILITY)
        && fingerprint(item, choices).equals(item.notes().get(UnwrapNotes.MADE_FROM));
  }

  private static String fingerprint(StackItem item, String choices) {
    return new Fingerprint().add(item.fingerprint()).add(choices).hex();
  }

  /** Every pair must have what is to be unwrapped. */
  static void requireWrapped(Stack stack) {
    Path folder = stack.folder();
    List<Pair> pairs = stack.network().pairs();
    for (Asset asset : List.of(Asset.WRAPPED_PHASE, Asset.COHERENCE)) {
      List<Pair> missing =
          pairs.stream().filter(p -> !stack.item(p).assets().containsKey(asset)).toList();
      if (!missing.isEmpty()) {
        throw new UserException(
            missing.size()
                + " of "
                + pairs.size()
                + " pairs of "
                + folder
                + " have no "
                + asset.title().toLowerCase(Locale.ROOT)
                + ", such as "
                + missing.get(0)
                + (stack.hasAll(Asset.UNWRAPPED)
                    ? ": they were imported unwrapped, so go on with Closure or Velocity, or import"
                        + " their wrapped phase with them."
                    : ": choose a stack that Form interferograms or Import interferograms made."));
      }
    }
  }

  private static void estimate(
      Stack stack, int pairs, UnwrapOptions options, Tiling tiling, RunContext context) {
    MapGrid grid = stack.grid();
    int atOnce = Crew.atOnce(pairs, tiling.bytes(), context.budget());
    long tiles = tiling.isWhole() ? 0 : atOnce * grid.cells() * BYTES_OF_TILES;
    long disk = pairs * grid.cells() * BYTES_ON_DISK + tiles;
    context.log(
        String.format(
            Locale.ROOT,
            "%d of %d pairs to unwrap, %d x %d cells each, %s, %d at once; %.1f looks. About %.0f"
                + " s; %d MiB of memory, %d MiB of disk, of which %d MiB are free.",
            pairs,
            stack.network().pairs().size(),
            grid.rows(),
            grid.columns(),
            tiling.words(),
            atOnce,
            options.looks(),
            Math.max(
                1, pairs * (double) grid.cells() / CELLS_PER_SECOND / context.budget().threads()),
            (atOnce * tiling.bytes() >> 20) + 1,
            (disk >> 20) + 1,
            DiskSpace.usable(stack.folder()) >> 20));
    DiskSpace.require(stack.folder(), disk, "The unwrapped phase");
  }
}
