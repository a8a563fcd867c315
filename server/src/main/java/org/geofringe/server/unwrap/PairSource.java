package org.geofringe.server.unwrap;

import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.stack.Asset;
import org.geofringe.server.stack.StackItem;
import org.jspecify.annotations.Nullable;

/** A pair of a stack as it is unwrapped, or its conjugate. */
final class PairSource implements WrappedSource {

  private final String pair;
  private final FlatRaster wrapped;
  private final FlatRaster coherence;
  private final @Nullable FlatRaster unwrapped;
  private final @Nullable CellMask mask;

  private PairSource(StackItem item, boolean conjugate, @Nullable CellMask mask) {
    this.pair = item.pair().id();
    this.mask = mask;
    wrapped = open(item, Asset.WRAPPED_PHASE);
    coherence = open(item, Asset.COHERENCE);
    unwrapped = conjugate ? open(item, Asset.UNWRAPPED) : null;
  }

  /** The pair as it is. */
  static PairSource of(StackItem item, @Nullable CellMask mask) {
    return new PairSource(item, false, mask);
  }

  /** The conjugate, where the pair has unwrapped phase. */
  static PairSource conjugate(StackItem item) {
    return new PairSource(item, true, null);
  }

  private static FlatRaster open(StackItem item, Asset asset) {
    Path file = item.assets().get(asset);
    if (file == null) {
      throw new IllegalStateException(item.pair() + " has no " + asset + ", which was looked at");
    }
    return FlatRaster.open(file);
  }

  @Override
  public MapGrid grid() {
    return wrapped.grid();
  }

  @Override
  public boolean hasCoherence() {
    return true;
  }

  @Override
  public void read(Window window, float[] phase, float[] gamma) {
    wrapped.read(0, window, phase, 0);
    coherence.read(0, window, gamma, 0);
    PhaseValues.requireFinite(phase, window, "The wrapped phase of " + pair);
    PhaseValues.requireCoherence(gamma, window, "The coherence of " + pair);
    if (mask != null) {
      PhaseValues.clear(mask, window, phase);
    }
    if (unwrapped != null) {
      float[] known = new float[phase.length];
      unwrapped.read(0, window, known, 0);
      for (int i = 0; i < phase.length; i++) {
        phase[i] = Float.isNaN(known[i]) ? Float.NaN : -phase[i];
      }
    }
  }

  @Override
  public void close() {
    wrapped.close();
    coherence.close();
    if (unwrapped != null) {
      unwrapped.close();
    }
  }
}
