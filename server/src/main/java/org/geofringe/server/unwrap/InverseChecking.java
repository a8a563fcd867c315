package org.geofringe.server.unwrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geofringe.filtering.GapFill;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.Stack;
import org.geofringe.server.stack.StackItem;
import org.geofringe.server.stack.StackLock;
import org.geofringe.server.stack.StackUpdate;
import org.geofringe.unwrapping.InverseCheck;
import org.geofringe.unwrapping.SolverContext;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps the conjugate of each pair with the options of its unwrapping and marks where the two are
 * not equal and opposite. The second answer is there only while its pair is checked.
 */
public final class InverseChecking {

  /** Cells of a pair whose phase failed the check. */
  public static final String FLAGGED_CELLS = "inverse_flagged_cells";

  /** Share of the pair's cells with phase. */
  public static final String FLAGGED_SHARE = "inverse_flagged_share";

  private static final double PAIRS = 0.95;
  private static final double SOLVED = 0.9;

  /** Both phases, components, verdict, marks and what filling needs. */
  private static final int BYTES_PER_CELL = 48;

  /** The second answer, on the disk while a pair is checked. */
  private static final int SCRATCH_BYTES = 10;

  private final Stack stack;
  private final StackUpdate update;
  private final FlaggedCells flagged;
  private final int maxDistance;
  private final long memoryBytes;
  private final ScratchFolder scratch;

  private InverseChecking(
      Stack stack, FlaggedCells flagged, int maxDistance, long memoryBytes, ScratchFolder scratch) {
    this.memoryBytes = memoryBytes;
    this.scratch = scratch;
    this.stack = stack;
    this.update = new StackUpdate(stack);
    this.flagged = flagged;
    this.maxDistance = maxDistance;
  }

  /**
   * Checks all pairs, or those that are missing.
   *
   * @param maxDistance of filling, in cells; 0 for no limit
   * @return how many pairs this run checked
   * @throws UserException in one line for whatever stands in the way
   */
  public static int run(StackLock lock, FlaggedCells flagged, int maxDistance, RunContext context)
      throws IOException {
    Stack stack = Stack.open(lock.folder());
    MapGrid grid = stack.grid();
    List<Pair> left = left(stack, flagged, maxDistance);
    WholeImage.require(stack.folder().toString(), grid, BYTES_PER_CELL, context);
    long bytes = bytes(stack, left, context);
    lock.take();
    if (left.isEmpty()) {
      context.log("All pairs were checked before: nothing to do.");
    } else if (flagged != FlaggedCells.KEEP) {
      Unfinished.mark(stack);
    }
    try (ScratchFolder scratch =
        new ScratchFolder(stack.folder().resolve(StackUnwrapping.SCRATCH))) {
      InverseChecking checking =
          new InverseChecking(stack, flagged, maxDistance, context.budget().memoryBytes(), scratch);
      Crew.run(left, bytes, context.part(0, PAIRS), "Checking pairs", checking::check);
    }
    if (Unfinished.is(stack)) {
      ValidPairs.write(Stack.open(stack.folder()), new StackUpdate(stack), context.part(PAIRS, 1));
      Unfinished.clear(stack);
    }
    return left.size();
  }

  /** Heap for one pair; refuses a disk without room for the marks and what lies there a while. */
  private static long bytes(Stack stack, List<Pair> left, RunContext context) {
    MapGrid grid = stack.grid();
    long bytes = 1;
    long tiles = 0;
    for (Pair pair : left) {
      UnwrapOptions options = options(stack.item(pair));
      if (options != null) {
        Tiling tiling = Tiling.of(grid, options, context.budget().memoryBytes());
        bytes = Math.max(bytes, tiling.bytes());
        tiles = Math.max(tiles, tiling.isWhole() ? 0 : StackUnwrapping.BYTES_OF_TILES);
      }
    }
    int atOnce = Crew.atOnce(Math.max(1, left.size()), bytes, context.budget());
    long disk = left.size() * grid.cells() + atOnce * grid.cells() * (SCRATCH_BYTES + tiles);
    DiskSpace.require(stack.folder(), disk, "The inverse check");
    return Math.max(bytes, grid.cells() * BYTES_PER_CELL);
  }

  private static List<Pair> left(Stack stack, FlaggedCells flagged, int maxDistance) {
    List<Pair> left = new ArrayList<>();
    for (Pair pair : stack.network().pairs()) {
      StackItem item = stack.item(pair);
      Set<Asset> needed =
          Set.of(Asset.WRAPPED_PHASE, Asset.COHERENCE, Asset.UNWRAPPED, Asset.COMPONENTS);
      if (!item.assets().keySet().containsAll(needed) || options(item) == null) {
        throw new UserException(
            "Pair "
                + pair
                + " of "
                + stack.folder()
                + " was not unwrapped here: run Unwrap interferograms (unwrap) on the stack first.");
      }
      boolean done =
          fingerprint(item, flagged, maxDistance).equals(item.notes().get(UnwrapNotes.CHECKED))
              && item.assets().containsKey(Asset.INVERSE_CHECK);
      if (!done) {
        if (!item.notes().containsKey(UnwrapNotes.MADE_FROM)) {
          throw new UserException(
              "The phase of "
                  + pair
                  + " was changed by an earlier inverse check: run Unwrap interferograms (unwrap)"
                  + " again to have it as it was.");
        }
        left.add(pair);
      }
    }
    return left;
  }

  private static @Nullable UnwrapOptions options(StackItem item) {
    return UnwrapOptions.parse(item.notes().getOrDefault(UnwrapNotes.OPTIONS, ""));
  }

  private static String fingerprint(StackItem item, FlaggedCells flagged, int maxDistance) {
    String fill = flagged == FlaggedCells.FILL ? " " + maxDistance : "";
    return new Fingerprint().add(item.fingerprint()).add(flagged + fill).hex();
  }

  private void check(Pair pair, SolverContext solver) throws IOException {
    StackItem item = stack.item(pair);
    UnwrapOptions options = options(item);
    if (options == null) {
      throw new IllegalStateException(pair + " was looked at before");
    }
    float[] reversed = reversed(item, options, solver.part(0, SOLVED));
    float[] phase = read(item, Asset.UNWRAPPED, solver);
    int[] components = whole(read(item, Asset.COMPONENTS, solver));
    publish(pair, item, phase, InverseCheck.apply(phase, reversed, components), solver);
  }

  /** The conjugate, unwrapped. */
  private float[] reversed(StackItem item, UnwrapOptions options, SolverContext solver)
      throws IOException {
    MapGrid grid = stack.grid();
    try (ScratchFolder folder = scratch.within(item.pair().id())) {
      Path phases = folder.path().resolve("phase.tif");
      Path numbers = folder.path().resolve("components.tif");
      Path reliabilities = folder.path().resolve("reliability.tif");
      try (WrappedSource source = PairSource.conjugate(item);
          ScratchFolder tiles = folder.within("tiles");
          FlatRaster.Writer phase = FlatRaster.scratch(phases, grid, 1);
          FlatRaster.Writer components = FlatRaster.scratch(numbers, grid, SampleType.INT16, 1);
          FlatRaster.Writer reliability = FlatRaster.scratch(reliabilities, grid, 1)) {
        ImageUnwrapping.run(
            source,
            options,
            Tiling.of(grid, options, memoryBytes),
            new UnwrappedFiles(grid, phase, components, reliability),
            () -> UnwrappedFiles.Reader.open(phases, numbers, reliabilities),
            tiles,
            solver);
      }
      try (FlatRaster raster = FlatRaster.open(phases)) {
        return WholeImage.read(raster, solver::checkCancelled);
      }
    }
  }

  private void publish(
      Pair pair, StackItem item, float[] phase, byte[] verdict, SolverContext solver)
      throws IOException {
    float[] marks = new float[verdict.length];
    long cells = 0;
    long others = 0;
    for (int i = 0; i < verdict.length; i++) {
      marks[i] = verdict[i];
      cells += verdict[i] == InverseCheck.NO_DATA ? 0 : 1;
      others += verdict[i] == InverseCheck.OTHER ? 1 : 0;
    }
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(FLAGGED_CELLS, (double) others);
    figures.put(FLAGGED_SHARE, cells == 0 ? Double.NaN : (double) others / cells);
    SortedMap<String, String> notes =
        new TreeMap<>(Map.of(UnwrapNotes.CHECKED, fingerprint(item, flagged, maxDistance)));
    Set<Asset> assets = new TreeSet<>(Set.of(Asset.INVERSE_CHECK));
    MapGrid grid = stack.grid();
    WholeImage.write(update.raster(pair, Asset.INVERSE_CHECK), grid, marks, solver::checkCancelled);
    if (flagged != FlaggedCells.KEEP && others > 0) {
      float[] mended = mended(grid, phase, verdict, solver);
      WholeImage.write(update.raster(pair, Asset.UNWRAPPED), grid, mended, solver::checkCancelled);
      assets.add(Asset.UNWRAPPED);
      notes.put(UnwrapNotes.MADE_FROM, "");
    }
    update.complete(pair, assets, List.of(), figures, notes);
  }

  /** Phase without the flagged cells, or with what their neighbours say of them. */
  private float[] mended(MapGrid grid, float[] phase, byte[] verdict, SolverContext solver) {
    float[] kept = phase.clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = verdict[i] == InverseCheck.OTHER ? Float.NaN : kept[i];
    }
    if (flagged == FlaggedCells.REMOVE) {
      return kept;
    }
    float[] filled =
        GapFill.apply(
                new FloatGrid(grid.rows(), grid.columns(), kept),
                new GapFill.Parameters(maxDistance),
                solver::checkCancelled)
            .filled()
            .values();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = verdict[i] == InverseCheck.OTHER ? filled[i] : kept[i];
    }
    return kept;
  }

  private static int[] whole(float[] values) {
    int[] whole = new int[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Math.round(values[i]);
    }
    return whole;
  }

  private float[] read(StackItem item, Asset asset, SolverContext solver) {
    Path file = item.assets().get(asset);
    if (file == null) {
      throw new IllegalStateException(item.pair() + " was looked at before");
    }
    try (FlatRaster raster = FlatRaster.open(file)) {
      return WholeImage.read(raster, solver::checkCancelled);
    }
  }
}
