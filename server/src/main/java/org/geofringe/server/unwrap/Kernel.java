package org.geofringe.server.unwrap;

import org.geofringe.grid.Window;
import org.geofringe.unwrapping.IncoherentFill;
import org.geofringe.unwrapping.SolverContext;
import org.geofringe.unwrapping.Unwrapped;
import org.geofringe.unwrapping.Unwrapper;

/** The library's unwrapping of one window, by the options of a run. */
final class Kernel {

  /** Heap that unwrapping holds for each cell, with what comes in and goes out. */
  static final int BYTES_PER_CELL = 160;

  /** Chen et al. 2015 found little gain beyond some twenty neighbours. */
  private static final int NEIGHBOURS = 20;

  /** Coherent cells farther off tell nothing of a cell. */
  private static final int RADIUS = 50;

  private Kernel() {}

  /**
   * Unwraps a window by itself.
   *
   * @param options with looks of 1 or more
   */
  static Unwrapped apply(
      WrappedSource source, Window window, UnwrapOptions options, SolverContext solver) {
    float[] phase = new float[window.cells()];
    float[] coherence = new float[phase.length];
    source.read(window, phase, coherence);
    Unwrapper.Parameters parameters =
        new Unwrapper.Parameters(options.cost().cost(), 0, options.bridge());
    int rows = window.rows();
    int columns = window.columns();
    if (!source.hasCoherence()) {
      return Unwrapper.apply(rows, columns, phase, null, options.looks(), parameters, solver);
    }
    for (int i = 0; i < phase.length; i++) {
      // A coherence of NaN counts as 0.
      boolean kept = coherence[i] >= options.minCoherence() || options.minCoherence() == 0;
      phase[i] = kept ? phase[i] : Float.NaN;
    }
    if (options.fillBelow() <= options.minCoherence()) {
      return Unwrapper.apply(rows, columns, phase, coherence, options.looks(), parameters, solver);
    }
    IncoherentFill.Filled filled =
        IncoherentFill.apply(
            rows,
            columns,
            phase,
            coherence,
            new IncoherentFill.Parameters(options.fillBelow(), NEIGHBOURS, RADIUS),
            solver);
    Unwrapped unwrapped =
        Unwrapper.apply(
            rows, columns, filled.phase(), filled.coherence(), options.looks(), parameters, solver);
    IncoherentFill.restore(phase, unwrapped.phase());
    return unwrapped;
  }
}
