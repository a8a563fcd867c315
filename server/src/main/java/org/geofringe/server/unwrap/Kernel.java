package org.geofringe.server.unwrap;

import org.geofringe.unwrapping.SolverContext;
import org.geofringe.unwrapping.Unwrapped;
import org.geofringe.unwrapping.Unwrapper;
import org.jspecify.annotations.Nullable;

/** The library's unwrapping, by the options of a run. */
final class Kernel {

  /** Heap that unwrapping an image holds for each cell, with what comes in and goes out. */
  static final int BYTES_PER_CELL = 160;

  private Kernel() {}

  /**
   * Unwraps an image.
   *
   * @param wrapped radians, NaN = no data; not modified
   * @param coherence 0 to 1; null where unknown; not modified
   * @param options with looks of 1 or more
   */
  static Unwrapped apply(
      int rows,
      int columns,
      float[] wrapped,
      float @Nullable [] coherence,
      UnwrapOptions options,
      SolverContext solver) {
    return Unwrapper.apply(
        rows,
        columns,
        wrapped,
        coherence,
        options.looks(),
        new Unwrapper.Parameters(options.cost().cost(), options.minCoherence()),
        solver);
  }
}
