package org.geofringe.server.workflow;

import java.io.Closeable;
import org.geofringe.closure.PairCells;
import org.geofringe.grid.Window;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.PairRasters;
import org.geofringe.server.stack.Stack;
import org.jspecify.annotations.Nullable;

/** Windows of all pairs of an unwrapped stack, with what is known of how good they are. */
final class PairBlocks implements Closeable {

  private final PairRasters phases;
  private final @Nullable PairRasters coherence;
  private final @Nullable PairRasters components;
  private final @Nullable PairRasters reliability;

  /** Opens the rasters; those that not every pair has count as not known. */
  PairBlocks(Stack stack) {
    phases = stack.open(stack.network().pairs(), Asset.UNWRAPPED);
    coherence = open(stack, Asset.COHERENCE);
    components = open(stack, Asset.COMPONENTS);
    reliability = open(stack, Asset.RELIABILITY);
  }

  private static @Nullable PairRasters open(Stack stack, Asset asset) {
    return stack.hasAll(asset) ? stack.open(stack.network().pairs(), asset) : null;
  }

  /** Heap that {@link #read} takes per cell of the window. */
  static long bytesPerCell(Stack stack) {
    return 4L * Float.BYTES * stack.network().pairs().size();
  }

  PairCells read(Window window) {
    return new PairCells(
        window.cells(),
        phases.read(window),
        read(coherence, window),
        read(components, window),
        read(reliability, window));
  }

  private static float[] read(@Nullable PairRasters rasters, Window window) {
    return rasters == null ? PairCells.unknown() : rasters.read(window);
  }

  @Override
  public void close() {
    phases.close();
    for (PairRasters rasters : new @Nullable PairRasters[] {coherence, components, reliability}) {
      if (rasters != null) {
        rasters.close();
      }
    }
  }
}
