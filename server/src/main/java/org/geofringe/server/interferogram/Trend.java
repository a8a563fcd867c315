package org.geofringe.server.interferogram;

import org.geofringe.filtering.HeightPhase;
import org.geofringe.filtering.PhaseRamp;
import org.geofringe.grid.ComplexGrid;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.Window;
import org.jspecify.annotations.Nullable;

/**
 * What is taken away from a pair's phase before it is filtered.
 *
 * @param ramp linear over the grid; null where none was looked for
 * @param height in proportion to height; null where none was looked for
 */
record Trend(@Nullable PhaseRamp ramp, @Nullable HeightPhase height) {

  static final Trend NONE = new Trend(null, null);

  /** The ramp over a window, in radians; null where none was looked for. */
  @Nullable FloatGrid ramp(Window window) {
    return ramp == null ? null : ramp.at(window);
  }

  /**
   * The phase of height over a window, in radians: zero throughout where chance alone would make as
   * much.
   *
   * @param heights of the window in metres; null where they are not needed
   */
  @Nullable FloatGrid heightPhase(@Nullable FloatGrid heights) {
    if (height == null || heights == null) {
      return null;
    }
    return height.significant()
        ? height.at(heights)
        : new FloatGrid(heights.rows(), heights.columns());
  }

  /** Turns the phase of an interferogram back by some phase, in place. */
  static void subtract(@Nullable FloatGrid phase, ComplexGrid interferogram) {
    if (phase == null) {
      return;
    }
    float[] values = interferogram.values();
    for (int i = 0; i < phase.values().length; i++) {
      double angle = phase.values()[i];
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double real = values[2 * i];
      double imaginary = values[2 * i + 1];
      values[2 * i] = (float) (real * cos + imaginary * sin);
      values[2 * i + 1] = (float) (imaginary * cos - real * sin);
    }
  }
}
